import { readFileSync } from 'node:fs'

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** What vitest's JSON report counted, and a text for each failure: of a test, or of a file before its first test. */
export function readReport(path: string): { readonly passed: number; readonly failed: number; readonly failures: readonly string[] } {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(path, 'utf8')) as Report
  const failures = testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message === '' ? [] : [`FAIL ${name}: ${message.slice(0, 2000)}`]),
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `FAIL ${name}: ${fullName}\n${failureMessages.join('\n').slice(0, 2000)}`),
  ])
  return { passed: numPassedTests, failed: numFailedTests, failures }
}
