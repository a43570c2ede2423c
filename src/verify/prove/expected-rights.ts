import type { Model, Roles } from '../../bind/model.ts'
import { classNames, ladderNames, tableNames } from '../../emit/object-names.ts'
import type { Act } from '../../policy/act.ts'
import type { RecordClass } from '../../policy/record-class.ts'
import { findTable, type Table, tableKey } from '../../schema/schema.ts'
import type { Ground } from '../oracle/ground.ts'

/** Who may do what, written down by hand: a right that is not here nobody has. */

type Role = keyof Roles
const everyReader: readonly Role[] = ['operator', 'officer', 'auditor']
const readers: readonly Role[] = ['officer', 'auditor']
const evidence = ['evidence', 'evidence_head', 'evidence_checkpoint', 'evidence_note']

interface Call {
  readonly functions: readonly string[]
  readonly by: readonly Role[]
  /** Runs with its owner's rights, so that its caller needs no others. */
  readonly definer: boolean
}

const calls: readonly Call[] = [
  { functions: ['run'], by: ['operator', 'scheduler'], definer: false },
  { functions: ['run_open', 'run_step'], by: ['operator', 'scheduler'], definer: true },
  { functions: ['pause', 'resume'], by: ['operator', 'officer'], definer: true },
  { functions: ['_status', 'preview', 'findings', '_drift'], by: everyReader, definer: true },
  { functions: ['_schedule_drift'], by: everyReader, definer: false },
  { functions: ['dispose_of_images'], by: ['operator', 'scheduler'], definer: true },
  { functions: ['place_hold', 'extend_hold'], by: ['officer'], definer: false },
  { functions: ['prune_evidence'], by: ['operator', 'scheduler'], definer: true },
  { functions: ['verify_evidence'], by: readers, definer: true },
  {
    functions: [
      ...['_open_hold', '_extend_hold', '_pin_partitions', '_hold_inventory', 'release_hold', 'decide_notice'],
      ...['arm', 'disarm', 'set_limits', 'go_on'],
    ],
    by: ['officer'],
    definer: true,
  },
  { functions: ['hold_barrier', 'keyed_digest', '_append_evidence', 'pseudonym', '_anything_on_hold'], by: ['disposer'], definer: true },
  // The calendar, which the views call with the rights of whoever reads them.
  {
    functions: ['counted', 'due', 'start_of_day', 'end_of_day', 'end_of', 'latest_cutoff', 'erased_everywhere_by'],
    by: ['disposer', ...everyReader],
    definer: false,
  },
]

/** Where the policy has requests. */
const requestCalls: readonly Call[] = [
  {
    functions: [
      ...['open_request', 'acknowledge_request', 'verify_request', 'extend_request', 'pause_request', 'resume_request', 'fail_request'],
      ...['deny_request', 'cancel_request', 'complete_request', 'give_notice', 'set_holidays'],
    ],
    by: ['officer'],
    definer: true,
  },
  { functions: ['is_working_day', 'deadline', '_stage_due', 'request_remains'], by: readers, definer: true },
  { functions: ['_today'], by: readers, definer: false },
  { functions: ['take_requests'], by: ['operator', 'scheduler'], definer: true },
]
/** Where the policy has recipients. */
const recipientCalls: readonly Call[] = [
  { functions: ['take_notices', 'settle_notice', 'retry_notice'], by: ['worker'], definer: true },
  { functions: ['requeue_notice', 'close_notice'], by: ['officer'], definer: true },
  { functions: ['_tell'], by: ['disposer'], definer: true },
]
/** Where the policy has exports. */
const exportCalls: readonly Call[] = [{ functions: ['export_person'], by: ['officer'], definer: true }]
/** Where persons climb a ladder; its own functions are for runs, and one of them is called by the step that erases. */
const ladderCalls: readonly Call[] = [{ functions: ['give_ladder_notice', 'review_ladder'], by: ['officer'], definer: true }]
const requestRelations = [
  ...['request', 'request_rule', 'request_clock', 'request_transition', 'request_remainder', 'request_retained', 'request_notice'],
  ...['requests_due', 'holiday'],
]

