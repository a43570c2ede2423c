let passed = 0
let failed = 0

/** One test, by name; its outcome is printed and counted. */
export async function check(what: string, work: () => unknown): Promise<void> {
  try {
    await work()
    passed++
    console.log(`ok    ${what}`)
  } catch (error) {
    failed++
    console.log(`FAIL  ${what}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}

export function equal(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`)
}

/** What was counted so far. */
export const tally = () => ({ passed, failed })
