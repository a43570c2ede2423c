import { chooseClasses } from './class-name.ts'
import { withConnection } from './connection.ts'
import { armClass } from './statements.ts'

export interface ArmInput {
  readonly url: string
  readonly classes: readonly string[]
  readonly all?: boolean
  /** Who decided and why; goes into the evidence. */
  readonly note: string
}

/** Let shadowed classes dispose of rows from their next run on: all that are named, or none. Gives their names. Throws LapseError. */
export const arm = (input: ArmInput): Promise<readonly string[]> =>
  withConnection(input.url, async connection => {
    const classes = await chooseClasses(connection, input.classes, input.all === true)
    await connection.query('begin')
    for (const className of classes) await connection.query(armClass, [className, input.note])
    await connection.query('commit')
    return classes
  })
