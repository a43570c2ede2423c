import type { Model, Roles } from '../../bind/model.ts'
import { tableKey } from '../../schema/schema.ts'
import { ask } from '../database/ask.ts'
import {
  type FunctionRights,
  type RelationRight,
  type RoleRow,
  readFunctionRights,
  readRelationRights,
  readRoles,
  readSchemaRights,
  type SchemaRights,
} from '../database/grant-statements.ts'
import { openGround } from '../oracle/ground.ts'
import { callOf, expectedOnOurs, expectedOnRows } from './expected-rights.ts'
import { find } from './find.ts'
import type { Proof } from './proof.ts'
import type { Prepared } from './step.ts'

type Complain = (did: string, expected: string) => void

/** Everybody may do what their part in it needs, and no more (I8). */
export async function proveGrants(proof: Proof, { moment, world }: Prepared): Promise<void> {
  const { policy, schema, naming } = proof.model
  const complain: Complain = (did, expected) => find(proof, moment, null, null, null, null, did, expected)
  const schemas = ['retention', ...new Set(schema.tables.map(t => t.schema))]
  const functions = await ask<FunctionRights>(proof.db, readFunctionRights)
  const relations = await ask<RelationRight>(proof.db, readRelationRights, [schemas])
  // Whoever owns a partitioned table sees the pins that refer to it, or it could detach no partition.
  const pinned = new Map(proof.model.schema.tables.filter(t => t.partitions.length > 0).map(t => [tableKey(t), t]))
  const owners = [...new Set(relations.filter(r => pinned.has(tableKey(r))).map(r => r.owner))]
  proveSchema((await ask<SchemaRights>(proof.db, readSchemaRights))[0]!, proof.model, owners, complain)
  proveRoles(await ask<RoleRow>(proof.db, readRoles, [Object.values(proof.model.roles)]), proof.model.roles, complain)
  for (const f of functions) proveFunction(proof, f, complain)
  proveOurs(
    proof,
    relations.filter(r => r.schema === 'retention'),
    owners,
    complain,
  )
  const ground = openGround(policy, schema, { ...world, rows: new Map() }, moment.asOf, naming)
  proveRows(
    proof,
    expectedOnRows(proof.model, ground),
    relations.filter(r => r.schema !== 'retention'),
    complain,
  )
  proof.checks += functions.length + relations.length
}

function proveSchema({ owner, rights }: SchemaRights, { roles, policy }: Model, owners: readonly string[], complain: Complain): void {
  const worker = policy.recipients.length + policy.letters.length > 0 ? (['worker'] as const) : []
  const may = [...(['disposer', 'operator', 'officer', 'auditor', 'scheduler', ...worker] as const).map(r => roles[r]), ...owners]
  const expected = may.map(r => `${r} USAGE`).toSorted()
  if (owner !== roles.owner) complain(`schema retention belongs to ${owner}`, roles.owner)
  if (rights.toSorted().join() !== expected.join()) complain(`rights on schema retention: ${rights.join(', ')}`, expected.join(', '))
}

function proveRoles(rows: readonly RoleRow[], roles: Roles, complain: Complain): void {
  for (const name of Object.values(roles)) {
    const role = rows.find(r => r.name === name)
    if (!role) {
      complain(`there is no role ${name}`, 'the role exists')
      continue
    }
    if (role.login !== (name === roles.scheduler))
      complain(`${name} may ${role.login ? '' : 'not '}log in`, 'only the scheduler is a login')
    if (role.powers.length > 0) complain(`${name} has ${role.powers.join(', ')}`, 'no power of its own')
    if (role.of.length > 0) complain(`${name} is a member of ${role.of.join(', ')}`, 'a member of nothing')
    if ((name === roles.owner || name === roles.disposer) && role.members.length > 0)
      complain(`${role.members.join(', ')} may act as ${name}`, 'nobody may')
  }
}

function proveFunction({ model }: Proof, f: FunctionRights, complain: Complain): void {
  const { roles } = model
  const call = callOf(model, f.name)
  const name = `retention.${f.name}`
  if (f.owner !== roles.owner && f.owner !== roles.disposer)
    complain(`${name} belongs to ${f.owner}`, `${roles.owner} or ${roles.disposer}`)
  if (f.definer && !f.settings.includes('search_path=pg_catalog, pg_temp'))
    complain(
      `${name} runs with its owner's rights on ${f.settings.join('; ') || "its caller's search_path"}`,
      'search_path pg_catalog, pg_temp',
    )
  if (!f.definer && (call?.definer || f.trigger || f.owner === roles.disposer))
    complain(`${name} runs with its caller's rights`, "its owner's rights")
  // The owner of a table that carries a guard keeps it, to create partitions; it is none of our roles.
  const ours = f.trigger ? f.callers.filter(c => c === 'PUBLIC' || Object.values(roles).includes(c)) : f.callers
  const expected = call ? call.by.map(r => roles[r]) : f.owner === roles.disposer && !f.trigger ? [roles.owner] : []
  if (ours.toSorted().join() !== expected.toSorted().join())
    complain(`${name} may be called by ${ours.join(', ') || 'nobody'}`, expected.join(', ') || 'nobody')
}

function proveOurs({ model }: Proof, rights: readonly RelationRight[], owners: readonly string[], complain: Complain): void {
  const expected = expectedOnOurs(model, owners)
  const is = new Set<string>()
  for (const r of rights) {
    if (r.owner !== model.roles.owner) complain(`retention.${r.name} belongs to ${r.owner}`, model.roles.owner)
    const text = `${r.right} ${r.name} ${r.grantee}`
    is.add(text)
    if (!expected.has(text) || r.column !== null || r.passes)
      complain(`${r.grantee} has ${r.right} on retention.${r.name}`, 'no such right')
  }
  for (const text of expected) if (!is.has(text)) complain(`nobody granted ${text}`, 'the right is there')
}

function proveRows({ model }: Proof, expected: ReadonlySet<string>, rights: readonly RelationRight[], complain: Complain): void {
  const { owner, disposer } = model.roles
  const ours = new Set<string>(Object.values(model.roles))
  // The pins of rows on hold refer to partitioned tables.
  const pinned = new Set(model.schema.tables.filter(t => t.partitions.length > 0).map(tableKey))
  for (const r of rights) {
    if (!ours.has(r.grantee)) continue
    const right = r.column === null ? r.right : `${r.right}(${r.column})`
    const may =
      r.grantee === owner
        ? right === 'SELECT' || (right === 'REFERENCES' && pinned.has(tableKey(r)))
        : r.grantee === disposer && (right === 'SELECT' || expected.has(`${right} ${tableKey(r)}`))
    if (!may || r.passes) complain(`${r.grantee} has ${right} on ${r.schema}.${r.name}`, 'no such right')
  }
}
