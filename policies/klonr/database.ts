import type { ColumnType } from 'kysely'

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
export type Int8 = ColumnType<string, bigint | number | string, bigint | number | string>
export type Numeric = ColumnType<string, number | string, number | string>
export type Timestamp = ColumnType<Date, Date | string, Date | string>
export type JsonValue = boolean | number | string | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }
export type Json = ColumnType<JsonValue, string, string>

export type UserStatus = 'active' | 'deactivated' | 'deletion_pending' | 'terminated'
export type TerminationReason = 'fraud' | 'abuse' | 'policy' | 'other'
export type GenerationKind = 'image' | 'video'
export type JobState = 'queued' | 'running' | 'done' | 'failed'
export type UploadKind = 'reference' | 'face' | 'audio'
export type AiProvider = 'google' | 'kuaishou' | 'bytedance'
export type TicketStatus = 'open' | 'pending' | 'resolved'
export type SecurityEventType = 'login' | 'login_failed' | 'password_changed' | 'suspicious'
export type FlagCategory = 'csam' | 'identity_fraud' | 'other'

export interface Users {
  id: Generated<string>
  email: string
  name: string
  avatar_key: string | null
  settings: Generated<Json>
  status: Generated<UserStatus>
  created_at: Generated<Timestamp>
  deactivated_at: Timestamp | null
  deletion_requested_at: Timestamp | null
  termination_reason: TerminationReason | null
}

export interface Projects {
  id: Generated<string>
  user_id: string
  title: string
  created_at: Generated<Timestamp>
}

export interface Generations {
  id: Generated<string>
  user_id: string
  project_id: string | null
  parent_id: string | null
  kind: GenerationKind
  prompt: string
  created_at: Generated<Timestamp>
}

export interface GenerationAssets {
  id: Generated<string>
  generation_id: string
  blob_key: string
  sha256: Buffer
  created_at: Generated<Timestamp>
}

export interface GenerationJobs {
  id: Generated<string>
  generation_id: string
  state: Generated<JobState>
  payload: Json
  created_at: Generated<Timestamp>
  finished_at: Timestamp | null
}

export interface PartialRenders {
  id: Generated<string>
  job_id: string
  blob_key: string
  created_at: Generated<Timestamp>
}

export interface Uploads {
  id: Generated<string>
  user_id: string
  kind: UploadKind
  blob_key: string
  created_at: Generated<Timestamp>
}

export interface UploadProviderCopies {
  id: Generated<string>
  upload_id: string
  provider: AiProvider
  provider_ref: string
  sent_at: Generated<Timestamp>
}

export interface Transactions {
  id: Generated<string>
  user_id: string | null
  stripe_pi: string
  amount: Numeric
  currency: string
  occurred_at: Generated<Timestamp>
}

export interface Invoices {
  id: Generated<string>
  user_id: string | null
  number: string
  billing_name: string
  billing_email: string
  issued_at: Generated<Timestamp>
  pdf_key: string
}

export interface InvoiceLines {
  id: Generated<string>
  invoice_id: string
  description: string
  amount: Numeric
}

export interface Disputes {
  id: Generated<string>
  transaction_id: string
  opened_at: Generated<Timestamp>
  closed_at: Timestamp | null
}

export interface SupportTickets {
  id: Generated<string>
  user_id: string | null
  subject: string
  status: Generated<TicketStatus>
  created_at: Generated<Timestamp>
  resolved_at: Timestamp | null
}

export interface SupportMessages {
  id: Generated<string>
  ticket_id: string
  author_user_id: string | null
  body: string
  created_at: Generated<Timestamp>
}

export interface MarketingPreferences {
  user_id: string
  subscribed: Generated<boolean>
  unsubscribed_at: Timestamp | null
}

export interface MarketingSends {
  id: Generated<string>
  user_id: string
  template: string
  sent_at: Generated<Timestamp>
}

export interface AccessLogs {
  id: Generated<Int8>
  user_id: string | null
  ip: string | null
  path: string
  at: Generated<Timestamp>
}

export interface ErrorLogs {
  id: Generated<Int8>
  user_id: string | null
  ip: string | null
  path: string
  context: Generated<Json>
  at: Generated<Timestamp>
}

export interface SecurityEvents {
  id: Generated<string>
  user_id: string | null
  ip: string | null
  type: SecurityEventType
  at: Generated<Timestamp>
}

export interface UsageEvents {
  id: Generated<string>
  user_id: string | null
  name: string
  at: Generated<Timestamp>
}

export interface UsageDaily {
  day: Timestamp
  metric: string
  n: Int8
}

export interface ModerationFlags {
  id: Generated<string>
  asset_id: string | null
  upload_id: string | null
  category: FlagCategory
  flagged_at: Generated<Timestamp>
  reported_at: Timestamp | null
}

export interface RegistrationBlocklist {
  digest: Buffer
  key_id: string
  reason: string
  added_at: Generated<Timestamp>
}

/** Klonr's tables. The table schema_migrations is the migration tool's own and not in here. */
export interface Database {
  users: Users
  projects: Projects
  generations: Generations
  generation_assets: GenerationAssets
  generation_jobs: GenerationJobs
  partial_renders: PartialRenders
  uploads: Uploads
  upload_provider_copies: UploadProviderCopies
  transactions: Transactions
  invoices: Invoices
  invoice_lines: InvoiceLines
  disputes: Disputes
  support_tickets: SupportTickets
  support_messages: SupportMessages
  marketing_preferences: MarketingPreferences
  marketing_sends: MarketingSends
  access_logs: AccessLogs
  error_logs: ErrorLogs
  security_events: SecurityEvents
  usage_events: UsageEvents
  usage_daily: UsageDaily
  moderation_flags: ModerationFlags
  registration_blocklist: RegistrationBlocklist
}
