import { type Letter, type LetterPart, type Occasion, occasionFields } from './letter.ts'
import { freeze, list, splitRef } from './plain.ts'
import { policyError, rejectUnknownKeys } from './policy-error.ts'
import { callSite, mark } from './position.ts'
import type { Subject } from './subject.ts'

/** What else stands in the payload of a letter. */
const ours = ['to', 'key', 'ladder']

export function letter(name: string, subject: Subject, d: any): Letter {
  const what = `letter("${name}")`
  rejectUnknownKeys(what, d, ['clause', 'on', 'to', 'fields', 'title', 'text', 'within'])
  if (typeof subject?.table !== 'string')
    throw policyError('letter-to-nobody', `${what} names no subject`, 'The second argument comes from subject(…).')
  if (!Object.hasOwn(occasionFields, d.on))
    throw policyError('letter-occasion-unknown', `${what}: on is "${d.on}"`, `It is one of: ${Object.keys(occasionFields).join(', ')}.`)
  if (d.within === undefined) throw policyError('letter-without-term', `${what} does not say within which time it should be on its way`)
  const own: readonly string[] = occasionFields[d.on as Occasion]
  const fields = Object.fromEntries(Object.entries<string>(d.fields ?? {}).map(([field, ref]) => [field, splitRef(ref)]))
  for (const field of Object.keys(fields))
    if ([...own, ...ours].includes(field))
      throw policyError('letter-field-taken', `${what}: the field "${field}" is filled by the database`, 'Give yours another name.')
  const known = [...own, ...Object.keys(fields)]
  return mark(
    freeze<Letter>({
      kind: 'letter',
      name,
      subject: subject.table,
      clauses: list<string>(d.clause),
      on: d.on,
      to: splitRef(d.to),
      fields,
      title: parts(`${what}: title`, d.title, known),
      text: parts(`${what}: text`, list<string>(d.text).join('\n'), known),
      within: d.within,
    }),
    callSite(),
  )
}

/** The text cut at its fields, `{name}`. */
function parts(what: string, text: unknown, known: readonly string[]): readonly LetterPart[] {
  if (typeof text !== 'string' || text === '') throw policyError('letter-without-text', `${what} is empty`)
  return text.split(/\{([^{}]*)\}/).flatMap((piece, i): readonly LetterPart[] => {
    if (i % 2 === 0) return piece === '' ? [] : [{ text: piece }]
    if (!known.includes(piece))
      throw policyError('letter-field-unknown', `${what} names the field "${piece}"`, `The fields are: ${known.join(', ')}.`)
    return [{ field: piece }]
  })
}
