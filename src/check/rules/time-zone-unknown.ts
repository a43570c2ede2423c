import type { Rule } from '../rule.ts'

/** Both time zone databases stem from IANA's. An offset is no place: it has no daylight saving, and PostgreSQL reads its sign the other way round. */
function isZone(zone: unknown): boolean {
  if (typeof zone !== 'string' || !/^[A-Za-z]/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

export const rule: Rule = {
  code: 'time-zone-unknown',
  severity: 'error',
  check: ({ policy }) =>
    (['timeZone', 'storedTimeZone'] as const)
      .filter(property => !isZone(policy[property]))
      .map(property => ({
        at: policy,
        property: [property],
        message: `policy: ${property} is "${policy[property]}", which is no time zone: the days on which periods end would be unknown`,
        help: 'Write an IANA name, such as Europe/Berlin or America/New_York, or UTC.',
      })),
}
