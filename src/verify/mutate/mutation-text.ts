import type { Paint } from '../../report/paint.ts'
import { table } from '../../report/table.ts'
import type { MutationReport } from './mutation-report.ts'

/** The mutation report for people: the score by kind of mistake, and each mistake that nobody noticed. */
export function mutationText(report: MutationReport, paint: Paint): string {
  const { kinds, survivors, equivalent } = report
  const score = table<MutationReport['kinds'][number]>(
    [
      { title: 'mistake', align: 'left', cell: k => k.kind },
      { title: 'made', align: 'right', cell: k => String(k.mutants) },
      { title: 'caught', align: 'right', cell: k => String(k.caught) },
    ],
    kinds,
  )
  const lines = (of: MutationReport['survivors']): string =>
    of.map(m => `  ${m.kind}: ${m.at} ${m.what} (${m.protects})\n    was: ${m.from}\n    is:  ${m.to}\n`).join('')
  const verdict =
    survivors.length === 0 ? paint('green', 'all caught') : paint('red', `${survivors.length} survived: the proof has a hole there`)
  return [
    score,
    survivors.length > 0 ? `\nnot noticed\n${lines(survivors)}` : '',
    equivalent.length > 0 ? `\nmake no difference\n${equivalent.map(m => `  ${m.kind}: ${m.at} ${m.what}: ${m.why}\n`).join('')}` : '',
    `\n${paint('bold', report.policy)} ${report.version}: ${report.caught} of ${report.mutants} mistakes made on purpose were noticed in ${(report.elapsedMs / 1000).toFixed(1)} s: ${verdict}.\n`,
  ].join('')
}
