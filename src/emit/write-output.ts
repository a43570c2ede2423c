import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
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

/** Put the staged files in place and take the removed ones away; on any failure everything is put back. */
function swap(folder: string, staged: string, saved: string, files: readonly OutputFile[], removed: readonly string[]): void {
  const undo: (() => void)[] = []
  for (const path of [...files.map(file => file.path), ...removed].filter(p => existsSync(join(folder, p)))) {
    mkdirSync(dirname(join(saved, path)), { recursive: true })
    copyFileSync(join(folder, path), join(saved, path))
  }
  const restore = (path: string) =>
    existsSync(join(saved, path)) ? renameSync(join(saved, path), join(folder, path)) : rmSync(join(folder, path))
  try {
    for (const { path } of files) {
      const made = mkdirSync(dirname(join(folder, path)), { recursive: true })
      if (made !== undefined) undo.push(() => rmSync(made, { recursive: true, force: true }))
      renameSync(join(staged, path), join(folder, path))
      undo.push(() => restore(path))
    }
    for (const path of removed) {
      rmSync(join(folder, path))
      undo.push(() => restore(path))
    }
  } catch (error) {
    for (const back of undo.toReversed()) back()
    throw error
  }
}

const holds = (file: string, text: string): boolean => existsSync(file) && readFileSync(file).equals(Buffer.from(text))

/** Folders that lost their last file go too. */
function removeEmpty(folder: string, paths: readonly string[]): void {
  for (const path of paths)
    for (let dir = dirname(join(folder, path)); dir !== folder && existsSync(dir) && readdirSync(dir).length === 0; dir = dirname(dir))
      rmdirSync(dir)
}

function replace(folder: string, files: readonly OutputFile[], removed: readonly string[]): void {
  mkdirSync(dirname(folder), { recursive: true })
  // A sibling, so that each rename stays on one file system and replaces a file in one step.
  const beside = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`))
  const staged = join(beside, 'staged')
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(staged, path)), { recursive: true })
      writeFileSync(join(staged, path), text)
    }
    swap(folder, staged, join(beside, 'saved'), files, removed)
    removeEmpty(folder, removed)
  } finally {
    rmSync(beside, { recursive: true, force: true })
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
    // A file that is right already stays untouched; the checksums come last, when all else is in place.
    const touched = withChecksums(files).filter(({ path, text }) => !holds(join(folder, path), text))
    if (touched.length + change.removed.length > 0) replace(folder, touched, change.removed)
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
