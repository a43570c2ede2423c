import type { Task } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Deliver, Notice } from './deliver.ts'

export interface Telling {
  /** A login that is a member of `<database>_retention_worker`, and of nothing else. */
  readonly database: Pool
  readonly recipients: Readonly<Record<string, Deliver>>
  readonly batch?: number
  /** Longer than the slowest delivery of a batch takes: who is slower loses the notice to another attempt. */
  readonly lease?: string
}

/**
 * The job: take a batch, tell each recipient, say what came of it. The job itself carries no payload, so that no personal data stands in the queue of the
 * library; and it never fails because of a recipient, since the outbox has the back-off.
 */
export const tell =
  ({ database, recipients, batch = 10, lease = '5 minutes' }: Telling): Task =>
  async (_, { addJob, logger }) => {
    const { rows } = await database.query<Notice>('select * from retention.take_notices($1, $2)', [batch, lease])
    await Promise.all(
      rows.map(async notice => {
        const { notice_id, attempt, recipient } = notice
        const deliver = recipients[recipient]
        try {
          if (!deliver) throw new Error(`nobody knows how to tell ${recipient}`)
          const { outcome, note } = await deliver(notice)
          await database.query('select retention.settle_notice($1, $2, $3, $4)', [notice_id, attempt, outcome, note])
          logger.info(`notice ${notice_id} to ${recipient}: ${outcome}`)
        } catch (error) {
          // RH015: the lease was over and another attempt has it. That is no error of the recipient's.
          if ((error as { readonly code?: string }).code === 'RH015') return
          const { rows: after } = await database.query<{ readonly state: string }>('select retention.retry_notice($1, $2, $3) as state', [
            notice_id,
            attempt,
            (error as Error).message,
          ])
          logger.warn(`notice ${notice_id} to ${recipient}: ${after[0]!.state} after attempt ${attempt}`)
        }
      }),
    )
    // A full batch: there is more.
    if (rows.length === batch) await addJob('tell', {})
  }
