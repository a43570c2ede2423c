import { sameTable } from '../../schema/schema.ts'
import { classesOf } from '../names.ts'
import type { Rule } from '../rule.ts'
import { listed } from '../words.ts'

export const rule: Rule = {
  code: 'portability-without-basis',
  severity: 'warning',
  check: model =>
    model.exports
      .filter(e => e.profile.rights.includes('portability'))
      .flatMap(({ profile, tables }) => {
        const without = tables
          .filter(({ table }) =>
            classesOf(model).some(
              c => sameTable(c.table.name, table) && !c.class.basis.some(b => b.ground === 'consent' || b.ground === 'contract'),
            ),
          )
          .map(t => t.written)
          .toSorted()
        return without.length === 0
          ? []
          : [
              {
                at: profile,
                property: ['columns'],
                message: `exportProfile("${profile.subject}") gives ${listed(without)} for portability, which covers what the person has provided, on consent or for a contract, GDPR 20(1); these stand on another ground`,
                help: 'Leave them to a profile for access, or acknowledge that the text promises more than the law.',
              },
            ]
      }),
}
