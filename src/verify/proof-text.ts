import type { Paint } from '../report/paint.ts'
import { table } from '../report/table.ts'
import { publishedText } from './published/published-text.ts'
import type { VerifyReport } from './verify-report.ts'

type ClassProof = VerifyReport['classes'][number]
type ClauseProof = VerifyReport['clauses'][number]

/** The proof for people: per class and clause what was shown, what was not covered, and each disagreement with its row. */
export function proofText(report: VerifyReport, paint: Paint): string {
  const { totals } = report
  const disagreements = report.findings.length + report.published.contradictions.length
  const enforced = report.clauses.filter(c => c.status === 'enforced')
  const classes = table<ClassProof>(
    [
      { title: 'record class', align: 'left', cell: c => c.name },
      { title: 'clause', align: 'left', cell: c => c.clauses.join(' ') },
      {
        title: 'stages (acted / left alone)',
        align: 'left',
        cell: c => c.stages.map(s => `${s.name} ${s.acted}/${s.left}`).join(', ') || '–',
      },
      { title: 'cases', align: 'right', cell: c => String(c.cases) },
      { title: 'rows', align: 'right', cell: c => String(c.rows) },
      { title: 'instants', align: 'right', cell: c => String(c.moments) },
    ],
    report.classes,
  )
  const clauses = table<ClauseProof>(
    [
      { title: 'clause', align: 'left', cell: c => c.id },
      { title: 'cases', align: 'right', cell: c => (c.cases === 0 ? '·' : String(c.cases)) },
      { title: 'enforced by', align: 'left', cell: c => c.rules.join(', ') },
    ],
    enforced,
  )
  const missing = report.notCovered.map(n => `  ${n.class}: ${n.what}: ${n.reason}\n`)
  const verdict = report.proved
    ? paint('green', 'proved')
    : paint('red', `not proved: ${disagreements} disagreement${disagreements === 1 ? '' : 's'}`)
  return [
    classes,
    `\n${clauses}`,
    paint('dim', '· shown by the compiler or by the design, not by rows\n'),
    publishedText(report.published),
    missing.length > 0 ? `\nnot covered\n${missing.join('')}` : '',
    `\n${paint('bold', report.policy)} ${report.version}: ${verdict}. ${totals.cases} cases, ${totals.rows} rows, ${totals.runs} runs, ${totals.comparisons} comparisons at ${report.moments.length} instants in ${(report.elapsedMs / 1000).toFixed(1)} s.\n`,
  ].join('')
}
