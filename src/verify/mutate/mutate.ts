import { freeze } from '../../policy/plain.ts'
import { diagnostic, LapseError } from '../../report/diagnostic.ts'
import { changedElsewhere, type Moment, momentsOf } from '../instants.ts'
import { openProof } from '../open-proof.ts'
import type { Finding } from '../prove/finding.ts'
import { prepareMoment } from '../prove/moment.ts'
import type { Proof } from '../prove/proof.ts'
import { type Prepared, stepNames } from '../prove/step.ts'
import type { VerifyInput } from '../verify.ts'
import { chooseMutants } from './choose.ts'
import { definitionsOf } from './definition.ts'
import { argumentFor } from './equivalents.ts'
import type { Judged, Mutant } from './mutant.ts'
import type { MutationReport } from './mutation-report.ts'
import type { Mutator } from './mutator.ts'
import { mutators } from './mutators.ts'
import { firstFinding, observe } from './observe.ts'
import { usedDefinitions } from './used.ts'

/**
 * Break the emitted SQL on purpose, one mistake at a time, and see whether the proof notices. All of it happens in one
 * prepared database, at the one moment that has a case of every kind; each mistake is rolled back. `places`: how often at
 * most each mistake is made. Throws LapseError `mutation-needs-proof` where the steps of the proof disagree without any.
 */
export async function mutate(input: VerifyInput, places: number, mistakes: readonly Mutator[] = mutators): Promise<MutationReport> {
  const started = performance.now()
  const { policy, model, files, onProgress = () => {} } = input
  onProgress('loading the schema and the migrations')
  const proof = await openProof(input)
  try {
    const moments = momentsOf(policy)
    const ordinary = moments.find(m => m.cases === 'all')!
    const later = [...midnightsAfter(ordinary, policy.timeZone), changedElsewhere(2025)]
    const prepared = await prepareMoment(proof, ordinary, later[0]!)
    await control(proof, prepared, 'The SQL is wrong without any mistake of ours. Run lapse verify first.')
    const definitions = await usedDefinitions(proof.db, await definitionsOf(files, model))
    const mutants = chooseMutants(mistakes, model, files, definitions, places)
    const argued = new Map(mutants.map(m => [m, argumentFor(m, model)]))
    const caughtBy = new Map<Mutant, Finding>()
    const look = async (at: Prepared, doubtful: readonly Mutant[]): Promise<void> => {
      for (const [i, mutant] of doubtful.entries()) {
        onProgress(`${i + 1}/${doubtful.length} ${mutant.kind}: ${mutant.at} ${mutant.what}`)
        const finding = await observe(proof, at, mutant, argued.get(mutant) === null)
        if (finding) caughtBy.set(mutant, finding)
      }
    }
    await look(prepared, mutants)
    await control(proof, prepared, 'A mistake was not taken back, or the proof does not repeat itself: the score means nothing.')
    // Some mistakes show at the edges of days only, or where a clock changes.
    for (const [i, moment] of later.entries()) {
      const left = mutants.filter(m => !caughtBy.has(m) && argued.get(m) === null)
      if (left.length === 0) break
      const edges = await prepareMoment(proof, moment, later[i + 1] ?? null)
      await control(proof, edges, 'The SQL is wrong at the edge of a day. Run lapse verify first.')
      await look(edges, left)
    }
    const judged = mutants.map(m => judge(m, caughtBy.get(m) ?? null, argued.get(m) ?? null))
    return freeze(reportOf(policy, judged, performance.now() - started))
  } finally {
    await proof.db.close()
  }
}

/** Without a mistake there is nothing to notice. Throws LapseError `mutation-needs-proof` where there is. */
async function control(proof: Proof, prepared: Prepared, help: string): Promise<void> {
  const wrong = await firstFinding(proof, prepared, stepNames)
  if (wrong)
    throw new LapseError(
      diagnostic('error', 'mutation-needs-proof', `class "${wrong.class}": ${wrong.did}, expected: ${wrong.expected}`, { help }),
    )
}

/** The next midnight, and the last moment before it, with the edges of every stage. */
function midnightsAfter({ asOf }: Moment, zone: string): readonly Moment[] {
  const day = asOf.toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 })
  const midnight = day.toZonedDateTime(zone).toInstant()
  return [
    { name: 'the last moment of the day', asOf: midnight.subtract({ microseconds: 1 }), cases: 'residence' },
    { name: 'the midnight after', asOf: midnight, cases: 'residence' },
  ]
}

function judge(mutant: Mutant, finding: Finding | null, why: string | null): Judged {
  if (finding) {
    const { class: name, case: of, did, expected } = finding
    return { ...mutant, files: null, state: 'caught', by: { class: name, case: of, did, expected } }
  }
  return why === null ? { ...mutant, files: null, state: 'survived' } : { ...mutant, files: null, state: 'equivalent', why }
}

function reportOf(
  { name, version }: { readonly name: string; readonly version: string },
  all: readonly Judged[],
  elapsedMs: number,
): MutationReport {
  const counted = all.filter(m => m.state !== 'equivalent')
  const survivors = all.filter(m => m.state === 'survived')
  const brief = ({ kind, what, protects, at, from, to }: Judged) => ({ kind, what, protects, at, from, to })
  return {
    kind: 'mutation report',
    policy: name,
    version,
    mutants: counted.length,
    caught: counted.length - survivors.length,
    survivors: survivors.map(brief),
    equivalent: all.flatMap(m => (m.state === 'equivalent' ? [{ ...brief(m), why: m.why }] : [])),
    kinds: [...Map.groupBy(counted, m => m.kind)].map(([kind, of]) => ({
      kind,
      mutants: of.length,
      caught: of.filter(m => m.state === 'caught').length,
    })),
    all,
    elapsedMs: Math.round(elapsedMs),
    diagnostics: survivors.map(m =>
      diagnostic('error', 'mutant-survived', `${m.kind}: ${m.at} ${m.what}, and no scenario notices\nwas: ${m.from}\nis: ${m.to}`, {
        help: `No scenario of the proof stands for ${m.protects} there.`,
      }),
    ),
  }
}
