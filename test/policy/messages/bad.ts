import { contract, days, destroy, exactly, retention, upTo } from 'lapse'
import type { Database } from '../database.ts'

// Each mistake stands under a line that says what it is; expected.txt holds what TypeScript says about it.
const language = retention<Database, 'A-1' | 'A-2'>()
const { after, anonymize, archive, before, copyOf, earliestOf, generalize, latest, orElse, owner, part, permanent, policy } = language
const { pseudonymize, related, retain, rollup, rule, sever, standingHold, subject, tenant, untilErased } = language
const { exportProfile, recipient, tell } = language

const user = subject('users', { key: 'id', events: { closed: 'closed_at' }, erasure: {} })
const why = { clause: 'A-1', purpose: 'to serve the order', basis: contract() } as const
const visits = { ...why, cutoff: 'at', keep: upTo(days(90)), dispose: destroy(), onErasure: destroy() } as const
const orders = { ...why, cutoff: 'placed_at', keep: exactly(days(90)), dispose: destroy(), onErasure: destroy() } as const
const forVisits = sever<'visits'>('user_id')
const bank = recipient('bank', { clause: 'A-1', hears: 'erasure', within: days(30) })

// a table that does not exist
rule('visit', visits)
rule(['visits', 'order'], visits)
untilErased('user', { ...why, onErasure: destroy() })

// a cutoff that is no column
rule('visits', { ...visits, cutoff: 'created_at' })

// a cutoff that is no date
rule('visits', { ...visits, cutoff: 'page' })
rule('orders', { ...orders, cutoff: 'address' })
rule('orders', { ...orders, cutoff: 'extra' })
rule('orders', { ...orders, cutoff: orElse('paid_at', 'note') })
rule('orders', { ...orders, cutoff: earliestOf('paid_at', 'state', user.closed) })
rule('orders', { ...orders, cutoff: latest('order_lines.order_id') })
rule('order_lines', { ...orders, cutoff: related('orders.note') })
rule('orders', { ...orders, while: before('note') })

// a clause that the text does not have
rule('visits', { ...visits, clause: 'A-9' })

// NULL for a column that cannot be NULL
rule('orders', { ...orders, onErasure: sever('shop_id') })
rule('orders', { ...orders, onErasure: retain('legal obligation', sever('shop_id')) })

// an act that was made for another table
rule('orders', { ...orders, onErasure: forVisits })
rule('orders', { ...orders, onErasure: [generalize<'visits'>({ page: '' }), destroy()] })

// an act outside a rule, for no table
const forNothing = anonymize({ page: '' })

// a patch of a column that is not there, or of another type
rule('visits', { ...visits, onErasure: anonymize({ url: '' }) })
rule('visits', { ...visits, onErasure: anonymize({ page: 3 }) })
rule('visits', { ...visits, interim: [after(days(7), anonymize({ page: null }))] })
rule('orders', { ...orders, onErasure: generalize({ note: copyOf('users.mail') }) })

// a pseudonym into a column that is not there
rule('visits', { ...visits, onErasure: pseudonymize({ ip: 'digest' }, 'key kept') })

// a rollup that leaves a column of its target empty
rule('visits', { ...visits, dispose: [rollup('visits_daily', { key: { page: 'page' }, add: { n: 'count' } }), destroy()] })
// … that fills one that is not there
rule('visits', {
  ...visits,
  dispose: [
    rollup('visits_daily', { key: { day: { grain: 'day', of: 'at' }, site: 'page', page: 'page' }, add: { n: 'count' } }),
    destroy(),
  ],
})
// … that takes it from a column that is not there, or that is no date
rule('visits', {
  ...visits,
  dispose: [rollup('visits_daily', { key: { day: { grain: 'day', of: 'at' }, page: 'url' }, add: { n: 'count' } }), destroy()],
})
rule('visits', {
  ...visits,
  dispose: [rollup('visits_daily', { key: { day: { grain: 'day', of: 'page' }, page: 'page' }, add: { n: 'count' } }), destroy()],
})

// an archive that is no table
rule('visits', { ...visits, dispose: [archive('visit_archive'), destroy()] })

// a condition on another type, another column, or another table
rule('orders', { ...orders, where: eb => eb('state', '=', 'canceled') })
rule('orders', { ...orders, where: eb => eb('status', '=', 'open') })
rule('orders', { ...orders, where: eb => eb('users.closed_at', 'is', null) })
rule('orders', { ...orders, where: eb => eb.exists(eb.selectFrom('users')) })

// several tables, and a column that only one of them has
rule(['visits', 'orders'], { ...visits, cutoff: 'at' })

// an event that the subject does not have
rule('orders', { ...orders, cutoff: user.closing })
subject('users', { key: 'id', events: { closed: 'closed' }, erasure: {} })
subject('users', { key: 'uid', events: { closed: 'closed_at' }, erasure: {} })
subject('users', { key: 'id', events: { closed: 'closed_at' }, erasure: { left: { clause: 'A-1', residence: 'none', cancel: 'never' } } })

// no word on erasure, no purpose
rule('orders', { ...why, cutoff: 'placed_at', keep: exactly(days(90)), dispose: destroy() })
rule('orders', { clause: 'A-1', basis: contract(), cutoff: 'placed_at', keep: exactly(days(90)), dispose: destroy(), onErasure: destroy() })

// a period that is a number, or no keep
rule('orders', { ...orders, keep: exactly(90) })
rule('orders', { ...orders, keep: days(90) })

// a property that the language does not have
rule('orders', { ...orders, ttl: days(90) })
untilErased('orders', { ...why, onErasure: destroy(), cutoff: 'placed_at' })

// parts, links, holds and tenants
untilErased('orders', { ...why, onErasure: destroy(), parts: ['order_line'] })
untilErased('orders', { ...why, onErasure: destroy(), parts: [part('order_lines', { parts: ['lines'] })] })
owner('orders', 'users', { by: 'customer_id' })
owner('orders', 'users', { on: eb => eb('orders.user_id', '=', eb.ref('visits.id')) })
permanent('visits_daily', { ...why, because: 'counts', noIdentifiersIn: ['ip'] })
standingHold('orders', { clause: 'A-1', where: eb => eb('held', '=', true), matter: 'dispute', notify: 'never' })
tenant('orders', { key: 'tenant_id' })

// who is told, and what a person gets
untilErased('orders', { ...why, onErasure: destroy(), tell: tell(bank, 'customer_id') })
untilErased('orders', { ...why, onErasure: destroy(), parts: [part('order_lines', { tell: tell(bank, 'placed_at') })] })
tell(bank, 'id')
exportProfile(user, 'access', { clause: 'A-1', columns: { orders: ['customer_id'] } })
exportProfile(user, 'access', { clause: 'A-1', columns: { order: ['id'] } })

// a policy that leaves out a clause of its text
policy({
  name: 'Example',
  version: '1',
  effective: '2026-01-01',
  timeZone: 'UTC',
  clauses: { 'A-1': 'Orders are kept for 90 days.' },
  subjects: [user],
  activation: [],
  schedule: [],
})
export default forNothing
