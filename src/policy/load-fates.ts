import { existsSync } from 'node:fs'
import { diagnostic, LapseError } from '../report/diagnostic.ts'
import { importError } from './import-error.ts'
import { importFresh } from './import-fresh.ts'
import type { PublishedFate } from './published-fate.ts'
import { locateDefault } from './source.ts'

const isFate = (x: unknown): x is PublishedFate => typeof x === 'object' && x !== null && (x as { kind?: unknown }).kind === 'fate'

/**
 * Evaluate a file of expected fates and give its lines, frozen plain data; whether they fit the schema is seen when they are proved.
 * Throws LapseError: the file is missing, cannot be read, throws, or exports no list of fates.
 */
export async function loadFates(file: string): Promise<readonly PublishedFate[]> {
  if (!existsSync(file))
    throw new LapseError(
      diagnostic('error', 'fates-missing', `there is no file ${file}`, { help: 'Correct fates: … in lapse.config.ts, or take it out.' }),
    )
  const module = await importFresh(file).catch(async error => {
    throw await importError('fates', file, error)
  })
  const lines = module.default
  if (Array.isArray(lines) && lines.every(isFate)) return Object.freeze([...lines])
  const wrong = Array.isArray(lines) ? lines.findIndex(line => !isFate(line)) : null
  throw new LapseError(
    diagnostic(
      'error',
      'fates-not-a-list',
      wrong === null ? 'the default export is no list of fates' : `entry ${wrong} of the list is no fate`,
      {
        position: await locateDefault(file, wrong === null ? [] : [String(wrong)]),
        help: 'Write export default [fate(…), fate(…)] with the fate(…) of retention<Database>().',
      },
    ),
  )
}
