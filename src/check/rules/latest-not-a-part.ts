import type { Cutoff } from '../../policy/cutoff.ts'
import { sameTable } from '../../schema/schema.ts'
import { classesOf, namesOf, title } from '../names.ts'
import type { Rule } from '../rule.ts'

const latestIn = (cutoff: Cutoff): readonly (Cutoff & { readonly kind: 'latest' })[] => {
  switch (cutoff.kind) {
    case 'latest':
      return [cutoff]
    case 'earliestOf':
    case 'latestOf':
      return cutoff.of.flatMap(latestIn)
    case 'orElse':
      return [cutoff.cutoff, cutoff.otherwise].flatMap(latestIn)
    case 'endOf':
      return latestIn(cutoff.cutoff)
    default:
      return []
  }
}

export const rule: Rule = {
  code: 'latest-not-a-part',
  severity: 'error',
  check: model => {
    const names = namesOf(model)
    return classesOf(model).flatMap(({ class: c, parts }) => {
      const { clock } = c
      const read = clock
        ? [
            ...latestIn(clock.cutoff).map(cutoff => ({ cutoff, property: ['cutoff'] })),
            ...(clock.while?.kind === 'before' ? latestIn(clock.while.cutoff).map(cutoff => ({ cutoff, property: ['while'] })) : []),
          ]
        : []
      return read
        .filter(({ cutoff }) => !parts.some(p => sameTable(p.table, names.tableName(cutoff.table))))
        .map(({ cutoff, property }) => ({
          at: c,
          property,
          message: `${title(c)} counts from the latest "${cutoff.table}.${cutoff.column}", and "${cutoff.table}" is not among its parts: when its rows go by another rule, the clock would jump back`,
          help: `Add parts: ['${cutoff.table}'], so that they go with the row.`,
        }))
    })
  },
}
