import type { BoundGate } from '../../bind/model.ts'
import { tableText } from './stage-context.ts'

/** What the gate stands before: a manual run of a class, or the confirmation of an erasure. */
type Before = { readonly className: string } | { readonly request: true }

const refusals: { readonly [K in BoundGate['kind']]: (g: Extract<BoundGate, { kind: K }>, before: Before) => string } = {
  phrase: g => `gate: the phrase is missing; call with phrase => '${g.text}'`,
  'fresh preview': (_, before) =>
    'request' in before
      ? 'gate: look first, at what would go now; select * from retention.preview_erasure(…)'
      : `gate: look first; select * from retention.preview('${before.className}')`,
  actor: (g, before) => {
    const tenant = g.tenant === null ? '' : 'request' in before ? ' for the tenant of the person' : ' for the tenant'
    const also = g.tenant !== null && 'className' in before ? ' and tenant => …' : ''
    return `gate: actor is no row of ${tableText(g.table)} that may do this${tenant}; call with actor => its ${g.key}${also}`
  },
}

/** What the template of a gate needs. */
export const gateContext = (gate: BoundGate, before: Before): object => ({
  ...gate,
  request: 'request' in before,
  className: 'className' in before ? before.className : null,
  refusal: (refusals[gate.kind] as (g: BoundGate, before: Before) => string)(gate, before),
  joins: gate.kind === 'actor' ? (gate.tenant?.joins ?? []) : [],
  tenant: gate.kind === 'actor' ? (gate.tenant?.place ?? null) : null,
})
