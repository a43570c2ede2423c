import { entryOf, namesOf } from '../names.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'restrictive-row-policy',
  severity: 'error',
  // The policy may be for a role that is none of ours.
  acknowledgeable: true,
  check: model => {
    const names = namesOf(model)
    return model.tables.flatMap(({ name, catalog: { rowSecurity } }) =>
      (rowSecurity.enabled ? rowSecurity.policies : [])
        .filter(p => !p.permissive && p.command !== 'insert')
        .map(p => ({
          at: entryOf(model, name),
          message: `the restrictive row policy "${p.name}" on "${names.written(name)}" can hide rows from the runs, whatever else they are granted: hidden rows would stay for ever and count as done`,
          help: 'Restrict the policy to the roles of the application (alter policy … to …), make it permissive, or acknowledge it when it is for none of our roles.',
        })),
    )
  },
}
