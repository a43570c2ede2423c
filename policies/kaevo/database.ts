import type { ColumnType } from 'kysely'

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
export type Int8 = ColumnType<string, bigint | number | string, bigint | number | string>
export type Numeric = ColumnType<string, number | string, number | string>
export type Timestamp = ColumnType<Date, Date | string, Date | string>
export type JsonValue = boolean | number | string | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }
export type Json = ColumnType<JsonValue, string, string>

export type Jurisdiction = 'EU' | 'UK' | 'US-CA' | 'US'
export type MessageDirection = 'in' | 'out'
export type LogLevel = 'debug' | 'info' | 'error'
export type SubscriptionState = 'active' | 'past_due' | 'ended'
export type IncidentSeverity = 'low' | 'high'

export interface AuthUsers {
  id: Generated<string>
  email: string
  encrypted_password: string | null
  last_sign_in_at: Timestamp | null
  created_at: Generated<Timestamp>
}

export interface Users {
  id: string
  created_at: Generated<Timestamp>
  last_login_at: Timestamp | null
  last_api_at: Timestamp | null
  deletion_requested_at: Timestamp | null
  closed_at: Timestamp | null
  child_known_at: Timestamp | null
  jurisdiction: Jurisdiction
}

export interface Households {
  id: Generated<string>
  owner_user_id: string
  created_at: Generated<Timestamp>
}

export interface HouseholdMembers {
  id: Generated<string>
  household_id: string
  user_id: string | null
  name: string
  dob: Timestamp | null
  relationship: string
  zip: string | null
  city: string | null
  state: string | null
  created_at: Generated<Timestamp>
}

export interface PlaidConnections {
  id: Generated<string>
  user_id: string
  item_id: string
  connected_at: Generated<Timestamp>
  disconnected_at: Timestamp | null
}

export interface PlaidAccounts {
  id: Generated<string>
  connection_id: string
  mask: string
  created_at: Generated<Timestamp>
}

export interface Accounts {
  id: Generated<string>
  household_id: string
  kind: string
  name: string
  plaid_account_id: string | null
  closed_at: Timestamp | null
  created_at: Generated<Timestamp>
}

export interface Transactions {
  id: Generated<string>
  account_id: string
  transfer_pair_id: string | null
  occurred_on: Timestamp
  amount: Numeric
  merchant: string | null
  category: string | null
  created_at: Generated<Timestamp>
}

export interface BalanceSnapshots {
  id: Generated<string>
  account_id: string
  as_of: Generated<Timestamp>
  balance: Numeric
}

export interface Incomes {
  id: Generated<string>
  household_id: string
  source: string
  amount: Numeric
  created_at: Generated<Timestamp>
}

export interface Bills {
  id: Generated<string>
  household_id: string
  payee: string
  amount: Numeric
  due_on: Timestamp | null
  created_at: Generated<Timestamp>
}

export interface Expenses {
  id: Generated<string>
  household_id: string
  description: string
  amount: Numeric
  created_at: Generated<Timestamp>
}

export interface Budgets {
  id: Generated<string>
  household_id: string
  name: string
  amount: Numeric
  created_at: Generated<Timestamp>
}

export interface InvestmentAccounts {
  id: Generated<string>
  household_id: string
  name: string
  kind: string
  balance: Numeric
  created_at: Generated<Timestamp>
}

export interface MedicalRecords {
  id: Generated<string>
  member_id: string
  kind: string
  details: Json
  created_at: Generated<Timestamp>
}

export interface Vehicles {
  id: Generated<string>
  household_id: string
  label: string
  vin: string | null
  created_at: Generated<Timestamp>
}

export interface Homes {
  id: Generated<string>
  household_id: string
  address: string
  created_at: Generated<Timestamp>
}

export interface Vacations {
  id: Generated<string>
  household_id: string
  title: string
  starts_on: Timestamp | null
  created_at: Generated<Timestamp>
}

export interface Recipes {
  id: Generated<string>
  household_id: string
  title: string
  body: string | null
  created_at: Generated<Timestamp>
}

export interface Chores {
  id: Generated<string>
  household_id: string
  title: string
  done: Generated<boolean>
  created_at: Generated<Timestamp>
}

export interface VaultDocuments {
  id: Generated<string>
  household_id: string
  type: string
  description: string
  doc_date: Timestamp | null
  blob_key: string | null
  created_at: Generated<Timestamp>
}

export interface CalendarEvents {
  id: Generated<string>
  household_id: string
  starts_at: Timestamp
  title: string
  created_at: Generated<Timestamp>
}

export interface SupportThreads {
  id: Generated<string>
  user_id: string | null
  subject: string
  opened_at: Generated<Timestamp>
}

export interface SupportMessages {
  id: Generated<string>
  thread_id: string
  direction: MessageDirection
  body: string
  sent_at: Generated<Timestamp>
}

export interface AppLogs {
  id: Generated<Int8>
  user_id: string | null
  ip: string | null
  level: Generated<LogLevel>
  message: string
  at: Generated<Timestamp>
}

export interface AnalyticsEvents {
  id: Generated<Int8>
  user_id: string | null
  name: string
  props: Generated<Json>
  collected_at: Generated<Timestamp>
}

export interface AnalyticsMonthly {
  month: Timestamp
  name: string
  n: Int8
}

export interface Subscriptions {
  id: Generated<string>
  user_id: string | null
  state: Generated<SubscriptionState>
  started_at: Generated<Timestamp>
  ended_at: Timestamp | null
}

export interface BillingEvents {
  id: Generated<string>
  subscription_id: string
  type: string
  amount: Numeric
  occurred_at: Generated<Timestamp>
}

export interface SecurityIncidents {
  id: Generated<string>
  opened_at: Generated<Timestamp>
  closed_at: Timestamp | null
  severity: IncidentSeverity
  breach_known_at: Timestamp | null
  people_told_at: Timestamp | null
}

export interface IncidentSubjects {
  incident_id: string
  user_id: string
  created_at: Generated<Timestamp>
}

export interface InactivityNotices {
  id: Generated<string>
  user_id: string
  sent_at: Generated<Timestamp>
}

/** A view: PostgreSQL does not know which of its columns may be null. */
export interface ActiveUsers {
  id: string | null
  email: string | null
  last_seen_at: Timestamp | null
}

/** Kaevo's tables, the platform's auth.users among them. The table schema_migrations is the migration tool's own and not in here. */
export interface Database {
  'auth.users': AuthUsers
  users: Users
  households: Households
  household_members: HouseholdMembers
  plaid_connections: PlaidConnections
  plaid_accounts: PlaidAccounts
  accounts: Accounts
  transactions: Transactions
  balance_snapshots: BalanceSnapshots
  incomes: Incomes
  bills: Bills
  expenses: Expenses
  budgets: Budgets
  investment_accounts: InvestmentAccounts
  medical_records: MedicalRecords
  vehicles: Vehicles
  homes: Homes
  vacations: Vacations
  recipes: Recipes
  chores: Chores
  vault_documents: VaultDocuments
  calendar_events: CalendarEvents
  support_threads: SupportThreads
  support_messages: SupportMessages
  app_logs: AppLogs
  analytics_events: AnalyticsEvents
  analytics_monthly: AnalyticsMonthly
  subscriptions: Subscriptions
  billing_events: BillingEvents
  security_incidents: SecurityIncidents
  incident_subjects: IncidentSubjects
  inactivity_notices: InactivityNotices
  active_users: ActiveUsers
}
