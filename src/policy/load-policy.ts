import { existsSync } from 'node:fs'
import { diagnostic, LapseError } from '../report/diagnostic.ts'
import { firstDifference } from './first-difference.ts'
import { importError } from './import-error.ts'
import { importFresh } from './import-fresh.ts'
import type { Policy } from './policy.ts'
import { type Position, positionOf } from './position.ts'
import { atTwoClocks } from './shifted-clock.ts'
import { locateDefault } from './source.ts'

const fail = (code: string, message: string, position: Position, help: string): LapseError =>
  new LapseError(diagnostic('error', code, message, { position, help }))

const kindOf = (x: unknown): string => {
  if (Array.isArray(x)) return 'an array'
  if (x instanceof Promise) return 'a promise'
  if (typeof x === 'object' && x !== null) return 'kind' in x && typeof x.kind === 'string' ? `a ${x.kind}` : 'an object'
  return x === null ? 'null' : `a ${typeof x}`
}

async function evaluate(file: string): Promise<Policy> {
  const module = await importFresh(file).catch(async error => {
    throw await importError('policy', file, error)
  })
  const start = { file, line: 1, column: 1 }
  if (!('default' in module))
    throw fail('policy-default-export-missing', 'the policy file has no default export', start, 'Write export default policy({ … }).')
  const policy = module.default as Policy | null | undefined
  if (typeof policy === 'object' && policy?.kind === 'policy') return policy
  throw fail(
    'policy-not-a-policy',
    `the default export of the policy file is ${kindOf(policy)}, not a policy`,
    await locateDefault(file, []),
    'Write export default policy({ … }) with the policy(…) of retention<Database>().',
  )
}

/** The nearest value on the path that knows where it was written, and the rest of the path from there. */
function nearest(policy: Policy, path: readonly string[]): { readonly position: Position | null; readonly property: readonly string[] } {
  let value: any = policy
  let position = positionOf(policy)
  let property = path
  path.forEach((key, i) => {
    value = value?.[key]
    const own = typeof value === 'object' && value !== null ? positionOf(value) : null
    if (own) [position, property] = [own, path.slice(i + 1)]
  })
  return { position, property: property.filter(key => key !== 'clock') }
}

/**
 * Evaluate a policy file and give its policy, frozen plain data.
 * The file is evaluated twice, the second time with another clock: the same source must give the same policy.
 * Throws LapseError: the file is missing, cannot be read, throws, exports no policy, or gives another policy each time.
 */
export async function loadPolicy(file: string): Promise<Policy> {
  if (!existsSync(file))
    throw new LapseError(
      diagnostic('error', 'policy-missing', `there is no policy file ${file}`, {
        help: 'Write policy.ts beside lapse.config.ts, or name another file there with policy: ….',
      }),
    )
  const [policy, again] = await atTwoClocks(() => evaluate(file))
  const path = firstDifference(policy, again)
  if (path === null) return policy
  const { position, property } = nearest(policy, path)
  throw new LapseError(
    diagnostic(
      'error',
      'policy-not-deterministic',
      `the policy is another one each time it is evaluated: ${path.join('.') || 'the policy'} differs. The same source must always give the same migrations`,
      {
        position: position ?? { file, line: 1, column: 1 },
        property,
        help: 'Take out what reads the clock, chance or the environment, such as new Date() in a predicate; write the instant as text.',
      },
    ),
  )
}
