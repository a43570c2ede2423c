import type { Deferral } from '../../bind/model.ts'
import { classNames } from '../object-names.ts'

/** What the template of what makes a row wait needs. */
export const deferralContext = (d: Deferral) => ({
  ...d,
  link: d.link && { ...d.link, actTable: d.link.remembers && classNames({ stem: d.link.remembers }).actTable },
})
