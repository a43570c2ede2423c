import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile, examine } from '../../src/compile.ts'
import { loadFates } from '../../src/policy/load-fates.ts'
import { loadPolicy } from '../../src/policy/load-policy.ts'
import { loadProject, type Project } from '../../src/project.ts'
import type { Contradiction, PublishedProof } from '../../src/verify/published/published-proof.ts'
import { verify } from '../../src/verify/verify.ts'
import { type WrongPolicy, wrongPolicy } from './wrong-policy.ts'

const policies = resolve(import.meta.dirname, '../../policies')

const projects = new Map<string, Promise<Project>>()
/** A reference project as it stands; a wrong policy has the same schema and the same published table. */
const projectOf = (name: string): Promise<Project> => {
  const found = projects.get(name) ?? loadProject(join(policies, name))
  projects.set(name, found)
  return found
}

/** Try the published table of a project on what its policy compiles to, and nothing else. */
async function provePublished(project: Project): Promise<PublishedProof> {
  const { model, files, diagnostics } = await compile(project)
  if (!model) throw new Error(diagnostics.map(d => d.message).join('\n'))
  const { policy, schema, folder } = project
  const schemaSql = readFileSync(join(folder, 'schema.sql'), 'utf8')
  const report = await verify({ policy, schema, model, files, fates: await loadFates(project.fatesFile!), schemaSql, moments: [] })
  expect(report.proved).toBe(report.published.contradictions.length === 0)
  expect(report.diagnostics.map(d => d.code)).toEqual(report.published.contradictions.map(() => 'published-fate-contradicted'))
  return report.published
}

interface Fault {
  readonly title: string
  readonly from: string
  readonly to: string
  /** What the proof says of it: clause, table, instant as the line has it, and what became of the row. */
  readonly caught: readonly string[]
}

/** Keys are made up. */
const said = (c: Contradiction): string =>
  `${c.clause} ${c.table} ${c.asOf}: ${c.did.replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/, 'uuid')}`

/**
 * The faults of a policy, planted together and found apart: each by the lines about its own clause. Every one of these policies
 * compiles, and the SQL does what it says.
 */
