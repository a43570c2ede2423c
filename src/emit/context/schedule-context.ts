import type { Model } from '../../bind/model.ts'
import { literal } from '../../sql/quote.ts'
import { cronContext, ladderCron } from './cron-context.ts'

/** Job names are unique in the whole cluster, so they begin with the database's. */
export function scheduleContext(model: Model): object {
  const prefix = `retention:${model.database}:`
  const runs = model.classes.flatMap(c => {
    const cron = cronContext(c, model)
    return cron
      ? [{ name: `${prefix}${c.class.name}`, cron: cron.text, call: `call retention.run(${literal(c.class.name)}, scheduled => true)` }]
      : []
  })
  const climbs = model.ladders.flatMap(l => {
    const cron = ladderCron(l, model)
    return cron
      ? [{ name: `${prefix}${l.ladder.name}`, cron: cron.text, call: `call retention.run(${literal(l.ladder.name)}, scheduled => true)` }]
      : []
  })
  return {
    policy: model.policy,
    roles: model.roles,
    prefixPattern: `${prefix.replace(/[\\%_]/g, '\\$&')}%`,
    trimName: `${prefix}trim the log of starts`,
    anyClass: runs.length > 0,
    jobs: [
      ...runs,
      ...climbs,
      ...(model.requests.some(r => r.event !== null)
        ? [{ name: `${prefix}take requests`, cron: '*/5 * * * *', call: 'select retention.take_requests()' }]
        : []),
      { name: `${prefix}destroy images`, cron: '47 4 * * *', call: 'select retention.dispose_of_images()' },
      ...(model.erasable.length > 0
        ? [{ name: `${prefix}prune the ledger`, cron: '48 4 * * *', call: 'select retention.prune_ledger()' }]
        : []),
      ...(model.policy.suppressions.length > 0
        ? [{ name: `${prefix}prune the suppressions`, cron: '46 4 * * *', call: 'select retention.prune_suppressions()' }]
        : []),
      { name: `${prefix}prune the evidence`, cron: '49 4 * * *', call: 'select retention.prune_evidence()' },
    ],
  }
}
