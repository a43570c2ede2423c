import type { Moment } from '../instants.ts'
import { outcome } from '../oracle/oracle.ts'
import type { Outcome } from '../oracle/run.ts'
import type { RunScope } from '../oracle/tenant.ts'
import type { World } from '../oracle/world.ts'
import type { Proof } from './proof.ts'

const known = new WeakMap<World, Map<string, Outcome>>()

/** What the oracle expects of a run in a world; it is asked once, however often the run is repeated. */
export function expect({ model: { policy, schema, naming } }: Proof, world: World, moment: Moment, scope: RunScope): Outcome {
  const answers = known.get(world) ?? new Map<string, Outcome>()
  known.set(world, answers)
  const question = JSON.stringify([moment.asOf.toString(), scope])
  const answer = answers.get(question) ?? outcome(policy, schema, world, moment.asOf, naming, scope)
  answers.set(question, answer)
  return answer
}
