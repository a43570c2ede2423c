import { isEmpty, periodPlaces, written } from '../period-places.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'period-not-positive',
  severity: 'error',
  check: model =>
    periodPlaces(model).flatMap(place =>
      place.insteadOfZero !== null && isEmpty(place)
        ? [
            {
              at: place.at,
              property: place.property,
              message: `${place.what} is ${written(place.period)}, a period of no length`,
              help: place.insteadOfZero,
            },
          ]
        : [],
    ),
}
