import type { BoundClass, BoundGate } from '../../bind/model.ts'
import { tableText } from './stage-context.ts'

const refusals: { readonly [K in BoundGate['kind']]: (g: Extract<BoundGate, { kind: K }>, c: BoundClass) => string } = {
  phrase: g => `gate: the phrase is missing; call with phrase => '${g.text}'`,
  'fresh preview': (_, c) => `gate: look first; select * from retention.preview('${c.class.name}')`,
  actor: g =>
    `gate: actor is no row of ${tableText(g.table)} that may do this${g.tenant ? ' for the tenant' : ''}; call with actor => its ${g.key}${g.tenant ? ' and tenant => …' : ''}`,
}

/** What the template of a gate needs. */
export const gateContext = (gate: BoundGate, c: BoundClass): object => ({
  ...gate,
  className: c.class.name,
  refusal: (refusals[gate.kind] as (g: BoundGate, c: BoundClass) => string)(gate, c),
  joins: gate.kind === 'actor' ? (gate.tenant?.joins ?? []) : [],
  tenant: gate.kind === 'actor' ? (gate.tenant?.place ?? null) : null,
})
