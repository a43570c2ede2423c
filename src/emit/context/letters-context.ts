import type { BoundLetter } from '../../bind/model.ts'
import { tableText } from './stage-context.ts'

/** What the template of the letters needs. */
export const lettersContext = (letters: readonly BoundLetter[]): object => ({
  ...occasions(letters),
  holdLetters: letters
    .filter(l => l.letter.on === 'hold')
    .map(({ person, key }) => ({ tableText: tableText(person.name), table: person.name, key, rowKey: person.key })),
  letters: letters.map(({ letter, person, key, to, fields }) => ({
    name: letter.name,
    on: letter.on,
    clauses: letter.clauses.join(', '),
    tableText: tableText(person.name),
    key,
    sources: [{ field: null, source: to }, ...fields].map(({ field, source }) => ({ field, ...source, key })),
    parts: [
      ...letter.title.map((part, i) => ({ place: 'title', no: i + 1, ...worded(part) })),
      ...letter.text.map((part, i) => ({ place: 'text', no: i + 1, ...worded(part) })),
    ],
  })),
})

const worded = (part: { readonly text: string } | { readonly field: string }) =>
  'text' in part ? { text: part.text, field: null } : { text: null, field: part.field }

/** On which occasions some letter is written: the calls that write them are there only then. */
export const occasions = (letters: readonly BoundLetter[]) => ({
  onCompletion: letters.some(l => l.letter.on === 'completion'),
  onHold: letters.some(l => l.letter.on === 'hold'),
  onLadder: letters.some(l => l.letter.on === 'ladder'),
})