/** Where a person may ask for erasure. */
const erasureCalls: readonly Call[] = [
  {
    functions: ['preview_erasure', 'confirm_erasure', '_open_erasure', 'erase_step', '_close_erasure'],
    by: ['officer'],
    definer: true,
  },
  { functions: ['execute_erasure'], by: ['officer'], definer: false },
  { functions: ['erasure_summary', 'is_restricted'], by: readers, definer: true },
]
/** Where persons can be erased, by an event or a request. */
const ledgerCalls: readonly Call[] = [
  { functions: ['_enter_ledger'], by: ['disposer'], definer: true },
  { functions: ['prune_ledger'], by: ['operator', 'scheduler'], definer: true },
  {
    functions: ['open_replay', 'load_replay', 'begin_replay', '_open_replay', 'replay_step', '_close_replay'],
    by: ['officer'],
    definer: true,
  },
  { functions: ['execute_replay'], by: ['officer'], definer: false },
  { functions: ['ledger_source', 'ledger_lines', 'replay_remains'], by: readers, definer: true },
]
/** Where the policy has suppressions. */
const suppressionCalls: readonly Call[] = [
  { functions: ['_suppress'], by: ['disposer'], definer: true },
  { functions: ['is_suppressed'], by: readers, definer: true },
  { functions: ['lift_suppression'], by: ['officer'], definer: true },
  { functions: ['prune_suppressions'], by: ['operator', 'scheduler'], definer: true },
]
const erasureRelations = ['erasure', 'erasure_effect', 'erasure_preview', 'erasure_count', 'erasure_blocked']
const erases = (model: Model): boolean => model.requests.some(r => r.right === 'erasure')

/** The roles that may call a function of ours, its owner left out; null: it is for nobody. */
export function callOf(model: Model, name: string): Call | null {
  const { classes, requests, policy, ladders } = model
  const reviews = classes.filter(c => c.review !== null).map(c => classNames(c).reviewFunction)
  const all = [
    ...calls,
    ...(requests.length > 0 ? requestCalls : []),
    ...(erases(model) ? erasureCalls : []),
    ...(model.erasable.length > 0 ? ledgerCalls : []),
    ...(policy.suppressions.length > 0 ? suppressionCalls : []),
    ...(policy.recipients.length + policy.letters.length > 0 ? recipientCalls : []),
    ...(policy.exports.length > 0 ? exportCalls : []),
    ...(ladders.length > 0 ? ladderCalls : []),
    ...(policy.letters.some(l => l.on === 'ladder')
      ? [{ functions: ['_write_ladder_letter'], by: ['disposer'], definer: true } satisfies Call]
      : []),
    { functions: ladders.map(l => ladderNames(l).beginFunction), by: ['disposer'], definer: true } satisfies Call,
    // What is on hold, for the fates and the ladders, which call it with the rights of whoever reads them.
    {
      functions: [...classes, ...ladders].map(({ table }) => tableNames(table).heldFunction),
      by: ['disposer', ...everyReader],
      definer: true,
    } satisfies Call,
  ]
  return (
    all.find(c => c.functions.includes(name)) ?? (reviews.includes(name) ? { functions: reviews, by: ['officer'], definer: true } : null)
  )
}

