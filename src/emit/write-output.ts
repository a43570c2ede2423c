import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { diagnostic, LapseError } from '../report/diagnostic.ts'
import { compareOutput, type OutputChange, withChecksums } from './compare-output.ts'
import type { OutputFile } from './output-file.ts'
import { readOutputFolder } from './output-folder.ts'

/** An emitter that gives such a path is wrong; it must not reach outside the folder. */
function assertInside(path: string): void {
  if (
    path === '' ||
    path.startsWith('/') ||
    path.includes('\\') ||
    path.split('/').some(part => part === '' || part === '.' || part === '..')
  )
    throw new Error(`not a path inside the output folder: ${JSON.stringify(path)}`)
}

type Undo = () => void

/** Put the staged files in place and take the removed ones away, each step with its way back. */
function swap(folder: string, staged: string, files: readonly OutputFile[], removed: readonly string[]): void {
  const undo: Undo[] = []
  const kept = join(staged, '.before')
  const move = (from: string, to: string) => {
    const made = mkdirSync(dirname(to), { recursive: true })
    if (made !== undefined) undo.push(() => rmSync(made, { recursive: true, force: true }))
    renameSync(from, to)
    undo.push(() => renameSync(to, from))
  }
  try {
    for (const path of [...files.map(file => file.path), ...removed])
      if (existsSync(join(folder, path))) move(join(folder, path), join(kept, path))
    for (const { path } of files) move(join(staged, path), join(folder, path))
  } catch (error) {
    for (const back of undo.toReversed()) back()
    throw error
  }
}

/** Folders that lost their last file go too. */
function removeEmpty(folder: string, paths: readonly string[]): void {
  for (const path of paths)
    for (let dir = dirname(join(folder, path)); dir !== folder && existsSync(dir) && readdirSync(dir).length === 0; dir = dirname(dir))
      rmdirSync(dir)
}

function replace(folder: string, files: readonly OutputFile[], removed: readonly string[]): void {
  mkdirSync(dirname(folder), { recursive: true })
  // A sibling, so that each rename stays on one file system.
  const staged = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`))
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(staged, path)), { recursive: true })
      writeFileSync(join(staged, path), text)
    }
    swap(folder, staged, files, removed)
    removeEmpty(folder, removed)
  } finally {
    rmSync(staged, { recursive: true, force: true })
  }
}

/**
 * Write all files into the output folder, or none; what is no longer emitted goes, what is unknown stays.
 * Gives what changed. Throws LapseError: `output-hand-edited` unless forced, `output-not-writable`, and those of reading the folder.
 */
export function writeOutput(folder: string, files: readonly OutputFile[], options: { readonly force?: boolean } = {}): OutputChange {
  for (const file of files) assertInside(file.path)
  try {
    const change = compareOutput(files, readOutputFolder(folder, options.force))
    if (change.handEdited.length > 0 && !options.force)
      throw new LapseError(
        ...change.handEdited.map(path =>
          diagnostic(
            'error',
            'output-hand-edited',
            `${join(folder, path)} is not as it was written: compiling would lose the edit. Nothing was written`,
            {
              help: 'Put the change into the policy and restore the file, or overwrite it with --force.',
            },
          ),
        ),
      )
    replace(folder, withChecksums(files), change.removed)
    return change
  } catch (error) {
    if (error instanceof LapseError || !(error instanceof Error) || !('syscall' in error)) throw error
    throw new LapseError(
      diagnostic('error', 'output-not-writable', `the output cannot be written: ${error.message}. Everything is as it was`, {
        help: 'Check the permissions of the output folder and of the folder around it, and the space on the disk.',
      }),
    )
  }
}