const wrong: Readonly<Record<string, readonly Fault[]>> = {
  klonr: [
    {
      title: 'six years for seven',
      from: 'keep: exactly(years(7))',
      to: 'keep: exactly(years(6))',
      caught: [
        'K-11 transactions 2023-02-28T11:59:59.999999Z: the row is gone',
        'K-11 transactions 2025-06-30T11:59:59.999999Z: the row is gone',
        'K-11 invoices 2025-08-30T23:59:59.999999Z: the row is gone',
        'K-11 invoice_lines 2025-08-30T23:59:59.999999Z: the row is gone',
      ],
    },
    {
      title: 'the day the ticket was opened for the day it was resolved',
      from: "cutoff: 'resolved_at'",
      to: "cutoff: 'created_at'",
      caught: ['K-13 support_tickets 2026-02-28T10:00Z: the row is there', 'K-13 support_tickets 2026-01-01T00:00Z: the row is gone'],
    },
    {
      title: 'three months for ninety days',
      from: "rule('access_logs', { ...security, clause: 'K-15', keep: upTo(days(90))",
      to: "rule('access_logs', { ...security, clause: 'K-15', keep: upTo(months(3))",
      caught: ['K-15 access_logs 2026-05-01T17:59:59.999999Z: the row is gone'],
    },
    {
      title: 'what the failing request carried is not removed',
      from: "[sever('user_id', 'ip'), anonymize({ context: '{}' })]",
      to: "sever('user_id', 'ip')",
      caught: ['K-15 error_logs 2026-04-10T08:00Z: the row has {"context":"{\\"form\\": \\"Ada\\"}"}'],
    },
    {
      title: 'closed disputes hold, and open ones do not',
      from: "eb('closed_at', 'is', null)",
      to: "eb('closed_at', 'is not', null)",
      caught: ['K-19 transactions 2026-01-01T00:00Z: the row is gone', 'K-19 transactions 2026-01-01T00:00Z: the row is there'],
    },
    {
      title: 'no residence after deactivation',
      from: "residence: days(30), cancel: 'event cleared'",
      to: "residence: 'none', cancel: 'event cleared'",
      caught: ['K-03 users 2026-03-31T09:29:59.999999Z: the row is gone', 'K-09 uploads 2026-05-10T07:59:59.999999Z: the row is gone'],
    },
    {
      title: 'the day of the mail for the day of unsubscribing',
      from: "cutoff: related('marketing_preferences.unsubscribed_at')",
      to: "cutoff: 'sent_at'",
      caught: [
        'K-14 marketing_sends 2026-02-03T04:04:59.999999Z: the row is gone',
        'K-14 marketing_sends 2026-04-10T07:59:59.999999Z: the row is gone',
      ],
    },
  ],
  kontraktr: [
    {
      title: 'a schedule for shops that did not ask for one',
      from: "scheduled('41 1 * * *', { optIn: shop })",
      to: "scheduled('41 1 * * *')",
      caught: ['T-02 webhook_logs 2026-01-01T00:00Z: the row is gone'],
    },
    {
      title: 'a year for 365 days',
      from: "purpose: 'plan quotas',\n      keep: exactly(days(365))",
      to: "purpose: 'plan quotas',\n      keep: exactly(months(12))",
      caught: ['T-09 ai_usage_logs 2024-12-30T23:00Z: the row is there'],
    },
    {
      title: 'days of New York for days of UTC',
      from: "timeZone: 'UTC'",
      to: "timeZone: 'America/New_York'",
      caught: ['T-06 notifications 2025-05-01T08:59:59.999999Z: the row is gone'],
    },
  ],
  kaevo: [
    {
      title: 'money goes while the account is open',
      from: '  while: before(user.closed),\n',
      to: '',
      caught: [
        'V-10 transactions 2026-01-01T00:00Z: the row is gone',
        'V-10 transactions 2026-02-03T09:59:59.999999-05:00: the row is gone',
      ],
    },
    {
      title: 'payment records destroyed on deletion',
      from: "onErasure: retain('legal obligation', sever('user_id'))",
      to: 'onErasure: destroy()',
      caught: ['V-29 subscriptions 2018-05-31T12:00-04:00: the row is gone'],
    },
    {
      title: 'the request for the end of the account',
      from: 'cutoff: orElse(user.closed, earliestOf(user.requested, user.child))',
      to: 'cutoff: user.requested',
      caught: [
        'V-21 subscriptions 2025-03-31T18:00-04:00: the row is there',
        'V-21 billing_events 2025-03-31T18:00-04:00: the row is there',
      ],
    },
    {
      title: 'the first day of the thread for its last message',
      from: "cutoff: orElse(latest('support_messages.sent_at'), 'opened_at')",
      to: "cutoff: 'opened_at'",
      caught: [
        'V-17 support_threads 2026-02-28T14:59:59.999999-05:00: the row is gone',
        'V-17 support_messages 2026-02-28T15:00-05:00: the row is there',
      ],
    },
    {
      title: 'nobody decides on incidents',
      from: "  gate: review('privacy officer'),\n",
      to: '',
      caught: [
        'V-25 security_incidents 2026-01-01T00:00-05:00: the row is gone',
        'V-25 security_incidents 2023-02-28T09:59:59.999999-05:00: nobody decides on such a row',
        'V-25 security_incidents 2026-01-01T00:00-05:00: nobody decides on such a row',
        'V-25 incident_subjects 2023-02-28T09:59:59.999999-05:00: nobody decides on such a row',
      ],
    },
    {
      title: 'medical records wait like everything else',
      from: ', promptly: true',
      to: '',
      caught: ['V-13 medical_records 2026-01-30T21:15-05:00: the row is there'],
    },
    {
      title: 'the address stays in the log',
      from: "onErasure: sever('user_id', 'ip')",
      to: "onErasure: sever('user_id')",
      caught: ['V-18 app_logs 2026-03-01T21:15-05:00: the row has {"ip":"192.0.2.7/32"}'],
    },
    {
      title: 'thirteen months for fourteen',
      from: 'keep: exactly(months(14))',
      to: 'keep: exactly(months(13))',
      caught: ['V-20 analytics_events 2026-02-28T11:59:59.999999-05:00: the row is gone'],
    },
  ],
  pristina: [
    {
      title: 'the archive stage dropped',
      from: "      interim: [after(years(1), archive({ column: 'archived_at' }))],\n",
      to: '',
      caught: ['X-06 invoices 2020-01-01T00:00+01:00: the row has {"archived_at":null}'],
    },
    {
      title: 'logins still lead to the user',
      from: "clause: ['X-07', 'X-18', 'X-19'],\n      purpose: 'security',\n      onErasure: [pseudonymize({ ip: 'ip_hash' }, 'key destroyed after the run'), sever('user_id')]",
      to: "clause: ['X-07', 'X-18', 'X-19'],\n      purpose: 'security',\n      onErasure: [pseudonymize({ ip: 'ip_hash' }, 'key destroyed after the run')]",
      caught: ['X-18 auth_login_events 2026-04-14T14:30+02:00: the row has {"user_id":"uuid"}'],
    },
    {
      title: 'the start of the term for its end',
      from: "cutoff: 'ends_at'",
      to: "cutoff: 'starts_at'",
      caught: ['X-05 subscriptions 2026-01-30T23:59:59.999999+01:00: the row is gone'],
    },
  ],
  clinic: [
    {
      title: 'controlled and other prescriptions exchanged',
      from: "eb('controlled', '=', true)",
      to: "eb('controlled', '=', false)",
      caught: [
        'C-05 prescriptions 2024-05-31T23:59:59.999999+01:00: the row is gone',
        'C-06 prescriptions 2026-03-01T00:00Z: the row is there',
        'C-13 prescriptions 2024-05-31T23:59:59.999999+01:00: the row is gone',
        'C-13 visits 2024-05-31T23:59:59.999999+01:00: the row is gone',
      ],
    },
    {
      title: 'the day of the invoice for the end of its year',
      from: "cutoff: endOf('year', 'issued_on')",
      to: "cutoff: 'issued_on'",
      caught: ['C-08 invoices 2025-12-31T23:59:59.999999Z: the row is gone', 'C-13 invoices 2025-12-31T23:59:59.999999Z: the row is gone'],
    },
    {
      title: 'leaving no longer counts beside death',
      from: "cutoff: earliestOf('died_on', client.left)",
      to: "cutoff: 'died_on'",
      caught: ['C-03 patients 2025-07-01T00:00+01:00: the row is there'],
    },
    {
      title: 'a year for 400 days',
      from: 'keep: exactly(days(400))',
      to: 'keep: exactly(days(365))',
      caught: ['C-10 audit.Audit Trail 2026-02-05T11:59:59.999999Z: the row is gone'],
    },
  ],
}

