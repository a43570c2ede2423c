import { readFileSync } from 'node:fs'
import { readReport } from '../test/failures.ts'

// Adds up what vitest counted, and the last lines of the other parts, and says again at the end what failed: nobody scrolls through a
// build's whole output. A part that ended without its last line is no reason to stop.
const [vitest, ...parts] = process.argv.slice(2)
const { passed, failed, failures } = readReport(vitest!)
const texts = parts.map(part => readFileSync(part, 'utf8'))
const counted = texts.map(text => /^(\d+) passed, (\d+) failed$/m.exec(text) ?? [])
const sum = (i: number): number => counted.reduce((total, line) => total + Number(line[i] ?? 0), 0)

// Of the other parts the lines that say so, each with what stands below it.
const said = texts.flatMap(text => text.match(/^\s*FAIL.*(?:\n(?!\s*FAIL|\s*ok ).+){0,20}/gm) ?? [])
for (const failure of [...failures, ...said]) console.log(failure)
console.log(`${passed + sum(1)} passed, ${failed + sum(2)} failed`)
