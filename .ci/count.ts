import { readFileSync } from 'node:fs'

// Adds up what vitest counted, and the last lines of the other parts. A part that ended without one is no reason to stop.
const [vitest, ...parts] = process.argv.slice(2)
const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(vitest!, 'utf8')) as { numPassedTests: number; numFailedTests: number }
const counted = parts.map(part => /^(\d+) passed, (\d+) failed$/m.exec(readFileSync(part, 'utf8')) ?? [])
const sum = (i: number): number => counted.reduce((total, line) => total + Number(line[i] ?? 0), 0)
console.log(`${numPassedTests + sum(1)} passed, ${numFailedTests + sum(2)} failed`)
