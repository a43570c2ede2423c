import { sameTable } from '../../schema/schema.ts'
import { namesOf } from '../names.ts'
import type { Rule } from '../rule.ts'
import { listed } from '../words.ts'

export const rule: Rule = {
  code: 'export-leaves-out',
  severity: 'warning',
  check: model =>
    model.exports
      .filter(e => e.profile.rights.includes('access'))
      .flatMap(({ profile, person, tables }) => {
        const left = model.tables
          .filter(t => sameTable(t.name, person.name) || t.ancestors.some(path => sameTable(path.to, person.name)))
          .filter(t => !tables.some(x => sameTable(x.table, t.name)))
          .map(t => namesOf(model).written(t.name))
          .toSorted()
        return left.length === 0
          ? []
          : [
              {
                at: profile,
                property: ['columns'],
                message: `exportProfile("${profile.subject}") leaves out ${listed(left)}, whose rows belong to the person: access covers all personal data, GDPR 15(1)`,
                help: 'Add what the person may see of them, or acknowledge why it is given in another way or not at all.',
              },
            ]
      }),
}
