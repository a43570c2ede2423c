import type { Position } from '../policy/position.ts'

/** A file of SQL as it was read. */
export interface SqlFile {
  readonly path: string
  readonly sql: string
}

/** Where an offset (in UTF-16 units, from 0) stands in the file. */
export function positionAt(file: SqlFile, offset: number): Position {
  const before = file.sql.slice(0, offset)
  return { file: file.path, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/** PostgreSQL counts characters where JavaScript counts UTF-16 units. */
export const unitsOfCharacters = (text: string, characters: number): number => [...text].slice(0, characters).join('').length
