import type { BoundClass, BoundPerson, BoundTell, BoundWitness, Model } from '../../bind/model.ts'
import { tableNames } from '../object-names.ts'
import { periodWords } from '../words.ts'
import { occasions } from './letters-context.ts'
import { tableText } from './stage-context.ts'

/** The ways to the persons of a row; the partial writes the first that is there. */
export const personsContext = (persons: readonly BoundPerson[]): readonly object[] =>
  persons.map(({ table, key, alias, joins: [first, ...others] }) => ({
    tableText: tableText(table),
    key,
    alias,
    first: first ?? null,
    others,
  }))

/** What a batch tells of its rows, or of those of their parts. */
export const tellContext = ({ recipient, table, columns, part }: BoundTell, { table: row, persons }: BoundClass): object => ({
  recipient: recipient.name,
  tableText: tableText(table),
  told: table,
  row,
  columns,
  part,
  alias: part ? 'c' : 'r',
  persons: personsContext(persons),
})

/** What the template of the recipients needs. */
export const recipientsContext = (witnesses: readonly BoundWitness[], model: Model): object => ({
  hasRequests: model.requests.length > 0,
  letters: model.letters.length > 0,
  onLadder: occasions(model.letters).onLadder,
  recipients: [...model.policy.recipients, ...model.policy.letters.map(l => ({ ...l, hears: 'letter' }))].map(r => ({
    name: r.name,
    clauses: r.clauses,
    hears: r.hears,
    within: r.within.iso,
    words: periodWords(r.within),
  })),
  witnesses: witnesses.map(({ table, tells, persons }) => ({
    table: table.name,
    tableText: tableText(table.name),
    function: tableNames(table).tellFunction,
    foreign: table.name.schema !== 'public',
    partitioned: table.catalog.partitioned,
    persons: personsContext(persons),
    tells: tells.map(t => ({ recipient: t.recipient.name, columns: t.columns, where: t.where, alias: 'old' })),
  })),
})
