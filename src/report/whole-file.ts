import { closeSync, lstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

/** A file that is written all or not at all. */
export interface WholeFile {
  readonly write: (text: string) => void
  /** It is complete: put it in its place. */
  readonly keep: () => void
  /** Leave what was there before. */
  readonly discard: () => void
}

/** Begin a file; what stands in its place stays until it is kept. All of this throws what the file system throws. */
export function openWholeFile(file: string): WholeFile {
  const there = lstatSync(file, { throwIfNoEntry: false })
  // A link or a device is written through: a rename would put a file in its place.
  const through = there !== undefined && !there.isFile()
  // Beside it, so that the rename stays on one file system and replaces the file in one step.
  const beside = through ? file : `${file}.${process.pid}.tmp`
  const descriptor = openSync(beside, through ? 'w' : 'wx')
  let open = true
  const close = (): void => {
    if (open) closeSync(descriptor)
    open = false
  }
  return {
    write: text => {
      for (let rest = Buffer.from(text); rest.length > 0; ) rest = rest.subarray(writeSync(descriptor, rest))
    },
    keep: () => {
      close()
      if (!through) renameSync(beside, file)
    },
    discard: () => {
      close()
      if (!through) rmSync(beside, { force: true })
    },
  }
}
