import type { Model } from '../../bind/model.ts'
import type { OutputFile } from '../../emit/output-file.ts'
import { classesOn, type Definition } from './definition.ts'
import type { Mutant } from './mutant.ts'
import type { FileMutator, Mutator, StatementMutator, TextMutator } from './mutator.ts'

/**
 * The mutants of a policy's files: for each mutator the places where its mistake can be made, at most `places` of them,
 * spread evenly over the policy. The same input gives the same mutants.
 */
export function chooseMutants(
  mutators: readonly Mutator[],
  model: Model,
  files: readonly OutputFile[],
  definitions: readonly Definition[],
  places: number,
): readonly Mutant[] {
  return Object.freeze(
    mutators.flatMap(m => {
      if ('statements' in m) return spread(m.statements(model), places).map(s => mutantOfStatement(m, s))
      if ('file' in m) return spread(mutantsOfFile(m, files), places)
      return spread(mutantsOfText(m, definitions), places)
    }),
  )
}

/** At most `n` of them, at equal distances. */
const spread = <X>(all: readonly X[], n: number): readonly X[] =>
  all.length <= n ? all : Array.from({ length: n }, (_, i) => all[Math.floor((i * all.length) / n)]!)

const described = ({ kind, what, protects, steps }: Mutator) => ({ kind, what, protects, steps: steps ?? (['views', 'run'] as const) })

function mutantOfStatement(m: StatementMutator, { at, sql, classes }: ReturnType<StatementMutator['statements']>[number]): Mutant {
  return { ...described(m), at, from: '', to: sql, sql, files: null, classes }
}

function mutantsOfFile(m: FileMutator, files: readonly OutputFile[]): readonly Mutant[] {
  return files
    .filter(f => m.file.test(f.path))
    .flatMap(file =>
      matches(m.from, file.text).map(match => {
        const to = m.to.replace(/\$(\d)/g, (_, n: string) => match[Number(n)] ?? '')
        const text = file.text.slice(0, match.index) + to + file.text.slice(match.index + match[0].length)
        const altered = files.map(f => (f === file ? { ...f, text } : f))
        return { ...described(m), at: file.path, from: line(match[0]), to: line(to), sql: '', files: altered, classes: [] }
      }),
    )
}

function mutantsOfText(m: TextMutator, definitions: readonly Definition[]): readonly Mutant[] {
  const wanted = definitions.filter(d => m.in.includes(d.role) && (m.named === undefined || d.name === m.named))
  return wanted.flatMap(d => {
    const found = matches(m.from, d.sql)
    const groups = m.everywhere ? (found.length > 0 ? [found] : []) : found.map(match => [match])
    return groups.flatMap(group => {
      const changes = group.map(match => ({ match, to: changed(m, match, d) }))
      const sql = changes.reduceRight(
        (text, { match, to }) => text.slice(0, match.index) + to + text.slice(match.index + match[0].length),
        d.sql,
      )
      if (sql === d.sql) return []
      const classes = d.role === 'guard' ? d.table!.classes.map(c => c.name) : [...classesOn(d, definitions)]
      const at = d.stage === null ? d.name : `${d.name} (${d.stage})`
      const { match, to } = changes[0]!
      return [{ ...described(m), at, from: line(match[0]), to: line(to), sql: replacing(sql), files: null, classes }]
    })
  })
}

const changed = ({ to }: TextMutator, match: RegExpExecArray, d: Definition): string =>
  typeof to === 'string' ? to.replace(/\$(\d)/g, (_, n: string) => match[Number(n)] ?? '') : to(match, d)

const matches = (pattern: RegExp, text: string): readonly RegExpExecArray[] => [
  ...text.matchAll(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`)),
]

const replacing = (sql: string): string => sql.replace(/^create (function|view) /, 'create or replace $1 ')
const line = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ').trim()
  return flat.length > 120 ? `${flat.slice(0, 117)}…` : flat
}
