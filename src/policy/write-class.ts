import type { Activation, Gate } from './activation.ts'
import type { Keep } from './keep.ts'
import { freeze, list, predicate } from './plain.ts'
import { policyError, rejectUnknownKeys } from './policy-error.ts'
import { callSite, mark } from './position.ts'
import type { Tell } from './recipient.ts'
import type { Clock, Part, RecordClass, Stage, While } from './record-class.ts'
import { writeActs, writeErasure } from './write-act.ts'
import { type WrittenCutoff, writeCutoff } from './write-cutoff.ts'
import { writeSuppress } from './write-suppression.ts'

const bound = [
  'clause',
  'purpose',
  'basis',
  'name',
  'where',
  'special',
  'onErasure',
  'promptly',
  'parts',
  'tell',
  'suppress',
  'preserve',
  'collected',
  'acknowledge',
]
const clocked = [...bound, 'cutoff', 'while', 'keep', 'interim', 'dispose', 'gate', 'activation']

function writeParts(written: unknown): readonly Part[] {
  return list(written as any).map((p: any): Part => (typeof p === 'string' ? { kind: 'part', table: p, parts: [], tells: [] } : p))
}
export function part(table: string, definition: { readonly parts?: unknown; readonly tell?: Tell | readonly Tell[] }): Part {
  rejectUnknownKeys(`part("${table}")`, definition, ['parts', 'tell'])
  return freeze({ kind: 'part', table, parts: writeParts(definition.parts), tells: list(definition.tell) })
}

const writeWhile = (written: any): While =>
  written.kind === 'before' ? { kind: 'before', cutoff: writeCutoff(written.of) } : predicate('while', written)

function writeClock(definition: any): Clock {
  for (const key of ['cutoff', 'keep', 'dispose'])
    if (definition[key] === undefined)
      throw policyError('rule-incomplete', `the rule has no ${key}`, `Say ${key}, or write untilErased(…).`)
  return {
    cutoff: writeCutoff(definition.cutoff as WrittenCutoff),
    while: definition.while === undefined ? null : writeWhile(definition.while),
    keep: definition.keep as Keep,
    interim: list<any>(definition.interim).map((s): Stage => ({ after: s.after, acts: writeActs('interim', s.acts) })),
    dispose: writeActs('dispose', definition.dispose),
    gate: (definition.gate as Gate | undefined) ?? null,
    activation: definition.activation === undefined ? null : list(definition.activation as Activation | readonly Activation[]),
  }
}

/** One class per table; `rule` has a clock, `untilErased` has none. */
export const writeClasses =
  (kind: 'rule' | 'untilErased') =>
  (table: string | readonly string[], definition: any): readonly RecordClass[] => {
    const tables = list(table)
    const what = `${kind}("${tables.join('", "')}")`
    rejectUnknownKeys(what, definition, kind === 'rule' ? clocked : bound)
    for (const key of ['clause', 'purpose', 'basis', 'onErasure'])
      if (definition[key] === undefined) throw policyError('rule-incomplete', `${what} has no ${key}`)
    if (tables.length > 1 && definition.name !== undefined)
      throw policyError(
        'class-name-shared',
        `${what} gives one name to several classes`,
        'Leave the name out, or write one rule per table.',
      )
    const position = callSite()
    return Object.freeze(
      tables.map(t =>
        mark(
          freeze<RecordClass>({
            kind: 'class',
            name: definition.name ?? t,
            table: t,
            where: definition.where === undefined ? null : predicate(`${what}: where`, definition.where),
            clauses: list(definition.clause),
            purpose: definition.purpose,
            basis: list(definition.basis),
            special: definition.special ?? null,
            clock: kind === 'rule' ? writeClock(definition) : null,
            onErasure: writeErasure(definition.onErasure),
            promptly: definition.promptly ?? false,
            parts: writeParts(definition.parts),
            tells: list(definition.tell as Tell | readonly Tell[] | undefined),
            suppresses: writeSuppress(what, definition.suppress),
            preserve: definition.preserve ?? 'copy',
            collected: definition.collected ?? null,
            acknowledge: { ...definition.acknowledge },
          }),
          position,
        ),
      ),
    )
  }
