import { bind } from './bind/bind.ts'
import type { Model } from './bind/model.ts'
import { check } from './check/check.ts'
import { emit } from './emit/emit.ts'
import type { OutputFile } from './emit/output-file.ts'
import { plan } from './plan/plan.ts'
import type { Project } from './project.ts'
import type { Diagnostic } from './report/diagnostic.ts'

/** What a compile gives. With an error among the findings there are no files, and perhaps no model. */
export interface Compiled {
  readonly kind: 'compiled'
  readonly model: Model | null
  readonly files: readonly OutputFile[]
  readonly diagnostics: readonly Diagnostic[]
}

const failed = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some(d => d.severity === 'error')

/** bind → check: the model and all findings, nothing emitted. */
export function examine(project: Project): Omit<Compiled, 'files' | 'kind'> {
  const { config, policy, schema } = project
  const bound = bind(policy, schema, config)
  if (bound.model === null || failed(bound.diagnostics)) return { model: null, diagnostics: bound.diagnostics }
  return { model: bound.model, diagnostics: Object.freeze([...bound.diagnostics, ...check(bound.model)]) }
}

/** The stages in their order: bind → check → plan → emit. Any error stops before anything is emitted. */
export async function compile(project: Project): Promise<Compiled> {
  const { model, diagnostics } = examine(project)
  const files = model === null || failed(diagnostics) ? Object.freeze([]) : await emit(plan(model))
  return Object.freeze({ kind: 'compiled', model, files, diagnostics })
}
