import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Beside the PGlite that made it, so that another version of PGlite finds none. */
const file = join(dirname(fileURLToPath(import.meta.resolve('@electric-sql/pglite'))), '..', '.small-cluster.tar')

/** Kept for the whole process, so that a machine on which nothing can be written makes one cluster and not many. */
let kept: Blob | null = null

/** The empty cluster that an earlier start left, in this process or on this machine; null where there is none. */
export async function readCluster(): Promise<Blob | null> {
  kept ??= await readFile(file).then(
    bytes => new Blob([bytes]),
    () => null,
  )
  return kept
}

/** Keep a cluster for later starts. A folder that cannot be written costs time and nothing else. */
export async function keepCluster(cluster: Blob): Promise<void> {
  kept = cluster
  const own = `${file}.${process.pid}`
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(own, Buffer.from(await cluster.arrayBuffer()))
    await rename(own, file)
  } catch {
    // Nothing is lost: the next process makes its own.
  }
}
