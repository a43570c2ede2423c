import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { type StepName, stepNames } from '../../src/verify/prove/step.ts'
import { type PreparedShop, prepareShop } from './prepared-shop.ts'
import { alter, files, proveShop } from './shop.ts'

const guards = /_guards\.sql$/
const runs = /_runs\.sql$/
const operations = /_operations\.sql$/
const evidence = /_evidence\.sql$/
const schedule = /^schedule\.sql$/
/** Alter the guard of one table only. */
const inGuard = (table: string, from: RegExp, to: string): readonly OutputFile[] =>
  alter(files, guards, new RegExp(`create function retention\\.guard_${table}\\(\\)[^]*?\\n\\$\\$;`), body => {
    const changed = body.replace(from, to)
    if (changed === body) throw new Error(`guard_${table} does not read ${from}`)
    return changed
  })
const at = (file: RegExp, from: RegExp | string, to: string) => () => alter(files, file, from, to)

/** What is altered, and what a finding says of it. */
type Alteration = readonly [what: string, altered: () => readonly OutputFile[], finding: RegExp]

const steps: Readonly<Partial<Record<StepName, readonly Alteration[]>>> = {
  guards: [
    [
      'a guard lets a row on hold go',
      () => inGuard('returns', /raise exception[^;]*it can go[^;]*;/i, 'return old;'),
      /^DELETE of a row on hold: it went through, the row: gone/,
    ],
    [
      'a guard skips the row in silence',
      () => inGuard('returns', /raise exception[^;]*it can go[^;]*;/i, 'return null;'),
      /^DELETE of a row on hold: it went through, the row: there/,
    ],
    [
      'a guard looks at the row and not at its owners',
      () => inGuard('notes', /\n {4}union all\n {4}-- belongs to [\s\S]*?(?=\n {2}\) as covering)/, ''),
      /^DELETE of a row whose owner in public\.users is on hold: it went through/,
    ],
    [
      'no image is kept',
      () => inGuard('visits', /perform retention\._preserve\([^;]*;/, 'null;'),
      /^UPDATE of \w+ of a row on hold: it went through, the row: changed, no image/,
    ],
    [
      'the image is the row as it becomes',
      () => inGuard('visits', /to_jsonb\(old\)(?=, to_jsonb\(new\)\s+\);)/, 'to_jsonb(new)'),
      /^UPDATE of \w+ of a row on hold: it went through, the row: changed, no image/,
    ],
    [
      'the owner of a row on hold may change',
      () => inGuard('returns', /old\.id, old\.order_id\) is distinct from \(new\.id, new\.order_id/, 'old.id) is distinct from (new.id'),
      /^UPDATE of order_id, a key or an owner of a row on hold: refused with 23503|^UPDATE of order_id, .* it went through/,
    ],
    [
      'a guard refuses rows under no hold',
      () => inGuard('returns', /if holds is null then/, 'if false then'),
      /^DELETE of a row under no hold: refused with RH001/,
    ],
    [
      'a guard undoes changes to rows under no hold',
      () => inGuard('visits', /(if holds is null then\n\s+return) case [^;]*;/, '$1 old;'),
      /^UPDATE of \w+ of a row under no hold: it went through, the row: there/,
    ],
    [
      'what the disposer sets off is exempt as well',
      at(guards, /(on public\.returns\n {2}for each row when \(current_user <> '[^']*') or pg_trigger_depth\(\) > 0\)/, '$1)'),
      /^DELETE of a row on hold by a trigger that the disposer sets off: it went through/,
    ],
    [
      'a guard does not fire in replica sessions',
      at(guards, /alter table public\.orders enable always trigger "~retention_guard", /, 'alter table public.orders '),
      /^public\.orders has no row guard that always fires/,
    ],
    [
      'TRUNCATE is not refused',
      at(guards, /if held then/, 'if false then'),
      /^TRUNCATE of public\.orders with a row on hold: it went through, the row: gone/,
    ],
  ],
  grants: [
    [
      'everybody may release holds',
      at(operations, /^reset role;/m, 'grant execute on function retention.release_hold(bigint, text, interval) to public;\nreset role;'),
      /^retention\.release_hold may be called by PUBLIC, shop_retention_officer/,
    ],
    [
      'operators arm rules',
      at(operations, /^reset role;/m, 'grant execute on function retention.arm(text, text) to shop_retention_operator;\nreset role;'),
      /^retention\.arm may be called by shop_retention_officer, shop_retention_operator/,
    ],
    [
      'a function looks where its caller says',
      at(/_drift\.sql$/, /(create function retention\.findings\(\)[^$]*security definer) set search_path = pg_catalog, pg_temp/, '$1'),
      /^retention\.findings runs with its owner's rights on its caller's search_path/,
    ],
    [
      'auditors write evidence',
      at(operations, /^reset role;/m, 'grant insert on retention.evidence to shop_retention_auditor;\nreset role;'),
      /^shop_retention_auditor has INSERT on retention\.evidence/,
    ],
    [
      'the disposer may change what no act changes',
      at(/_access\.sql$/, /$/, 'grant update (body) on public.notes to shop_retention_disposer;\n'),
      /^shop_retention_disposer has UPDATE\(body\) on public\.notes/,
    ],
    [
      'the disposer may log in',
      at(/_roles\.sql$/, /$/, 'alter role shop_retention_disposer login;\n'),
      /^shop_retention_disposer may log in/,
    ],
  ],
  schedule: [
    ['another hour', at(schedule, /(perform cron\.schedule\('retention:shop:notes', '\d+) \*/, '$1 5'), /^its job runs at \d+ 5 \* \* \*/],
    ['a class is left out', at(schedule, /\n {2}perform cron\.schedule\('retention:shop:notes'[^\n]*/, ''), /^0 jobs start it/],
    [
      'a run by hand instead of by schedule',
      at(schedule, /(perform cron\.schedule\('retention:shop:notes'[^\n]*)scheduled => true/, '$1scheduled => false'),
      /^the job "retention:shop:notes" runs call retention\.run\('notes', scheduled => false\)/,
    ],
    [
      'jobs of classes that are gone stay',
      at(schedule, /perform cron\.unschedule\(job\.jobname\);/, 'null;'),
      /^the job "retention:shop:a class that is gone" stays/,
    ],
    [
      'the registry tells another minute',
      at(/_notes\.sql$/, /('\d+ \* \* \* \*', array\[)\d+\]/, '$113]'),
      /^the registry has its turns as /,
    ],
    [
      'evidence stays for good',
      at(schedule, /\n {2}perform cron\.schedule\('retention:shop:prune the evidence[^\n]*/, ''),
      /^0 jobs prune the evidence/,
    ],
  ],
  evidence: [
    [
      'evidence can be deleted',
      at(
        evidence,
        /alter table retention\.evidence enable always trigger append_only_delete;/,
        'alter table retention.evidence disable trigger append_only_delete;',
      ),
      /^delete from retention\.evidence: went through/,
    ],
    [
      'evidence goes a month early',
      at(evidence, /interval 'P24M'/, "interval 'P23M'"),
      /^pruning, a period that is over for two of five acts: the chain begins at act 4/,
    ],
    [
      'a hold does not keep its evidence',
      at(evidence, /and exists \(select from retention\.active_hold as h where/, '$& false and'),
      /^pruning, all periods over, a hold active and a run under way: the chain begins at act 5/,
    ],
    [
      'a change does not show',
      at(evidence, /chain\.hash <> chain\.computed/, 'false'),
      /^verify_evidence after another body: nothing found/,
    ],
  ],
  refusals: [
    ['no fuse', at(runs, /due > class\.fuse_rows/, 'false'), /^a run, while more rows are due than the fuse allows: is done/],
    [
      'shadow touches rows',
      at(runs, /when class\.mode = 'shadow' then 'shadow' else 'running'/, "else 'running'"),
      /^a run, while its class is in shadow: is running/,
    ],
    [
      'the clock is not looked at',
      at(runs, /if here\.heartbeat > /, 'if false and here.heartbeat > '),
      /^a run, while the clock went back: is done/,
    ],
    [
      'a clone runs',
      at(runs, /here\.database_oid <> /, 'false and here.database_oid <> '),
      /^a run, while the database is another than at the installation: is done/,
    ],
    [
      'go on does not help',
      at(runs, /database_oid = \(select d\.oid[^\n]*,/, 'database_oid = database_oid,'),
      /once that is lifted, the run is refused/,
    ],
    [
      'a missing guard is no matter',
      at(runs, /if found then\s+return finding;/, 'if false then return finding;'),
      /^a run, while a guard is disabled: is done/,
    ],
    [
      'a run ahead of the clock',
      at(runs, /if frozen > clock_timestamp\(\) then/, 'if false then'),
      /^a run as of 2999-\S+ \S+: went through/,
    ],
    [
      'a pause comes too late',
      at(runs, /perform retention\._run_close\(of_run, format\('paused[^;]*;\s+return false;/, 'null;'),
      /^a run, while its class is paused meanwhile: is running/,
    ],
  ],
  'blocked row': [
    [
      'the run stops at the row',
      at(
        runs,
        /elsif taken > 1 then/,
        "elsif taken > 1 then\n    perform retention._run_close(of_run, failure, 'stopped');\n    return false;\n  elsif false then",
      ),
      /^one of \d+ due rows cannot go: the run is stopped/,
    ],
    [
      'a batch that fails is passed by as a whole',
      at(runs, /elsif taken > 1 then/, 'elsif false then'),
      /^one of \d+ due rows cannot go: \d+ others were treated otherwise/,
    ],
    [
      'a batch that fails is tried again and again',
      at(runs, /set batch_rows = greatest\(1, least\(taken, run\.batch_rows\) \/ 2\)/, 'set batch_rows = run.batch_rows'),
      /^one of \d+ due rows cannot go: the run is running/,
    ],
    [
      'the row is passed by in silence',
      at(runs, /insert into retention\.run_blocked [^;]*;/, ''),
      /^one of \d+ due rows cannot go: listed as blocked: \[\]/,
    ],
    [
      'no evidence of the row',
      at(runs, /perform retention\._append_evidence\('row passed by'[^;]*;/, 'null;'),
      /^one of \d+ due rows cannot go: evidence of 0 rows passed by/,
    ],
    [
      'deferred constraints speak after the run',
      () => files.map(f => ({ ...f, text: f.text.replaceAll('set constraints all immediate;', '') })),
      /which a deferred constraint says: the row is not as it was/,
    ],
  ],
}

let prepared: PreparedShop
beforeAll(async () => {
  prepared = await prepareShop()
})
afterAll(() => prepared?.close())

const nothingFound = (when: string): void =>
  test(`${when}, no step finds anything`, async () => {
    for (const step of stepNames) expect([step, await prepared.look(files, step)]).toEqual([step, []])
  })

// Without an alteration there is nothing to find, before the first as after the last.
nothingFound('before any alteration')
describe.each(Object.entries(steps))('%s', (step, alterations) => {
  test.each(alterations)('%s', { timeout: 120_000 }, async (_what, altered, finding) => {
    expect(await prepared.look(altered(), step as StepName)).toContainEqual(expect.stringMatching(finding))
  })
})
nothingFound('after all alterations')

test('the files as emitted are proved, with every step', { timeout: 120_000 }, async () => {
  const report = await proveShop(files, 'ordinary')
  expect(report.findings).toEqual([])
})