/** What each role may do with the relations of our schema, its owner left out: the rights by relation. `owners`: of partitioned tables. */
export function expectedOnOurs(model: Model, owners: readonly string[]): ReadonlySet<string> {
  const { tables, classes, cascades, requests, roles, tenant, policy, ladders, letters } = model
  const may = new Set<string>()
  const give = (relations: readonly string[], rights: readonly string[], by: readonly Role[]): void => {
    for (const relation of relations) for (const right of rights) for (const role of by) may.add(`${right} ${relation} ${roles[role]}`)
  }
  give(['class', 'run_log', 'run_blocked', 'pause', 'status', 'drift', 'installed'], ['SELECT'], everyReader)
  give(['active_hold', 'hold_notice', 'notice_due', ...(tenant ? ['hold_on_tenant'] : [])], ['SELECT'], readers)
  give(['hold', 'guarded_table', 'hold_on_class', 'preserved', 'installation', 'migration', ...evidence], ['SELECT'], readers)
  if (requests.length > 0) give(requestRelations, ['SELECT'], readers)
  if (erases(model)) give(erasureRelations, ['SELECT'], readers)
  if (model.erasable.length > 0) give(['erasure_ledger', 'replay', 'replay_blocked'], ['SELECT'], readers)
  for (const s of model.erasable) give([tableNames(s.table).erasureView], ['SELECT'], ['disposer'])
  if (policy.suppressions.length > 0) give(['suppression_list', 'suppression'], ['SELECT'], readers)
  if (policy.exports.length > 0) give(['export_profile', 'export'], ['SELECT'], readers)
  if (policy.deadlines.length > 0) give(['deadlines_due'], ['SELECT'], everyReader)
  if (policy.recipients.length + policy.letters.length > 0) {
    give(['recipient', 'recipient_status'], ['SELECT'], everyReader)
    give(['outbox', 'open_notices', 'told'], ['SELECT'], readers)
  }
  give(['hold', 'guarded_table'], ['SELECT'], ['disposer'])
  if (cascades.length > 0) give(['cascade_log'], ['INSERT'], ['disposer'])
  if (letters.length > 0) give(['letter', 'letter_part'], ['SELECT'], readers)
  if (letters.some(l => l.letter.on === 'completion')) give(['letter_kept'], ['SELECT'], readers)
  if (ladders.length > 0) give(['ladder_step', 'ladder_notice_due', 'ladder_review_queue'], ['SELECT'], readers)
  for (const l of ladders) {
    const { stepTable, ladderView } = ladderNames(l)
    give([ladderView], ['SELECT'], [...everyReader, 'disposer'])
    give([stepTable], ['SELECT'], readers)
    give([stepTable], ['SELECT', 'INSERT', 'UPDATE'], ['disposer'])
  }
  for (const t of tables) {
    const { scopeTable, heldView, pinTable } = tableNames(t)
    give([scopeTable, heldView], ['SELECT'], readers)
    if (t.catalog.partitions.length > 0) for (const owner of owners) may.add(`SELECT ${pinTable} ${owner}`)
    give([heldView], ['SELECT'], ['disposer'])
  }
  for (const c of classes) {
    const { fateView, reviewQueue, reviewTable, actTable } = classNames(c)
    give([fateView], ['SELECT'], [...everyReader, 'disposer'])
    if (c.review !== null) give([reviewQueue], ['SELECT'], readers)
    if (c.review !== null) give([reviewTable], ['SELECT', 'DELETE'], ['disposer'])
    if (c.remembers) give([actTable], ['SELECT', 'INSERT', 'DELETE'], ['disposer'])
  }
  return may
}

/** What the disposer may do with the application's rows besides reading them, by table: the acts of the policy, and a lock on any row. */
export function expectedOnRows({ tables, classes, policy }: Model, ground: Ground): ReadonlySet<string> {
  const may = new Set<string>()
  const key = (table: Table): string => tableKey(table)
  const updates = (table: Table, columns: readonly string[]): void => {
    for (const c of columns) may.add(`UPDATE(${ground.column(table, c)}) ${key(table)}`)
  }
  // A row lock needs UPDATE on some column; this one nothing ever sets.
  for (const t of tables) if (t.key[0]) may.add(`UPDATE(${t.key[0].name}) ${tableKey(t.name)}`)
  for (const l of policy.ladders) for (const step of l.steps) if (step.closes !== null) updates(ground.table(l.subject), [step.closes])
  for (const { class: c } of classes) {
    const table = ground.table(c.table)
    for (const act of actsOf(c))
      switch (act.kind) {
        case 'destroy':
          for (const t of [table, ...partsOf(ground, c.parts)]) may.add(`DELETE ${key(t)}`)
          for (const fk of table.foreignKeys) if (findTable(ground.schema, fk.references) === table) updates(table, fk.columns)
          break
        case 'anonymize':
        case 'generalize':
          updates(
            table,
            act.set.map(a => a.column),
          )
          break
        case 'pseudonymize':
          updates(
            table,
            act.columns.flatMap(p => [p.from, p.into]),
          )
          break
        case 'sever':
          updates(table, act.columns)
          break
        case 'rollup':
          may.add(`INSERT ${key(ground.table(act.into))}`)
          updates(
            ground.table(act.into),
            act.add.map(m => m.column),
          )
          break
        case 'archive':
          if ('column' in act.into) updates(table, [act.into.column])
          else may.add(`INSERT ${key(ground.table(act.into.table))}`)
      }
  }
  return may
}

const actsOf = (c: RecordClass): readonly Act[] => [
  ...(c.clock?.dispose ?? []),
  ...(c.clock?.interim ?? []).flatMap(s => s.acts),
  ...(c.onErasure.kind === 'acts' ? c.onErasure.acts : c.onErasure.kind === 'retain' ? c.onErasure.meanwhile : []),
]

const partsOf = (ground: Ground, parts: RecordClass['parts']): readonly Table[] =>
  parts.flatMap(p => [ground.table(p.table), ...partsOf(ground, p.parts)])
