import type { Extension, PGlite } from '@electric-sql/pglite'
import { openImage } from '../src/schema/pglite.ts'

/** Fresh copies of a database as it is now, with the extensions that it uses. Whoever asks for one closes it. */
export async function copiesOf(db: PGlite, extensions: Record<string, Extension> = {}): Promise<() => Promise<PGlite>> {
  await db.exec('checkpoint')
  const image = (await db.dumpDataDir('none')) as Blob
  return () => openImage(image, extensions)
}
