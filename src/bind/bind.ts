import type { Config } from '../policy/config.ts'
import { freeze } from '../policy/plain.ts'
import type { Policy } from '../policy/policy.ts'
import type { RecordClass } from '../policy/record-class.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import type { Schema } from '../schema/schema.ts'
import { shorten, slug, stems } from '../sql/name.ts'
import { bindCascades } from './bind-cascade.ts'
import { bindClass } from './bind-class.ts'
import type { Binder } from './bind-cutoff.ts'
import { bindDeadlines } from './bind-deadline.ts'
import { withDependants } from './bind-deferral.ts'
import { bindExports } from './bind-export.ts'
import { bindLadders } from './bind-ladder.ts'
import { bindLetters } from './bind-letter.ts'
import { bindRequests } from './bind-request.ts'
import { bindStandingHolds } from './bind-standing-hold.ts'
import { bindSubjects } from './bind-subject.ts'
import { bindTables } from './bind-table.ts'
import { bindWitnesses } from './bind-tell.ts'
import { catalogNames } from './catalog-names.ts'
import { clauseStatuses } from './clause-status.ts'
import { readEdges } from './edge.ts'
import type { Model, Roles } from './model.ts'
import { problems as collect } from './problems.ts'
import { runOrder } from './run-order.ts'

export type BindConfig = Pick<Config, 'database' | 'defaultSchema' | 'names'>

/** Roles are cluster-wide: the database's name keeps those of two databases apart. */
function roles(database: string): Roles {
  const role = (what: string): string => shorten(`${slug(database)}_retention_${what}`)
  return {
    owner: role('owner'),
    disposer: role('disposer'),
    operator: role('operator'),
    officer: role('officer'),
    auditor: role('auditor'),
    scheduler: role('scheduler'),
    worker: role('worker'),
  }
}

/**
 * Resolve every name of the policy against the catalog.
 * Gives the model, or null with the findings that prevent it; findings that do not prevent it come with the model.
 */
export function bind(
  policy: Policy,
  schema: Schema,
  config: BindConfig,
): { readonly model: Model | null; readonly diagnostics: readonly Diagnostic[] } {
  const problems = collect()
  const names = catalogNames(schema, config, problems)
  const edges = readEdges(schema, policy.links, names, problems)
  const binder: Binder = { schema, names, edges, problems }

  for (const entry of policy.schedule)
    if (entry.kind === 'class' || entry.kind === 'permanent') names.table(entry.table, entry, `class "${entry.name}"`)
  for (const subject of policy.subjects)
    for (const column of subject.key) names.column(subject.table, column, subject, `subject("${subject.table}")`)
  if (policy.tenant) names.column(policy.tenant.table, policy.tenant.key, policy.tenant, 'tenant')

  const clauses = clauseStatuses(policy, problems)
  const tableStem = stems()
  const classStem = stems()
  const tables = bindTables(policy, binder, tableStem, problems)
  const bound = policy.schedule
    .filter((e): e is RecordClass => e.kind === 'class')
    .map(c => bindClass(c, policy, tables, binder, classStem(c.name)))
    .filter(c => c !== null)
  const classes = runOrder(withDependants(bound, policy, binder), tables)
  const standingHolds = bindStandingHolds(policy, binder)
  const cascades = bindCascades(classes, binder)
  const requests = bindRequests(policy, tables, binder)
  const exports = bindExports(policy, tables, binder)
  const deadlines = bindDeadlines(policy, binder)
  const ladders = bindLadders(policy, tables, classStem, binder)
  const letters = bindLetters(policy, tables, binder)
  const witnesses = bindWitnesses(classes, tables, policy, binder)
  const failed = problems.found.some(d => d.severity === 'error')
  const model: Model = {
    kind: 'model',
    policy,
    schema,
    database: config.database,
    naming: {
      ...(config.defaultSchema !== undefined && { defaultSchema: config.defaultSchema }),
      ...(config.names !== undefined && { names: config.names }),
    },
    roles: roles(config.database),
    tables,
    classes,
    standingHolds,
    subjects: policy.subjects.map(s => names.tableName(s.table)),
    tenant: policy.tenant && {
      table: names.tableName(policy.tenant.table),
      column: names.columnName(policy.tenant.table, policy.tenant.key),
    },
    cascades,
    requests,
    witnesses,
    exports,
    deadlines,
    erasable: bindSubjects(policy, tables, binder),
    ladders,
    letters,
    clauses,
  }
  return { model: failed ? null : freeze(model), diagnostics: Object.freeze([...problems.found]) }
}
