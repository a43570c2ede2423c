import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import { plan } from '../../src/plan/plan.ts'
import { loadFates } from '../../src/policy/load-fates.ts'
import { loadProject } from '../../src/project.ts'
import { momentsOf } from '../../src/verify/instants.ts'
import { verify } from '../../src/verify/verify.ts'
import { alter } from './shop.ts'

const root = resolve(import.meta.dirname, '../../policies')
const names = readdirSync(root).filter(name => readdirSync(join(root, name)).includes('policy.ts'))

/** What a run cannot show, and why: anything else that is missing is a hole in the proof. */
const known: Readonly<Record<string, readonly RegExp[]>> = {
  // Tenants and their staff are out of scope.
  kontraktr: [
    /is on hold: shop(s|_users) is under no retention rule/,
    // Nothing refuses a run for want of a preview, since each run by hand comes after one.
    /^gate fresh preview /,
  ],
  // No row with a part is decided on.
  pristina: [/is on hold: businesses is under no retention rule/, /^part (payments|removal_request_audit) /],
  // The clock of bank connections is off. A message that is made for a thread starts its clock anew.
  kaevo: [
    /^(stage dispose|part plaid_accounts) \(plaid_connections\): /,
    /^support_threads: dispose: due, .* support_messages .*: the row made for it is not due$/,
  ],
  // A patient that is due gives its client another start; nobody refers to the drug register.
  clinic: [/^clients: dispose: due, and so is a row of patients .*: the row made for it is not due$/, /^permanent drug_register: no case/],
}

describe('the reference policies are proved, and keep to their published texts', () => {
  test('there are five of them', () => {
    expect(names.toSorted()).toEqual(['clinic', 'kaevo', 'klonr', 'kontraktr', 'pristina'])
  })
  test.each(names)('%s', { timeout: 180_000 }, async name => {
    const { policy, schema, config, fatesFile } = await loadProject(join(root, name))
    const { model } = bind(policy, schema, config)
    const files = emit(plan(model!))
    const schemaSql = readFileSync(join(root, name, 'schema.sql'), 'utf8')
    const report = await verify({ policy, schema, model: model!, files, fates: await loadFates(fatesFile!), schemaSql })
    expect(report.findings).toEqual([])
    // And the published text, by lines that were written from it.
    expect(report.published.contradictions).toEqual([])
    expect(report.published.withoutExample).toEqual([])
    expect(report.published.lines).toBeGreaterThan(10)
    const holes = [
      ...report.notCovered.map(n => `${n.class}: ${n.what}: ${n.reason}`),
      ...report.uncovered.map(u => `${u.rule}${u.classes.length > 0 ? ` (${u.classes.join(', ')})` : ''}: ${u.reason}`),
    ]
    expect(holes.filter(text => !(known[name] ?? []).some(pattern => pattern.test(text)))).toEqual([])
    // Every stage of every class did something in some case, and left a row alone in another.
    const stages = report.classes.flatMap(c => c.stages.map(s => ({ ...s, of: c.name })))
    expect(stages.filter(s => s.acted === 0 || s.left === 0)).toEqual([])
    expect(stages.length).toBeGreaterThan(4)
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
    expect(Object.isFrozen(report.classes[0]?.stages)).toBe(true)
  })
})

describe('the proof of a large policy can fail', () => {
  test('each altered class of Kaevo is named', { timeout: 180_000 }, async () => {
    const { policy, schema, config } = await loadProject(join(root, 'kaevo'))
    const { model } = bind(policy, schema, config)
    const schemaSql = readFileSync(join(root, 'kaevo', 'schema.sql'), 'utf8')
    const mutants: readonly (readonly [string, RegExp, string])[] = [
      ['app_logs', /f\.due_at <= as_of/g, 'f.due_at < as_of'],
      ['bills', /\s+where not exists \(select from retention\.bills_held[^\n)]*\)/g, ''],
      ['analytics_events', /\bcount\(\*\)(?=\s+from public\.analytics_events as r)/g, '2 * count(*)'],
      ['support_threads', /perform retention\._append_evidence\([\s\S]*?\n\s*\)\);/g, 'null;'],
      ['security_incidents', /\s+and f\.review = 'dispose'/g, ''],
      ['vehicles', /interval 'P30D'/g, "interval 'P0D'"],
      ['transactions', /P7Y/g, 'P6Y'],
      ['incomes', /coalesce\((retention\.counted\([a-z_]+\.closed_at\)), 'infinity'\)/g, '$1'],
      ['subscriptions', /erased\.started_at/g, 'null::timestamptz'],
    ]
    const files = mutants.reduce((all, [name, from, to]) => alter(all, new RegExp(`/\\d+_${name}\\.sql$`), from, to), emit(plan(model!)))
    const moments = momentsOf(policy).filter(m => m.cases === 'all')
    const report = await verify({ policy, schema, model: model!, files, schemaSql, moments })
    expect(report.proved).toBe(false)
    expect([...new Set(report.findings.map(f => f.class))]).toEqual(expect.arrayContaining(mutants.map(([name]) => name)))
    expect(report.findings.find(f => f.class === 'app_logs')).toMatchObject({
      clauses: ['V-18'],
      stage: 'dispose',
      case: 'period over exactly at as_of',
      table: 'public.app_logs',
      did: 'kept the row',
    })
    expect(report.diagnostics.every(d => d.code === 'proof-failed' && d.severity === 'error')).toBe(true)
  })
})
