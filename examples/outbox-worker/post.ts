import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Deliver } from './deliver.ts'

/** Lay letters to persons into a folder, one file each, for whatever sends them. Laid twice it is the same file. */
export const intoFolder =
  (folder: string): Deliver =>
  async ({ notice_id, payload: { to, title, text } }) => {
    await writeFile(join(folder, `${notice_id}.txt`), `To: ${to}\nSubject: ${title}\n\n${text}\n`)
    return { outcome: 'done', note: 'laid into the folder' }
  }
