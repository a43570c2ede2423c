import type { Activation } from '../../policy/activation.ts'
import type { RecordClass } from '../../policy/record-class.ts'
import { parseCron } from '../cron.ts'
import { title } from '../names.ts'
import type { Finding, Rule } from '../rule.ts'

const invalid = (activation: readonly Activation[], at: object, what: string): readonly Finding[] =>
  activation.flatMap(a => {
    if (a.kind !== 'scheduled') return []
    const cron = parseCron(String(a.cron))
    if (!('error' in cron)) return []
    return [
      {
        at,
        property: ['activation'],
        message: `${what}: the schedule "${a.cron}" cannot be read: ${cron.error}; nothing would run`,
        help: "Write pg_cron's five fields in UTC, such as '7 * * * *' (minute, hour, day of month, month, day of week), '@daily', or '30 seconds'.",
      },
    ]
  })

export const rule: Rule = {
  code: 'cron-invalid',
  severity: 'error',
  check: ({ policy }) => [
    ...invalid(policy.activation, policy, 'policy'),
    ...policy.schedule.filter((e): e is RecordClass => e.kind === 'class').flatMap(c => invalid(c.clock?.activation ?? [], c, title(c))),
  ],
}
