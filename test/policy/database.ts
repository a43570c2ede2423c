import type { ColumnType, Generated } from 'kysely'

export type Instant = ColumnType<Date, Date | string, Date | string>

export interface Users {
  id: Generated<string>
  email: string
  closed_at: Instant | null
}
export interface Orders {
  id: Generated<string>
  user_id: string | null
  shop_id: string
  state: 'open' | 'paid'
  note: string | null
  total: number
  address: unknown
  extra: any
  placed_at: Instant
  paid_at: Instant | null
}
export interface OrderLines {
  id: Generated<string>
  order_id: string
  added_at: Instant
}
export interface Visits {
  id: Generated<string>
  user_id: string | null
  page: string
  ip: string | null
  ip_hash: Buffer | null
  at: Instant
}
export interface VisitsDaily {
  day: Date
  page: string
  n: number
}

/** A small application, for the tests of the language. */
export interface Database {
  users: Users
  orders: Orders
  order_lines: OrderLines
  visits: Visits
  visits_daily: VisitsDaily
  'audit.entries': { id: Generated<string>; user_id: string | null; at: Instant }
}
