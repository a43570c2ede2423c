import type { Paint } from '../report/paint.ts'
import { table } from '../report/table.ts'
import { publishedText } from './published/published-text.ts'
import type { ClassProof, ClauseProof, Uncovered, VerifyReport } from './verify-report.ts'

const width = 120
const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text)
const count = (n: number): string => (n === 0 ? '·' : String(n))

/** A rule without a scenario, on one line. */
const uncoveredLine = (u: Uncovered): string =>
  `  ${u.rule}${u.classes.length > 0 ? ` of ${u.classes.join(', ')}` : ''} (${u.clauses.join(', ')}): ${u.reason}\n`

/** Two lines per clause: what was shown and how the text begins; below it what no scenario covers, what enforces it, or why nothing does. */
function clauseLines(clauses: readonly ClauseProof[], paint: Paint): string {
  const [titles, ...lines] = table<ClauseProof>(
    [
      { title: 'clause', align: 'left', cell: c => c.id },
      { title: 'status', align: 'left', cell: c => c.status },
      { title: 'proof', align: 'left', cell: c => c.verdict },
      { title: 'cases', align: 'right', cell: c => count(c.cases) },
      { title: 'rows', align: 'right', cell: c => count(c.rows) },
      { title: 'instants', align: 'right', cell: c => count(c.moments) },
      { title: 'published text', align: 'left', cell: c => c.text.replace(/\s+/g, ' ') },
    ],
    clauses,
  )
    .trimEnd()
    .split('\n')
  const below = clauses.map(c =>
    [
      c.uncovered.length > 0 ? `NOT COVERED: ${c.uncovered.join('; ')}` : '',
      c.rules.length > 0 ? `by ${c.rules.map(r => r.rule).join(', ')}` : '',
      c.reason ?? '',
    ]
      .filter(x => x !== '')
      .join(' · '),
  )
  return [`${titles}\n`, ...lines.flatMap((line, i) => [`${cut(line, width)}\n`, `${paint('dim', cut(`    ${below[i]}`, width))}\n`])].join(
    '',
  )
}

/** The proof for people: per class and clause what was shown, what was not covered, and each disagreement with its row. */
export function proofText(report: VerifyReport, paint: Paint): string {
  const { totals, uncovered } = report
  const disagreements = report.findings.length + report.published.contradictions.length
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
  const missing = report.notCovered.map(n => `  ${n.class}: ${n.what}: ${n.reason}\n`)
  const verdict = report.proved
    ? paint('green', 'proved')
    : paint('red', `not proved: ${disagreements} disagreement${disagreements === 1 ? '' : 's'}`)
  const open = uncovered.length === 0 ? '' : paint('yellow', `, ${uncovered.length} rule${uncovered.length === 1 ? '' : 's'} not covered`)
  return [
    classes,
    `\n${clauseLines(report.clauses, paint)}`,
    publishedText(report.published),
    uncovered.length > 0 ? `\nrules that no scenario covers\n${uncovered.map(uncoveredLine).join('')}` : '',
    missing.length > 0 ? `\nscenarios that could not be made\n${missing.join('')}` : '',
    `\n${paint('bold', report.policy)} ${report.version}: ${verdict}${open}. ${totals.cases} cases, ${totals.rows} rows, ${totals.runs} runs, ${totals.comparisons} comparisons at ${report.moments.length} instants in ${(report.elapsedMs / 1000).toFixed(1)} s.\n`,
  ].join('')
}
