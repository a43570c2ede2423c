import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bind } from '../../../src/bind/bind.ts'
import { emit } from '../../../src/emit/emit.ts'
import { plan } from '../../../src/plan/plan.ts'
import { loadProject } from '../../../src/project.ts'
import type { VerifyInput } from '../../../src/verify/verify.ts'

const root = resolve(import.meta.dirname, '../../../policies')

/** A reference policy as `lapse verify` is given it. */
export async function policyInput(name: string): Promise<VerifyInput> {
  const { policy, schema, config } = await loadProject(join(root, name))
  const { model } = bind(policy, schema, config)
  const schemaSql = readFileSync(join(root, name, 'schema.sql'), 'utf8')
  return { policy, schema, model: model!, files: emit(plan(model!)), schemaSql }
}
