import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { binaries, fetchBinaries } from './binaries.ts'
import { readReport } from './failures.ts'

// The suites that need a real server, once per PostgreSQL: majors, or folders of initdb and postgres; by default the oldest and the
// newest major that is supported. Started by `npm run test:matrix`; ends with "N passed, N failed".

const choices = process.argv.length > 2 ? process.argv.slice(2) : ['14', '18']
// Volumes and stories do not depend on the major, and take a minute each: they are gone through once, in npm test.
const suites = [
  'test/real',
  'test/operate',
  'test/recipients/worker',
  'test/exports/export-command',
  '--exclude',
  'test/real/volume.test.ts',
  '--exclude',
  'test/real/story.test.ts',
]
let passed = 0
let failed = 0

/** The suites on one PostgreSQL. A run that leaves no report has failed, whatever it counted. */
function leg(choice: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'lapse-matrix-'))
  const report = join(folder, 'vitest.json')
  try {
    const { status } = spawnSync('vitest', ['run', ...suites, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
      env: { LAPSE_HOLDS: '500', ...process.env, LAPSE_POSTGRES: choice },
      stdio: 'inherit',
    })
    const counted = readReport(report)
    // Here too, and to stdout, where vitest does not say it: who reads only the output of this command sees what failed.
    for (const failure of counted.failures) console.log(failure)
    passed += counted.passed
    // Also a file that fails before its first test.
    failed += status === 0 ? 0 : Math.max(1, counted.failed)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

for (const choice of choices) {
  fetchBinaries(choice)
  await binaries(choice)
  console.log(`PostgreSQL ${choice}`)
  const start = performance.now()
  leg(choice)
  console.log(`PostgreSQL ${choice}: ${Math.round((performance.now() - start) / 1000)} s`)
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
