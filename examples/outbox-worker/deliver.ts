/** A notice as `retention.take_notices` hands it out. The payload is personal data: it goes to the recipient and nowhere else. */
export interface Notice {
  readonly notice_id: string
  readonly recipient: string
  readonly table_name: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly attempt: number
}

export interface Outcome {
  readonly outcome: 'done' | 'retained' | 'failed'
  /** Stays when the payload is gone: no key, no name. */
  readonly note: string
}

/** How one recipient is told. It throws where another attempt may help. */
export type Deliver = (notice: Notice) => Promise<Outcome>

/**
 * Tell a recipient over HTTP. It may hear of a notice twice, so each carries a key by which it can tell. What it has no more is done; what a law makes it
 * keep (451) is retained; what it does not understand will not get better; everything else is tried again.
 */
export const overHttp =
  (url: string, patience = 30_000): Deliver =>
  async ({ notice_id, table_name, payload }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `lapse-${notice_id}` },
      body: JSON.stringify({ table: table_name, row: payload }),
      signal: AbortSignal.timeout(patience),
    })
    const { status } = response
    await response.body?.cancel()
    const note = `HTTP ${status}`
    if (response.ok || status === 404 || status === 410) return { outcome: 'done', note }
    if (status === 451) return { outcome: 'retained', note }
    if (status === 400 || status === 422) return { outcome: 'failed', note }
    throw new Error(note)
  }
