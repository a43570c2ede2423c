import type { ColumnType } from 'kysely'

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
export type Int8 = ColumnType<string, bigint | number | string, bigint | number | string>
export type Numeric = ColumnType<string, number | string, number | string>
export type Timestamp = ColumnType<Date, Date | string, Date | string>
export type JsonValue = boolean | number | string | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }
export type Json = ColumnType<JsonValue, string, string>

export type HoldReason = 'legal proceedings' | 'regulatory investigation' | 'chargeback fraud'
export type RemovalStatus = 'open' | 'granted' | 'refused'

export interface Users {
  id: Generated<string>
  email: string
  name: string
  password_hash: string
  created_at: Generated<Timestamp>
  deleted_at: Timestamp | null
  legal_hold: Generated<boolean>
  legal_hold_reason: HoldReason | null
}

export interface Subscriptions {
  id: Generated<string>
  user_id: string | null
  plan: string
  starts_at: Timestamp
  ends_at: Timestamp
  cancelled_at: Timestamp | null
}

export interface Invoices {
  id: Generated<string>
  user_id: string | null
  subscription_id: string | null
  number: string
  issued_on: Timestamp
  buyer_name: string
  buyer_tax_no: string | null
  total: Numeric
  archived_at: Timestamp | null
}

export interface Payments {
  id: Generated<string>
  invoice_id: string
  provider_ref: string
  paid_at: Timestamp
}

export interface AuthLoginEvents {
  id: Generated<Int8>
  user_id: string | null
  ip: string | null
  ip_hash: Buffer | null
  success: boolean
  created_at: Generated<Timestamp>
}

export interface UserActivityLog {
  id: Generated<Int8>
  user_id: string | null
  ip: string | null
  ip_hash: Buffer | null
  action: string
  target: Generated<Json>
  created_at: Generated<Timestamp>
}

export interface ErrorEvents {
  id: Generated<string>
  user_id: string | null
  message: string
  context: Json | null
  created_at: Generated<Timestamp>
}

export interface UpgradeIntentEvents {
  id: Generated<string>
  user_id: string | null
  source: string
  created_at: Generated<Timestamp>
}

export interface SearchUsage {
  id: Generated<string>
  user_id: string | null
  query: string
  created_at: Generated<Timestamp>
}

export interface ApiKeys {
  id: Generated<string>
  user_id: string
  prefix: string
  revoked_at: Timestamp | null
}

export interface ApiUsage {
  id: Generated<string>
  user_id: string | null
  api_key_id: string | null
  endpoint: string
  status: number
  created_at: Generated<Timestamp>
}

export interface SearchUsageDaily {
  id: Generated<Int8>
  day: Timestamp
  user_id: string | null
  n: Int8
}

export interface ApiUsageDaily {
  id: Generated<Int8>
  day: Timestamp
  user_id: string | null
  endpoint: string
  n: Int8
  errors: Int8
}

export interface Businesses {
  id: Generated<string>
  name: string
  registration_no: string
  legal_form: string
  municipality: string
}

export interface SavedSearches {
  id: Generated<string>
  user_id: string
  query: Json
}

export interface Watches {
  id: Generated<string>
  user_id: string
  business_id: string
}

export interface BusinessRemovalRequests {
  id: Generated<string>
  business_id: string
  requester_name: string
  requester_email: string
  id_document_url: string | null
  status: Generated<RemovalStatus>
  decided_at: Timestamp | null
  decided_by: string | null
}

export interface RemovalRequestAudit {
  id: Generated<string>
  request_id: string
  event: string
  actor_id: string | null
  at: Generated<Timestamp>
}

export interface ExportRequests {
  id: Generated<string>
  user_id: string
  requested_at: Generated<Timestamp>
}

/** Pristina's tables. The table schema_migrations is the migration tool's own and not in here. */
export interface Database {
  users: Users
  subscriptions: Subscriptions
  invoices: Invoices
  payments: Payments
  auth_login_events: AuthLoginEvents
  user_activity_log: UserActivityLog
  error_events: ErrorEvents
  upgrade_intent_events: UpgradeIntentEvents
  search_usage: SearchUsage
  api_keys: ApiKeys
  api_usage: ApiUsage
  search_usage_daily: SearchUsageDaily
  api_usage_daily: ApiUsageDaily
  businesses: Businesses
  saved_searches: SavedSearches
  watches: Watches
  business_removal_requests: BusinessRemovalRequests
  removal_request_audit: RemovalRequestAudit
  export_requests: ExportRequests
}
