import type { Model } from '../../../bind/model.ts'
import { classNames } from '../../../emit/object-names.ts'
import { identifier } from '../../../sql/quote.ts'
import { tableText } from '../../database/statements.ts'
import type { FileMutator, StatementMutator } from '../mutator.ts'

const onEachTable =
  (sql: (table: string) => string): StatementMutator['statements'] =>
  (model: Model) =>
    model.tables.map(t => ({ at: tableText(t.name), sql: sql(tableText(t.name)), classes: t.classes.map(c => c.name) }))
const onEachClass =
  (set: string, wanted: (c: Model['classes'][number]) => boolean): StatementMutator['statements'] =>
  (model: Model) =>
    model.classes.filter(wanted).map(c => ({
      at: `class ${c.class.name}`,
      sql: `update retention.class set ${set} where class_name = '${c.class.name.replaceAll("'", "''")}'`,
      classes: [c.class.name],
    }))
const once =
  (at: string, sql: (model: Model) => string): StatementMutator['statements'] =>
  (model: Model) => [{ at, sql: sql(model), classes: [] }]

/** Mistakes in triggers, rights and the registry. */
export const installedMutators: readonly StatementMutator[] = [
  {
    kind: 'guard',
    what: 'no guard',
    protects: 'I3',
    steps: ['guards'],
    statements: onEachTable(t => `drop trigger "~retention_guard" on ${t}`),
  },
  {
    kind: 'guard',
    what: 'a guard that is switched off',
    protects: 'I3',
    steps: ['guards'],
    statements: onEachTable(t => `alter table ${t} disable trigger "~retention_guard"`),
  },
  {
    kind: 'guard',
    what: 'a guard that a replication role passes by',
    protects: 'I3',
    steps: ['guards'],
    statements: onEachTable(t => `alter table ${t} enable trigger "~retention_guard"`),
  },
  {
    kind: 'guard',
    what: 'no guard against TRUNCATE',
    protects: 'I3',
    steps: ['guards'],
    statements: onEachTable(t => `drop trigger "~retention_truncate" on ${t}`),
  },
  {
    kind: 'chain',
    what: 'evidence that can be changed',
    protects: 'I6',
    steps: ['evidence'],
    statements: once('evidence', () => 'alter table retention.evidence disable trigger append_only'),
  },
  {
    kind: 'chain',
    what: 'evidence that can be deleted in a replica session',
    protects: 'I6',
    steps: ['evidence'],
    statements: once('evidence', () => 'alter table retention.evidence enable trigger append_only_delete'),
  },
  {
    kind: 'grants',
    what: 'everybody may place holds',
    protects: 'I8',
    steps: ['grants'],
    statements: once('release_hold', () => 'grant execute on function retention.release_hold(bigint, text, interval) to public'),
  },
  {
    kind: 'grants',
    what: 'the operator may release holds',
    protects: 'I8',
    steps: ['grants'],
    statements: once(
      'release_hold',
      m => `grant execute on function retention.release_hold(bigint, text, interval) to ${identifier(m.roles.operator)}`,
    ),
  },
  {
    kind: 'grants',
    what: 'the auditor may write evidence',
    protects: 'I8',
    steps: ['grants'],
    statements: once('evidence', m => `grant insert on retention.evidence to ${identifier(m.roles.auditor)}`),
  },
  {
    kind: 'grants',
    what: 'the operator may close requests',
    protects: 'I8',
    steps: ['grants'],
    statements: m =>
      m.requests.length === 0
        ? []
        : once(
            'complete_request',
            () => `grant execute on function retention.complete_request(bigint, text) to ${identifier(m.roles.operator)}`,
          )(m),
  },
  {
    kind: 'grants',
    what: 'the operator may delete the rows of the application',
    protects: 'I8',
    steps: ['grants'],
    statements: m =>
      m.classes.map(c => ({
        at: tableText(c.table.name),
        sql: `grant delete on ${tableText(c.table.name)} to ${identifier(m.roles.operator)}`,
        classes: [],
      })),
  },
  {
    kind: 'grants',
    what: 'a function that looks where its caller says',
    protects: 'I8',
    steps: ['grants'],
    statements: m =>
      m.classes.map(c => ({
        at: classNames(c).backlogFunction,
        sql: `alter function retention.${identifier(classNames(c).backlogFunction)}(timestamptz) reset search_path`,
        classes: [],
      })),
  },
  {
    kind: 'grants',
    what: 'the disposer may log in',
    protects: 'I8',
    steps: ['grants'],
    statements: once('roles', m => `alter role ${identifier(m.roles.disposer)} login`),
  },
  {
    kind: 'driver',
    what: 'a class without its stages',
    protects: 'I2',
    steps: ['run'],
    statements: onEachClass("stages = '{}'", c => c.stages.length > 0),
  },
  {
    kind: 'driver',
    what: 'a class that is never armed',
    protects: 'I2',
    steps: ['run'],
    statements: onEachClass("mode = 'shadow'", c => c.stages.length > 0),
  },
]

/** Mistakes in the file of the schedule. */
export const scheduleMutators: readonly FileMutator[] = [
  {
    kind: 'schedule',
    what: 'another hour',
    protects: 'I2',
    steps: ['schedule'],
    file: /^schedule\.sql$/,
    from: /(perform cron\.schedule\('[^']*', ')(\S+) \S+ (?=\S+ \S+ \S+', 'call)/,
    to: '$1$2 23 ',
  },
  {
    kind: 'schedule',
    what: 'a class that is left out',
    protects: 'I2',
    steps: ['schedule'],
    file: /^schedule\.sql$/,
    from: /\n {2}perform cron\.schedule\('[^\n]*'call retention\.run[^\n]*/,
    to: '',
  },
  {
    kind: 'schedule',
    what: 'evidence that stays for good',
    protects: 'I6',
    steps: ['schedule'],
    file: /^schedule\.sql$/,
    from: /\n {2}perform cron\.schedule\('[^\n]*'select retention\.prune_evidence[^\n]*/,
    to: '',
  },
  {
    kind: 'schedule',
    what: 'requests of the application that nobody takes up',
    protects: 'I2',
    steps: ['schedule'],
    file: /^schedule\.sql$/,
    from: /\n {2}perform cron\.schedule\('[^\n]*'select retention\.take_requests[^\n]*/,
    to: '',
  },
  {
    kind: 'schedule',
    what: 'a run by hand instead of by schedule',
    protects: 'I9',
    steps: ['schedule'],
    file: /^schedule\.sql$/,
    from: /(perform cron\.schedule\([^\n]*)scheduled => true/,
    to: '$1scheduled => false',
  },
]
