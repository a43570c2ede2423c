import type { ColumnRef, Letter } from '../policy/letter.ts'
import type { Policy } from '../policy/policy.ts'
import { sameTable } from '../schema/schema.ts'
import type { Binder } from './bind-cutoff.ts'
import type { BoundLetter, BoundTable, LetterSource } from './model.ts'
import { personKey } from './person-key.ts'

/** The letters to persons, one by one. */
export function bindLetters(policy: Policy, tables: readonly BoundTable[], binder: Binder): readonly BoundLetter[] {
  const { names, problems } = binder
  const seen = new Set<string>()
  return policy.letters.flatMap((letter): readonly BoundLetter[] => {
    const what = `letter("${letter.name}")`
    const subject = policy.subjects.find(s => s.table === letter.subject)
    const found = names.table(letter.subject, letter, what)
    const person = found && tables.find(t => sameTable(t.name, found))
    if (!found) return []
    if (!subject || !person) {
      problems.error(letter, 'letter-to-nobody', `${what}: "${letter.subject}" is no subject of the policy`, 'List it under subjects.')
      return []
    }
    const occasion = `${letter.subject} ${letter.on}`
    if (seen.has(occasion))
      problems.error(letter, 'letter-twice', `${what}: there is a letter on ${letter.on} already`, 'A person gets one.')
    seen.add(occasion)
    if (!happens(letter, policy))
      problems.error(
        letter,
        'letter-never-written',
        `${what}: nothing of "${letter.subject}" ever comes to its ${letter.on}, so that nobody gets it`,
        {
          completion: "Say request(…, 'erasure', …).",
          ladder: "Say ladder(…) with a step that does 'notify'.",
          hold: 'Let a class guard the table.',
        }[letter.on],
      )
    const to = source(letter.to, 'to', letter, person, tables, binder)
    const fields = Object.entries(letter.fields).map(([field, ref]) => ({
      field,
      source: source(ref, `field "${field}"`, letter, person, tables, binder),
    }))
    const there = fields.flatMap(f => (f.source ? [{ field: f.field, source: f.source }] : []))
    return to ? [{ letter, person, key: personKey(subject, letter, binder), to, fields: there }] : []
  })
}

const happens = (letter: Letter, policy: Policy): boolean =>
  ({
    completion: policy.requests.some(r => r.subject === letter.subject && r.rights.includes('erasure')),
    ladder: policy.ladders.some(l => l.subject === letter.subject && l.steps.some(s => s.do === 'notify')),
    hold: true,
  })[letter.on]

/** From a row with the column to the person: the person's own, one that the person belongs to, or one that belongs to the person. */
function source(
  ref: ColumnRef,
  what: string,
  letter: Letter,
  person: BoundTable,
  tables: readonly BoundTable[],
  binder: Binder,
): LetterSource | null {
  const { names, problems } = binder
  const where = `letter("${letter.name}"): ${what}`
  const table = names.table(ref.table, letter, where)
  const column = table && names.column(ref.table, ref.column, letter, where)
  if (!table || !column) return null
  if (sameTable(table, person.name)) return { from: table, joins: [], alias: 'r', person: 'r', column: column.name }
  const up = person.ancestors.find(p => sameTable(p.to, table))
  if (up) return { from: person.name, joins: up.joins, alias: up.alias, person: 'r', column: column.name }
  const down = tables.find(t => sameTable(t.name, table))?.ancestors.find(p => sameTable(p.to, person.name))
  if (down) return { from: table, joins: down.joins, alias: 'r', person: down.alias, column: column.name }
  problems.error(
    letter,
    'letter-column-unreachable',
    `${where}: no owner path leads between "${letter.subject}" and "${ref.table}"`,
    'Name a column of the person, of what the person belongs to, or of what belongs to the person.',
  )
  return null
}
