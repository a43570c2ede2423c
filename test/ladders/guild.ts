import type { PGlite } from '@electric-sql/pglite'
import { bind } from '../../src/bind/bind.ts'
import type { Model } from '../../src/bind/model.ts'
import { emit } from '../../src/emit/emit.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { contract, days, destroy, exactly, legalObligation, manual, months, ownRegime, retention, years } from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { openPglite } from '../../src/schema/pglite.ts'
import { copiesOf } from '../copies.ts'

/** A guild whose members are last heard of by a visit or a call; dues are kept from when the membership ends. */
export const schemaSql = `
create table members (
  id bigint primary key, mail text, joined_at timestamptz not null, visited_at timestamptz, called_at timestamptz, leaving_at timestamptz, closed_on date
);
create table notes (id bigint primary key, member_id bigint not null references members);
create table dues (id bigint primary key, member_id bigint references members on delete set null, paid numeric);
`

const { ladder, latestOf, orElse, policy, request, retain, rule, sever, subject, untilErased } = retention<any>() as any
const member = subject('members', {
  key: 'id',
  events: { leaving: 'leaving_at', closed: 'closed_on' },
  erasure: { leaving: { clause: 'G-1', residence: days(30), cancel: 'event cleared' } },
})
const why = { clause: 'G-1', purpose: 'membership', basis: contract('GDPR 6(1)(b)') }

export const guild = policy({
  name: 'Guild',
  version: '1',
  effective: '2026-01-01',
  timeZone: 'Europe/Berlin',
  clauses: {
    'G-1': 'Everything goes with you.',
    'G-2': 'Of whom nothing is heard for 24 months is written to; after 60 days the membership may be ended.',
  },
  subjects: [member],
  activation: manual(),
  schedule: [
    untilErased('notes', { ...why, onErasure: destroy() }),
    rule('dues', {
      ...why,
      basis: legalObligation('GDPR 6(1)(c)'),
      cutoff: member.closed,
      keep: exactly(years(7)),
      dispose: destroy(),
      onErasure: retain('legal obligation', sever('member_id')),
    }),
    untilErased('members', { ...why, onErasure: destroy() }),
  ],
  requests: [request(member, ['erasure', 'access'], { clause: 'G-1', regimes: ownRegime({ respond: days(30) }), verify: 'additional' })],
  ladders: [
    ladder('silent members', member, {
      clause: 'G-2',
      since: orElse(latestOf('visited_at', 'called_at'), 'joined_at'),
      steps: [
        { after: months(24), do: 'notify' },
        { after: days(60), do: 'review' },
        { after: days(0), do: 'erase', closes: 'closed_on' },
      ],
    }),
  ],
})

export async function guildModel(): Promise<Model> {
  const { model, diagnostics } = bind(guild, await fromSql([{ path: 'schema.sql', sql: schemaSql }]), { database: 'guild' })
  if (!model) throw new Error(diagnostics.map(d => d.message).join('\n'))
  return model
}

/** Everything that the policy of the guild compiles to. */
export const guildFiles = async (): Promise<readonly OutputFile[]> => emit(plan(await guildModel()))

/** The guild installed, without members; nothing is armed. `dpo` is an officer, `ops` an operator, `eye` an auditor. */
export async function openGuild(files?: readonly OutputFile[]): Promise<PGlite> {
  const db = await openPglite()
  await db.exec(schemaSql)
  for (const { path, text } of files ?? (await guildFiles())) if (path.startsWith('migrations/')) await db.exec(`begin;\n${text}\ncommit;`)
  await db.exec(`
    create role dpo login in role guild_retention_officer;
    create role ops login in role guild_retention_operator;
    create role eye login in role guild_retention_auditor;`)
  return db
}

/** The same, armed and installed once: gives fresh copies. */
export async function guildCopies(files?: readonly OutputFile[]): Promise<() => Promise<PGlite>> {
  const db = await openGuild(files)
  await db.exec(`select retention.arm(class_name, 'test') from retention.class`)
  const copies = await copiesOf(db)
  await db.close()
  return copies
}
