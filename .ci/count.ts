import { readFileSync } from 'node:fs'

// Adds up what vitest and the Debian part counted.
const [vitest, debian] = process.argv.slice(2)
const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(vitest!, 'utf8')) as { numPassedTests: number; numFailedTests: number }
const [, passed = '0', failed = '0'] = /^(\d+) passed, (\d+) failed$/m.exec(readFileSync(debian!, 'utf8')) ?? []
console.log(`${numPassedTests + Number(passed)} passed, ${numFailedTests + Number(failed)} failed`)
