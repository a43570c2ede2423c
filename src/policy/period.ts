/** A calendar period as an ISO 8601 duration. PostgreSQL does the arithmetic, in the policy's time zone. */
export interface Period {
  readonly kind: 'period'
  readonly iso: string
}

const period = (iso: string): Period => Object.freeze({ kind: 'period', iso })

export const hours = (n: number): Period => period(`PT${n}H`)
export const days = (n: number): Period => period(`P${n}D`)
export const weeks = (n: number): Period => period(`P${n * 7}D`)
export const months = (n: number): Period => period(`P${n}M`)
export const years = (n: number): Period => period(`P${n}Y`)
/** A period written as an ISO 8601 duration, such as `P1Y6M`. */
export const iso = (duration: string): Period => period(duration)
