import { describe, expect, test } from 'vitest'
import { days, months, ownRegime } from '../../src/index.ts'
import { codes, language, person, policy } from './tiny.ts'

const who = person()
const erasure = language.request(who, 'erasure', { clause: 'C-1', regimes: ownRegime({ respond: days(30) }), verify: 'none' })
const ladder = (...steps: readonly object[]) =>
  language.ladder('silence', who, {
    clause: 'C-1',
    since: 'created_at',
    steps: [{ after: months(24), do: 'notify' }, ...steps, { after: days(60), do: 'erase' }],
  })

describe('ladder-without-review', () => {
  const text = (wording: string) => ({ subjects: [who], requests: [erasure], clauses: { 'C-1': wording } })
  const direct = ladder()
  test('the text says may, and nobody decides', () => {
    expect(codes(policy({ ...text('the account may be closed'), ladders: [direct] }))).toEqual(['error ladder-without-review'])
  })
  test('it can be acknowledged', () => {
    expect(
      codes(policy({ ...text('the account may be closed'), ladders: [direct], acknowledge: { 'ladder-without-review': 'it means will' } })),
    ).toEqual([])
  })
  test.each([
    ['the text says will', 'the account will be closed', direct],
    ['somebody decides', 'the account may be closed', ladder({ after: days(60), do: 'review' })],
  ])('%s', (_, wording, written) => {
    expect(codes(policy({ ...text(wording), ladders: [written] }))).toEqual([])
  })
})
