import type { ColumnType } from 'kysely'

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
export type Int8 = ColumnType<string, bigint | number | string, bigint | number | string>
export type Numeric = ColumnType<string, number | string, number | string>
export type Timestamp = ColumnType<Date, Date | string, Date | string>
export type JsonValue = boolean | number | string | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }
export type Json = ColumnType<JsonValue, string, string>

export interface Clients {
  client_no: string
  name: string
  phone: string | null
  email: string | null
  registered_at: Generated<Timestamp>
  left_on: Timestamp | null
  deletion_requested_at: Timestamp | null
  main_patient: string | null
}

export interface Patients {
  client_no: string
  name: string
  species: Generated<number>
  chip_no: string | null
  born_on: Timestamp | null
  died_on: Timestamp | null
}

export interface Visits {
  visit_no: string
  client_no: string
  patient_name: string
  visited_at: Generated<Timestamp>
  state: Generated<number>
  notes: string | null
  complaint_open: Generated<boolean>
}

export interface Prescriptions {
  visit_no: string
  line_no: number
  drug: string
  controlled: Generated<boolean>
  dispensed_on: Timestamp
}

export interface LabSamples {
  barcode: string
  visit_no: string
  taken_at: Generated<Timestamp>
  resulted_at: Timestamp | null
  result: Json | null
}

export interface Invoices {
  branch: string
  invoice_no: number
  client_no: string | null
  billed_to: string
  issued_on: Generated<Timestamp>
  total: Numeric
}

export interface Reminders {
  id: Generated<Int8>
  client_no: string
  appointment_on: Timestamp
  text: string
  sent_at: Timestamp | null
}

export interface AuditAuditTrail {
  No: Generated<Int8>
  When: Generated<Timestamp>
  Who: string
  Action: string
  Table: string
  'Row Key': string
}

export interface DrugRegister {
  entry_no: number
  drug: string
  quantity: Numeric
  entered_at: Generated<Timestamp>
  struck_out_at: Timestamp | null
}

/** The clinic's tables. The table schema_migrations is the migration tool's own and not in here. */
export interface Database {
  clients: Clients
  patients: Patients
  visits: Visits
  prescriptions: Prescriptions
  'lab.samples': LabSamples
  invoices: Invoices
  reminders: Reminders
  'audit.Audit Trail': AuditAuditTrail
  drug_register: DrugRegister
}
