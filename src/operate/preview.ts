import { chooseClasses } from './class-name.ts'
import { type Row, withConnection } from './connection.ts'
import { previewClass } from './statements.ts'

/** What a run would do now; counts are rows. */
export interface ClassPreview {
  readonly className: string
  readonly due: number
  readonly overdue: number
  readonly held: number
  readonly deferred: number
  readonly inReview: number
}

const classPreview = (className: string, row: Row | undefined): ClassPreview =>
  Object.freeze({
    className,
    due: Number(row?.rows_due),
    overdue: Number(row?.rows_overdue),
    held: Number(row?.rows_held),
    deferred: Number(row?.rows_deferred),
    inReview: Number(row?.rows_in_review),
  })

/** Count what a run of the classes would do now, and leave on record that somebody looked. Throws LapseError. */
export const preview = (input: {
  readonly url: string
  readonly classes: readonly string[]
  readonly all?: boolean
}): Promise<readonly ClassPreview[]> =>
  withConnection(input.url, async connection => {
    const previews: ClassPreview[] = []
    for (const className of await chooseClasses(connection, input.classes, input.all === true))
      previews.push(classPreview(className, (await connection.query(previewClass, [className]))[0]))
    return previews
  })
