import { freeze } from '../../policy/plain.ts'
import { diagnostic, LapseError } from '../../report/diagnostic.ts'
import { changedElsewhere, type Moment, momentsOf } from '../instants.ts'
import { openProof } from '../open-proof.ts'
import type { Finding } from '../prove/finding.ts'
import { prepareMoment } from '../prove/moment.ts'
import type { Proof } from '../prove/proof.ts'
import { type Prepared, stepNames } from '../prove/step.ts'
import type { VerifyInput } from '../verify.ts'
import { withDatabases } from '../with-databases.ts'
import { chooseMutants } from './choose.ts'
import { definitionsOf } from './definition.ts'
import { argumentFor } from './equivalents.ts'
import type { Judged, Mutant } from './mutant.ts'
import type { MutationReport } from './mutation-report.ts'
import type { Mutator } from './mutator.ts'
import { mutators } from './mutators.ts'
import { firstFinding, observe } from './observe.ts'
import { usedDefinitions } from './used.ts'

/** One of the databases in which mistakes are made, with the rows of a moment. */
interface Bench {
  readonly proof: Proof
  readonly prepared: Prepared
}

/**
 * Break the emitted SQL on purpose, one mistake at a time, and see whether the proof notices. All of it happens in prepared databases that
 * take one mistake after another, at the one moment that has a case of every kind; each mistake is rolled back. `places`: how often at
 * most each mistake is made. Throws LapseError `mutation-needs-proof` where the steps of the proof disagree without any.
 */
export async function mutate(input: VerifyInput, places: number, mistakes: readonly Mutator[] = mutators): Promise<MutationReport> {
  const started = performance.now()
  const { policy, model, files, onProgress = () => {} } = input
  onProgress('loading the schema and the migrations')
  return withDatabases(input, async databases => {
    const moments = momentsOf(policy)
    const ordinary = moments.find(m => m.cases === 'all')!
    const later = [...midnightsAfter(ordinary, policy.timeZone), changedElsewhere(2025)]
    const proofs = await Promise.all(databases.map(db => openProof(input, db)))
    const goTo = (moment: Moment, next: Moment | null, help: string): Promise<readonly Bench[]> =>
      Promise.all(
        proofs.map(async proof => {
          const prepared = await prepareMoment(proof, moment, next)
          await control(proof, prepared, help)
          return { proof, prepared }
        }),
      )
    let benches = await goTo(ordinary, later[0]!, 'The SQL is wrong without any mistake of ours. Run lapse verify first.')
    const definitions = await usedDefinitions(proofs[0]!.db, await definitionsOf(files, model))
    const mutants = chooseMutants(mistakes, model, files, definitions, places)
    const argued = new Map(mutants.map(m => [m, argumentFor(m, model)]))
    const caughtBy = new Map<Mutant, Finding>()
    const look = async (doubtful: readonly Mutant[]): Promise<void> => {
      const left = [...doubtful.entries()]
      const work = async ({ proof, prepared }: Bench): Promise<void> => {
        for (let next = left.shift(); next; next = left.shift()) {
          const [i, mutant] = next
          onProgress(`${i + 1}/${doubtful.length} ${mutant.kind}: ${mutant.at} ${mutant.what}`)
          const finding = await observe(proof, prepared, mutant, argued.get(mutant) === null)
          if (finding) caughtBy.set(mutant, finding)
        }
      }
      await Promise.all(benches.map(work))
    }
    await look(mutants)
    for (const { proof, prepared } of benches)
      await control(proof, prepared, 'A mistake was not taken back, or the proof does not repeat itself: the score means nothing.')
    // Some mistakes show at the edges of days only, or where a clock changes.
    for (const [i, moment] of later.entries()) {
      const left = mutants.filter(m => !caughtBy.has(m) && argued.get(m) === null)
      if (left.length === 0) break
      benches = await goTo(moment, later[i + 1] ?? null, 'The SQL is wrong at the edge of a day. Run lapse verify first.')
      await look(left)
    }
    const judged = mutants.map(m => judge(m, caughtBy.get(m) ?? null, argued.get(m) ?? null))
    return freeze(reportOf(policy, judged, performance.now() - started))
  })
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
