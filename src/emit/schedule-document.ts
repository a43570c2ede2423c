import type { BoundTell, Model } from '../bind/model.ts'
import type { External, Permanent } from '../policy/entry.ts'
import { render } from './render.ts'
import { basisWords, erasureSentence, keepWords, ladderSentence, periodWords, regimeWords, retentionSentence } from './words.ts'

const toldWords = ({ table, columns }: BoundTell): string => `${table.name}: ${columns.map(c => c.as).join(', ')}`
const cell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim()

/** The retention schedule as a document: rendered from the same value that the database runs. */
export function scheduleDocument(model: Model): string {
  const { policy } = model
  const count = (status: string): number => model.clauses.filter(c => c.status === status).length
  const of = <K extends 'permanent' | 'external'>(kind: K) => policy.schedule.filter(e => e.kind === kind)
  return render('document/schedule', {
    policy,
    notice: policy.notice ? periodWords(policy.notice) : null,
    counts: ['enforced', 'documentary', 'external', 'pending'].map(status => `${count(status)} ${status}`).join(', '),
    classes: model.classes.map(c => ({
      name: cell(c.class.name),
      clauses: c.class.clauses.join(', '),
      purpose: cell(c.class.purpose),
      basis: cell(basisWords(c.class.basis)),
      rule: cell(retentionSentence(c.class)),
      erasure: cell(erasureSentence(c.erasure)),
      parts: cell(
        c.parts
          .map(p => p.table.name)
          .toReversed()
          .join(', ') || '–',
      ),
    })),
    permanents: of('permanent').map(e => {
      const p = e as Permanent
      return { name: cell(p.name), clauses: p.clauses.join(', '), purpose: cell(p.purpose), because: cell(p.because) }
    }),
    externals: of('external').map(e => {
      const x = e as External
      return { what: cell(x.what), clauses: x.clauses.join(', '), at: cell(x.at), keeps: cell(x.keeps) }
    }),
    erasures: policy.subjects.flatMap(s =>
      s.erasure.map(e => ({
        subject: cell(s.table),
        event: cell(e.event),
        clauses: e.clauses.join(', '),
        residence: e.residence
          ? `${periodWords(e.residence)}${e.cancel === 'event cleared' ? ', ended by clearing the event' : ''}`
          : 'none',
        within: e.within ? periodWords(e.within) : '–',
      })),
    ),
    requests: policy.requests.map(r => ({
      subject: cell(r.subject),
      rights: r.rights.join(', '),
      clauses: r.clauses.join(', '),
      clocks: cell(r.regimes.map(regimeWords).join('; ')),
      verification: r.verification,
      event: cell(r.event ?? '–'),
    })),
    ladders: policy.ladders.map(l => ({
      name: cell(l.name),
      subject: cell(l.subject),
      clauses: l.clauses.join(', '),
      steps: cell(ladderSentence(l)),
    })),
    letters: policy.letters.map(l => ({
      name: cell(l.name),
      subject: cell(l.subject),
      clauses: l.clauses.join(', '),
      on: { completion: 'an erasure is complete', hold: 'an officer decides to tell of a hold', ladder: 'a ladder notifies' }[l.on],
      to: cell(`${l.to.table}.${l.to.column}`),
      title: cell(l.title.map(p => ('text' in p ? p.text : `{${p.field}}`)).join('')),
      within: periodWords(l.within),
    })),
    recipients: policy.recipients.map(r => ({
      name: cell(r.name),
      clauses: r.clauses.join(', '),
      hears: r.hears === 'erasure' ? 'erasures of a person' : 'every row that goes',
      told: cell(
        [...new Set(model.classes.flatMap(c => c.tells.filter(t => t.recipient.name === r.name).map(toldWords)))].toSorted().join('; '),
      ),
      within: periodWords(r.within),
    })),
    holds: policy.holds.map(h => ({
      table: cell(h.table),
      holds: cell(h.holds),
      clauses: h.clauses.join(', '),
      matter: cell(h.matter),
      notify: h.notify,
    })),
    evidence: { keeps: cell(keepWords(policy.evidence.keep)), clauses: policy.evidence.clauses.join(', ') },
    backups: policy.backups && {
      horizon: periodWords(policy.backups.horizon),
      everywhere: policy.subjects.flatMap(s =>
        s.erasure.map(
          e =>
            `${cell(s.table)} ${cell(e.event)}: ${e.residence ? `${periodWords(e.residence)} of residence and ` : ''}${periodWords(policy.backups!.horizon)} of backups`,
        ),
      ),
    },
    outOfScope: Object.entries(policy.outOfScope).map(([table, why]) => ({ table: cell(table), why: cell(why) })),
    clauses: model.clauses.map(c => ({
      id: c.id,
      text: cell(c.text),
      status: c.status,
      rules: cell([c.rules.join('; '), c.reason ?? ''].filter(x => x !== '').join(': ')),
    })),
  })
}