describe.each(Object.keys(wrong))('a wrong policy of %s', name => {
  const faults = wrong[name]!
  let copy: WrongPolicy
  let contradictions: readonly string[]
  beforeAll(async () => {
    copy = wrongPolicy(
      name,
      faults.map(f => [f.from, f.to]),
    )
    const policy = await loadPolicy(copy.policyFile)
    contradictions = (await provePublished({ ...(await projectOf(name)), policy })).contradictions.map(said)
  })
  afterAll(() => copy?.remove())

  test.each(faults)('$title', ({ caught }) => {
    expect(contradictions).toEqual(expect.arrayContaining([...caught]))
  })
  test('and nothing else is said', () => {
    expect(contradictions.toSorted()).toEqual([...new Set(faults.flatMap(f => f.caught))].toSorted())
  })
})

describe('what the compiler sees by itself', () => {
  const unseen: readonly (readonly [name: string, title: string, code: string, names: RegExp, from: string, to: string])[] = [
    ['klonr', 'a part dropped', 'unscheduled-table', /invoice_lines/, "      parts: ['invoice_lines'],\n", ''],
    ['kaevo', 'a table of the household dropped', 'unscheduled-table', /recipes/, "'recipes', ", ''],
    ['pristina', 'a ground of holds that nothing cites', 'clause-not-cited', /X-23/, "clause: ['X-23', 'X-24'],", "clause: 'X-24',"],
  ]
  test.each(unseen)('%s: %s', async (name, _, code, names, from, to) => {
    const copy = wrongPolicy(name, [[from, to]])
    try {
      const { diagnostics } = examine({ ...(await projectOf(name)), policy: await loadPolicy(copy.policyFile) })
      expect(diagnostics.filter(d => d.severity === 'error')).toMatchObject([{ code, message: expect.stringMatching(names) }])
    } finally {
      copy.remove()
    }
  })
})
