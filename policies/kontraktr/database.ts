import type { ColumnType } from 'kysely'

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
export type Numeric = ColumnType<string, number | string, number | string>
export type Timestamp = ColumnType<Date, Date | string, Date | string>
export type JsonValue = boolean | number | string | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }
export type Json = ColumnType<JsonValue, string, string>

export type ShopRole = 'owner' | 'admin' | 'manager' | 'staff'
export type InvoiceStatus = 'draft' | 'unpaid' | 'paid' | 'void'
export type ActivityEntity = 'customer' | 'job' | 'invoice' | 'mockup'

export interface Shops {
  id: Generated<string>
  name: string
  purge_schedule: string | null
}

export interface ShopUsers {
  id: Generated<string>
  shop_id: string
  email: string
  role: Generated<ShopRole>
}

export interface Customers {
  id: Generated<string>
  shop_id: string
  company_name: string
  contact_name: string
  email: string
  phone: string | null
  notes: string | null
  portal_slug: string
  stripe_customer_id: string | null
}

export interface Jobs {
  id: Generated<string>
  shop_id: string
  customer_id: string
  title: string
  status: string
  created_at: Generated<Timestamp>
}

export interface Mockups {
  id: Generated<string>
  shop_id: string
  job_id: string
  parent_id: string | null
  file_key: string
  version: Generated<number>
}

export interface Invoices {
  id: Generated<string>
  shop_id: string
  customer_id: string
  job_id: string | null
  number: string
  status: Generated<InvoiceStatus>
  issued_at: Generated<Timestamp>
  pdf_key: string | null
}

export interface InvoiceLineItems {
  id: Generated<string>
  shop_id: string
  invoice_id: string
  description: string
  qty: Generated<number>
  unit_price: Numeric
}

export interface ActivityLogs {
  id: Generated<string>
  shop_id: string
  actor_user_id: string | null
  action: string
  entity_type: ActivityEntity
  entity_id: string
  summary: string
  created_at: Generated<Timestamp>
}

export interface Notifications {
  id: Generated<string>
  shop_id: string
  user_id: string
  body: string
  read_at: Timestamp | null
  created_at: Generated<Timestamp>
}

export interface ChatMessages {
  id: Generated<string>
  shop_id: string
  channel_id: string
  sender_id: string | null
  reply_to: string | null
  body: string
  created_at: Generated<Timestamp>
}

export interface WebhookLogs {
  id: Generated<string>
  shop_id: string
  endpoint: string
  payload: Json
  status: number
  created_at: Generated<Timestamp>
}

export interface AiUsageLogs {
  id: Generated<string>
  shop_id: string
  user_id: string | null
  model: string
  tokens: number
  created_at: Generated<Timestamp>
}

/** Kontraktr's tables. The table schema_migrations is the migration tool's own and not in here. */
export interface Database {
  shops: Shops
  shop_users: ShopUsers
  customers: Customers
  jobs: Jobs
  mockups: Mockups
  invoices: Invoices
  invoice_line_items: InvoiceLineItems
  activity_logs: ActivityLogs
  notifications: Notifications
  chat_messages: ChatMessages
  webhook_logs: WebhookLogs
  ai_usage_logs: AiUsageLogs
}
