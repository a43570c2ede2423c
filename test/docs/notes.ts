import { readFileSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { compile } from '../../src/compile.ts'
import { loadProject } from '../../src/project.ts'
import { openPglite } from '../../src/schema/pglite.ts'
import { copiesOf } from '../copies.ts'
import { root } from './documents.ts'

const folder = `${root}test/cli/fixture`

/**
 * The database that the documents' examples are about, installed once: three people, two old notes each.
 * `staff` has the roles that operate it, `application` the rights of one on its tables. Gives fresh copies.
 */
export async function notesDatabase(): Promise<() => Promise<PGlite>> {
  const { files } = await compile(await loadProject(folder))
  const db = await openPglite()
  await db.exec(readFileSync(`${folder}/schema.sql`, 'utf8'))
  for (const { path, text } of files) if (path.startsWith('migrations/')) await db.exec(`begin;\n${text}\ncommit;`)
  await db.exec(`
    create role staff in role notes_retention_operator, notes_retention_officer, notes_retention_auditor;
    create role application;
    grant select, update, delete, truncate on people, notes to application;
    insert into people (name, closed_at) values ('ann', null), ('bob', now() - interval '31 days'), ('eve', now() - interval '40 days');
    insert into notes (person_id, written_at, body) select p, now() - interval '1 year', 'x' from generate_series(1, 3) as p, generate_series(1, 2);
  `)
  const copies = await copiesOf(db)
  await db.close()
  return copies
}
