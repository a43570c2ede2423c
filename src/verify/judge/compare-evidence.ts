import type { BoundClass } from '../../bind/model.ts'
import { tableText } from '../database/statements.ts'

/** An act of the evidence chain. */
export interface Act {
  readonly act: string
  readonly body: {
    readonly class?: string
    readonly stage?: string
    readonly rows?: Readonly<Record<string, number>>
    readonly policy_version?: string
    readonly clauses?: readonly string[]
    readonly as_of?: string
    readonly first_cutoff?: string | null
    readonly last_cutoff?: string | null
    /** The digest of the keys. */
    readonly keys?: string
  }
}

export interface EvidenceDifference {
  readonly class: BoundClass
  readonly did: string
  readonly expected: string
}

/**
 * What the evidence says was done against what was done: rows of each table that are gone, per class, and rows on which
 * another stage was done. `gone` and `done` count by class name and table, and by class name and stage.
 */
export function compareEvidence(
  classes: readonly BoundClass[],
  acts: readonly Act[],
  gone: ReadonlyMap<string, number>,
  done: ReadonlyMap<string, number>,
): readonly EvidenceDifference[] {
  return classes.flatMap(c => {
    const own = acts.filter(a => a.body.class === c.class.name)
    const differences: EvidenceDifference[] = []
    const table = tableText(c.table.name)
    for (const stage of c.stages) {
      if (stage.destroys) continue
      const said = counted(
        own.filter(a => a.body.stage === stage.name),
        table,
      )
      const was = done.get(`${c.class.name}/${stage.name}`) ?? 0
      if (said !== was)
        differences.push({
          class: c,
          did: `evidence of stage ${stage.name} for ${said} rows`,
          expected: `evidence for the ${was} rows on which it was done`,
        })
    }
    const destroying = new Set(c.stages.filter(s => s.destroys).map(s => s.name))
    const said = counted(
      own.filter(a => destroying.has(a.body.stage ?? '')),
      table,
    )
    const were = gone.get(c.class.name) ?? 0
    if (said !== were)
      differences.push({
        class: c,
        did: `evidence of disposal of ${said} rows of ${table}`,
        expected: `evidence for the ${were} rows that are gone`,
      })
    return differences
  })
}

const counted = (acts: readonly Act[], table: string): number => acts.reduce((n, a) => n + Number(a.body.rows?.[table] ?? 0), 0)

/** Rows of parts that are gone, by table text, against what the evidence of their wholes counts. Gives the tables that differ. */
export function comparePartEvidence(
  classes: readonly BoundClass[],
  acts: readonly Act[],
  gone: ReadonlyMap<string, number>,
): readonly EvidenceDifference[] {
  const whole = new Map(classes.flatMap(c => c.parts.map(p => [tableText(p.table), c] as const)))
  return [...whole].flatMap(([table, c]) => {
    if (classes.some(x => tableText(x.table.name) === table)) return []
    const [said, were] = [counted(acts, table), gone.get(table) ?? 0]
    return said === were
      ? []
      : [{ class: c, did: `evidence of disposal of ${said} rows of ${table}`, expected: `evidence for the ${were} rows that are gone` }]
  })
}
