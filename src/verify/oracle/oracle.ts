import type { Temporal } from 'temporal-polyfill'
import type { Policy } from '../../policy/policy.ts'
import type { Schema } from '../../schema/schema.ts'
import type { Fate } from './fate.ts'
import { openGround } from './ground.ts'
import type { Names } from './names.ts'
import { type Outcome, run } from './run.ts'
import type { RunScope } from './tenant.ts'
import type { World } from './world.ts'

/**
 * What becomes of each row of each record class in a manual run of all classes as of `asOf`: a second, separate reading
 * of the policy that shares nothing with the SQL that Lapse emits. Values are texts as `World` describes; periods are
 * counted in the policy's zone, to the microsecond. Throws OracleUnsupported on what it has no opinion about.
 */
export const fates = (policy: Policy, schema: Schema, world: World, asOf: Temporal.Instant, names: Names = {}): readonly Fate[] =>
  run(openGround(policy, schema, world, asOf, names)).fates

/**
 * The world after that run, with facts about what was done to the rows that stay. Values that only the database can know
 * are `markers`. Throws as `fates` does.
 */
export const afterRun = (
  policy: Policy,
  schema: Schema,
  world: World,
  asOf: Temporal.Instant,
  names: Names = {},
  scope: RunScope = {},
): World => run(openGround(policy, schema, world, asOf, names, scope)).world

/** Both, and everything that was done on the way. Throws as `fates` does. */
export const outcome = (
  policy: Policy,
  schema: Schema,
  world: World,
  asOf: Temporal.Instant,
  names: Names = {},
  scope: RunScope = {},
): Outcome => run(openGround(policy, schema, world, asOf, names, scope))
