import { readFileSync } from 'node:fs'

interface Vitest {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string; readonly failureMessages: readonly string[] }[]
  }[]
}

// Adds up what vitest counted, and the last lines of the other parts, and says again at the end what failed: nobody scrolls through a
// build's whole output. A part that ended without its last line is no reason to stop.
const [vitest, ...parts] = process.argv.slice(2)
const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(vitest!, 'utf8')) as Vitest
const texts = parts.map(part => readFileSync(part, 'utf8'))
const counted = texts.map(text => /^(\d+) passed, (\d+) failed$/m.exec(text) ?? [])
const sum = (i: number): number => counted.reduce((total, line) => total + Number(line[i] ?? 0), 0)

for (const { name, message, assertionResults } of testResults) {
  if (message !== '') console.log(`FAIL ${name}: ${message.slice(0, 2000)}`)
  for (const { status, fullName, failureMessages } of assertionResults)
    if (status === 'failed') console.log(`FAIL ${name}: ${fullName}\n${failureMessages.join('\n').slice(0, 2000)}`)
}
for (const text of texts) for (const line of text.split('\n')) if (/^\s*FAIL/.test(line)) console.log(line)
console.log(`${numPassedTests + sum(1)} passed, ${numFailedTests + sum(2)} failed`)
