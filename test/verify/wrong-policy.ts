import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** A copy of a policy.ts that reads otherwise, beside links to the original's files. */
export interface WrongPolicy {
  readonly policyFile: string
  readonly remove: () => void
}

/** Plant faults in the text of a policy. Fails where a text is not there, or not once: the fault would not be the one meant. */
export function wrongPolicy(name: string, faults: readonly (readonly [from: string, to: string])[]): WrongPolicy {
  const original = join(root, 'policies', name)
  const text = faults.reduce(
    (all, [from, to]) => {
      if (all.split(from).length !== 2) throw new Error(`policies/${name}/policy.ts reads "${from}" ${all.split(from).length - 1} times`)
      return all.replace(from, () => to)
    },
    readFileSync(join(original, 'policy.ts'), 'utf8'),
  )
  const folder = mkdtempSync(join(tmpdir(), 'lapse-wrong-'))
  for (const file of readdirSync(original)) if (file !== 'policy.ts') symlinkSync(join(original, file), join(folder, file))
  const policyFile = join(folder, 'policy.ts')
  writeFileSync(policyFile, text)
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/lapse'))
  return { policyFile, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
