import type { OutputFile } from '../../src/emit/output-file.ts'
import { splitStatements } from '../../src/schema/statements.ts'
import { openWithSchema } from '../../src/verify/database/install.ts'
import { rehearse } from '../../src/verify/database/rehearse.ts'
import { momentsOf } from '../../src/verify/instants.ts'
import { openProof } from '../../src/verify/open-proof.ts'
import { prepareMoment } from '../../src/verify/prove/moment.ts'
import type { Proof } from '../../src/verify/prove/proof.ts'
import type { StepName } from '../../src/verify/prove/step.ts'
import { steps } from '../../src/verify/prove/steps.ts'
import { files, model, proveShop, schema, schemaSql, shop } from './shop.ts'

/** The shop in one database with the rows of the ordinary day, in which one set of altered files after another is looked at. */
export interface PreparedShop {
  /** What a step says of altered files; they are taken back. Files that cannot be put in place here are installed anew. */
  readonly look: (altered: readonly OutputFile[], step: StepName) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

export async function prepareShop(): Promise<PreparedShop> {
  const proof = await openProof({ policy: shop, schema, model, files, schemaSql }, await openWithSchema(schemaSql))
  const prepared = await prepareMoment(proof, momentsOf(shop).find(m => m.cases === 'all')!, null)
  return {
    look: async (altered, step) => {
      const statements = await difference(altered)
      if (statements === null) return (await proveShop(altered, 'ordinary')).findings.map(f => f.did)
      return rehearse(proof.db, async () => {
        await proof.db.exec(statements.join(';\n'))
        const own: Proof = { ...proof, files: altered, findings: [], shown: [], notCovered: [], holds: [...proof.holds] }
        await steps[step](own, prepared)
        return own.findings.map(f => f.did)
      })
    },
    close: () => proof.db.close(),
  }
}

/** The statements that make the installed files the altered ones: definitions that read otherwise, and statements more. Null where that is not all. */
async function difference(altered: readonly OutputFile[]): Promise<readonly string[] | null> {
  const found: string[] = []
  for (const [i, { path, text }] of altered.entries()) {
    if (text === files[i]!.text || !path.startsWith('migrations/')) continue
    const [was, is] = await Promise.all([files[i]!.text, text].map(async sql => (await splitStatements({ path, sql })).map(s => s.sql)))
    let at = 0
    for (const statement of is!) {
      const before = was![at]
      if (statement === before) at++
      else if (before !== undefined && head(statement) !== null && head(statement) === head(before)) {
        found.push(statement.replace(/^create/, 'create or replace'))
        at++
      } else if (is!.length > was!.length) found.push(statement)
      else return null
    }
    if (at !== was!.length) return null
  }
  return found
}

/** What a statement defines, if it can be defined anew. */
const head = (statement: string): string | null => /^create (?:function|procedure|view) retention\.[^\n]+/.exec(statement)?.[0] ?? null
