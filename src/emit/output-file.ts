/** A file to be written; `path` is relative to the output folder, with `/` between its parts. */
export interface OutputFile {
  readonly path: string
  readonly text: string
}
