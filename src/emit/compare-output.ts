import type { OutputFile } from './output-file.ts'
import { checksums, checksumsName, type OutputFolder, sha256 } from './output-folder.ts'

/** How the files of a compile differ from those in the output folder. All paths are relative to it and sorted. */
export interface OutputChange {
  readonly kind: 'output change'
  readonly added: readonly string[]
  readonly changed: readonly string[]
  /** Written earlier, no longer emitted. */
  readonly removed: readonly string[]
  /** There, and neither emitted nor ever written by us. */
  readonly unknown: readonly string[]
  /** Not what was last written, nor what would be written now. */
  readonly handEdited: readonly string[]
}

/** The files to write with the list of their checksums. */
export function withChecksums(files: readonly OutputFile[]): readonly OutputFile[] {
  const sums = new Map(files.map(file => [file.path, sha256(file.text)]))
  return [...files, { path: checksumsName, text: checksums(sums) }]
}

/** Compare without touching anything. */
export function compareOutput(files: readonly OutputFile[], folder: OutputFolder): OutputChange {
  const { present, listed } = folder
  const next = new Map(files.map(file => [file.path, sha256(file.text)]))
  const paths = [...next.keys()].toSorted()
  const removed = [...listed.keys()].filter(path => !next.has(path) && present.has(path)).toSorted()
  const changed = paths.filter(path => present.has(path) && present.get(path) !== next.get(path))
  // A file that already is what it will be is nobody's edit: an interrupted write leaves such files behind.
  const ours = (path: string) => listed.get(path) === present.get(path)
  return Object.freeze({
    kind: 'output change',
    added: paths.filter(path => !present.has(path)),
    changed,
    removed,
    unknown: [...present.keys()].filter(path => !next.has(path) && !listed.has(path)),
    handEdited: [...changed, ...removed].filter(path => !ours(path)).toSorted(),
  })
}

/** Whether the output folder is not what a compile gives. */
export const isStale = (change: OutputChange): boolean => change.added.length + change.changed.length + change.removed.length > 0
