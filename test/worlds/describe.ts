import { PostgresQueryCompiler, type RootOperationNode } from 'kysely'
import type { Draught } from './draught.ts'
import type { Judgement } from './judge.ts'
import { sessionSql } from './session.ts'
import type { World } from './world.ts'

/** A world and what is wrong with it, for a person to read and to try by hand. */
export function describeWorld(draught: Draught, world: World | null, differences: Judgement['differences']): string {
  const { policy } = draught
  const entries = policy.schedule.map(e => line(e)).concat(policy.subjects.map(line), policy.links.map(line), policy.holds.map(line))
  const rows = (world?.rows ?? []).map(
    r => `  ${r.design.written} ${JSON.stringify(Object.fromEntries([...r.values].filter(([, v]) => v !== null)))}`,
  )
  const { timeZone, storedTimeZone, run, activation, outOfScope } = policy
  return [
    '-- schema',
    draught.schemaSql,
    '-- policy',
    line({ timeZone, storedTimeZone, activation, outOfScope, batch: run.batch, tolerance: run.tolerance }),
    ...entries,
    '-- rows, without NULLs',
    ...rows,
    '-- holds and decisions',
    ...(world?.proof.holds ?? []).map(({ scope, released }) =>
      line({ scope: 'key' in scope ? { table: scope.table.name, key: scope.key } : scope, released }),
    ),
    ...[...new Set(world?.proof.cases.values() ?? [])].map(c =>
      line({ class: c.class.name, key: [...c.row.values].slice(0, 2), decisions: c.decisions }),
    ),
    `-- as of ${draught.asOf}, in a session with ${sessionSql(draught.spec.session)}`,
    '-- what is wrong',
    ...differences.map(d => `  ${d}`),
  ].join('\n')
}

const noise = new Set(['clauses', 'purpose', 'basis', 'because', 'special', 'collected', 'acknowledge', 'matter', 'notify', 'reason'])

/** Plain data on one line: periods and predicates as text, and nothing that says nothing. */
const line = (value: object): string => `  ${text(value)}`

function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const { kind, ...rest } = value as { readonly kind?: string; readonly [key: string]: unknown }
  if (kind === 'period') return String(rest.iso)
  if (kind === 'predicate') return `(${sql(rest.node as RootOperationNode)})`
  const said = Object.entries(rest).filter(
    ([key, v]) => !noise.has(key) && v !== null && v !== false && !(Array.isArray(v) && v.length === 0) && !isEmpty(v),
  )
  const inside = said.map(([key, v]) => `${key}: ${text(v)}`).join(', ')
  return kind ? `${kind}(${inside})` : `{ ${inside} }`
}

const isEmpty = (v: unknown): boolean => typeof v === 'object' && v !== null && Object.keys(v).length === 0

function sql(node: RootOperationNode): string {
  const { sql: compiled, parameters } = new PostgresQueryCompiler().compileQuery(node, { queryId: 'world' })
  return compiled.replace(/\$(\d+)/g, (_, n: string) => JSON.stringify(parameters[Number(n) - 1]))
}
