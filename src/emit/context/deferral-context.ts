import type { Deferral } from '../../bind/model.ts'
import { classNames } from '../object-names.ts'

/** What the template of what makes a row wait needs. */
export const deferralContext = (d: Deferral) => ({
  ...d,
  of: d.of && { ...d.of, actTable: d.of.remembers && classNames({ stem: d.of.remembers }).actTable },
})
