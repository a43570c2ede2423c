import { render } from '../emit/render.ts'
import { markdownText } from './report/markdown-text.ts'
import { situationWords } from './report/situation.ts'
import type { ClauseProof, Evidence, Outcome, RuleProof, Uncovered, VerifyReport } from './verify-report.ts'

/** More disagreements than this help nobody on paper; the JSON has all. */
const most = 50

const times = (n: number, one: string): string => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`
const evidenceWords = (e: Evidence): string => `${times(e.cases, 'case')}, ${times(e.rows, 'row')}, ${times(e.moments, 'instant')}`

/** The proof as a Markdown document for an auditor. Same report, same bytes: it says neither when the proof was made nor how long it took. */
export function proofDocument(report: VerifyReport): string {
  const { totals, published } = report
  const { contradictions } = published
  return render('document/proof', {
    title: markdownText(`${report.policy} ${report.version}`),
    effective: report.effective,
    timeZone: report.timeZone,
    lapse: report.lapse,
    engine: markdownText(report.engine),
    verdict: report.proved
      ? `**Proved.** In ${times(totals.cases, 'case')} the generated migrations did what the policy says, without an exception.`
      : `**Not proved.** The generated migrations and the policy disagree in ${times(report.findings.length, 'place')}, and the policy and the published text in ${times(contradictions.length, 'place')}; see [Disagreements](#disagreements) and [Examples](#examples-from-the-published-text).`,
    gaps:
      report.uncovered.length === 0
        ? 'Each class, stage, gate, part, hold and erasure of the policy is covered by a scenario.'
        : `${times(report.uncovered.length, 'rule')} of the policy ${report.uncovered.length === 1 ? 'is' : 'are'} covered by no scenario, and nothing was shown for ${report.uncovered.length === 1 ? 'it' : 'them'}: see [Rules that no scenario covers](#rules-that-no-scenario-covers).`,
    totals: [
      times(totals.cases, 'case'),
      times(totals.rows, 'row'),
      times(report.moments.length, 'instant'),
      times(totals.runs, 'run'),
      times(totals.comparisons, 'comparison'),
    ].join(', '),
    moments: report.moments.map(m => ({ ...m, name: markdownText(m.name) })),
    clauses: report.clauses.map(c => clauseContext(c, report)),
    classes: report.classes.map(c => ({
      ...c,
      name: markdownText(c.name),
      clauses: markdownText(c.clauses.join(', ')),
      keeps: markdownText(c.keeps),
      erasure: markdownText(c.erasure),
      stages: c.stages.map(s => `${s.name}: acted ${s.acted}, left alone ${s.left}`).join('; ') || 'none',
    })),
    uncovered: report.uncovered.map(uncoveredContext),
    notCovered: report.notCovered.map(n => ({
      class: markdownText(n.class),
      what: markdownText(situationWords(n.what)),
      reason: markdownText(n.reason),
    })),
    findings: report.findings.slice(0, most).map((f, i) => ({
      number: i + 1,
      class: markdownText(f.class) || '–',
      clauses: markdownText(f.clauses.join(', ')) || '–',
      stage: f.stage ?? '–',
      case: markdownText(f.case === null ? '–' : situationWords(f.case)),
      asOf: f.asOf,
      row: f.row ? markdownText(`${f.table} ${JSON.stringify(f.row)}`) : '–',
      did: markdownText(f.did),
      expected: markdownText(f.expected),
    })),
    published:
      published.lines === 0
        ? null
        : `${times(published.lines, 'example')} at ${times(published.instants, 'instant')}: ${contradictions.length === 0 ? 'all of them hold' : `${contradictions.length} contradicted`}.`,
    examples: published.clauses.map(c => ({ ...c, id: markdownText(c.id) })),
    contradictions: contradictions.map(c => ({
      clause: markdownText(c.clause),
      class: markdownText(c.class ?? '–'),
      row: markdownText(`${c.table} ${JSON.stringify(c.given)}`),
      asOf: c.asOf,
      expected: markdownText(c.expected),
      did: markdownText(c.did),
    })),
    more: report.findings.length > most ? report.findings.length - most : null,
    migrations: report.migrations.map(m => ({ ...m, name: markdownText(m.name) })),
  })
}

const uncoveredContext = (u: Uncovered) => ({
  rule: markdownText(u.rule),
  classes: markdownText(u.classes.join(', ')) || '–',
  clauses: markdownText(u.clauses.join(', ')),
  reason: markdownText(u.reason),
})

const clauseContext = (c: ClauseProof, report: VerifyReport) => ({
  ...c,
  id: markdownText(c.id),
  notCovered: report.notCovered
    .filter(n => report.classes.some(x => x.name === n.class && x.clauses.includes(c.id)))
    .map(n => markdownText(`${n.class}, ${situationWords(n.what)}: ${n.reason}`)),
  evidence: evidenceWords(c),
  text: markdownText(c.text),
  reason: c.reason === null ? null : markdownText(c.reason),
  rules: c.rules.map(ruleContext),
  uncovered: c.uncovered.map(markdownText),
})

const ruleContext = (r: RuleProof) => ({
  rule: markdownText(r.rule),
  by: notByRuns[r.by],
  evidence: evidenceWords(r),
  lines: [...Map.groupBy(r.shown, s => s.stage)].flatMap(([stage, shown]) =>
    Object.entries(outcomes).flatMap(([outcome, words]) => {
      const found = shown.filter(s => s.outcome === outcome)
      return found.length > 0 ? [{ stage, words, situations: found.map(s => `${markdownText(s.words)} (${s.cases})`).join('; ') }] : []
    }),
  ),
})

const notByRuns: Readonly<Record<RuleProof['by'], string | null>> = {
  runs: null,
  compiler: 'checked against the schema when the policy is compiled; no rows are needed for it',
  neither: 'not a matter for this proof',
}

const outcomes: Readonly<Record<Outcome, string>> = {
  disagreement: 'DISAGREEMENT',
  gone: 'row gone',
  changed: 'row changed or noted',
  'not due': 'row stayed, not due',
  'not started': 'row stayed, its clock has not started',
  held: 'row stayed, on hold',
  waiting: 'row stayed, another row still refers to it',
  'in review': 'row stayed, a person decides',
  untouched: 'row stayed, an erasure leaves it alone',
  'left for later': 'row stayed, due but not for this run',
  'not reached': 'nothing shown, the row made for it is not due',
}
