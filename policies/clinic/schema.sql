-- A veterinary clinic, grown over twenty years. PostgreSQL 14 or later.
--
-- What makes it unlike the others: keys that mean something, `timestamp` columns without a zone (the wall clock of the clinic),
-- codes instead of enums, names that need quotes, constraints that wait for the commit, and triggers of the clinic's own.

create schema lab;
create schema audit;

create table schema_migrations (
  version text primary key
);

create domain client_number as text
  check (char_length(value) between 1 and 16);

-- Clients and patients

create table clients (
  client_no client_number primary key,
  name text not null,
  phone text,
  email text,
  registered_at timestamp not null default localtimestamp,
  -- The last day as a client; NULL for everybody who still is one.
  left_on date,
  deletion_requested_at timestamp,
  -- The animal shown first at the desk.
  main_patient text
);
create index on clients (registered_at);
create index on clients (left_on);
create index on clients (deletion_requested_at);
create index on clients (client_no, main_patient);

-- Two animals of one client never have the same name.
create table patients (
  client_no client_number not null references clients (client_no),
  name text not null,
  -- 0 unknown, 1 dog, 2 cat, 3 horse, 4 bird, 9 other
  species smallint not null default 0 check (species between 0 and 9),
  chip_no text unique,
  born_on date,
  died_on date,
  primary key (client_no, name)
);
create index on patients (died_on);

-- Client and patient refer to each other. The pair shares client_no, which can never be NULL; main_patient can. The check
-- waits for the commit, so that both can come and go in one transaction.
alter table clients
  add foreign key (client_no, main_patient) references patients (client_no, name) deferrable initially deferred;

-- Treatment

create table visits (
  visit_no text primary key,
  client_no client_number not null,
  patient_name text not null,
  visited_at timestamp not null default localtimestamp,
  -- 1 booked, 2 treated, 3 no show
  state smallint not null default 1 check (state between 1 and 3),
  notes text,
  complaint_open boolean not null default false,
  -- The chip says it is Bella now: a new name follows the patient into the notes.
  foreign key (client_no, patient_name) references patients (client_no, name) on update cascade
);
create index on visits (client_no, patient_name);
create index on visits (visited_at);
create index on visits (complaint_open);

-- The key is the visit's and a line number: a line can not be cut loose from its visit.
create table prescriptions (
  visit_no text not null references visits (visit_no),
  line_no smallint not null,
  drug text not null,
  controlled boolean not null default false,
  dispensed_on date not null,
  primary key (visit_no, line_no)
);
create index on prescriptions (dispensed_on);

create table lab.samples (
  barcode text primary key,
  -- Samples are booked in before the visit is typed up: the check waits for the commit.
  visit_no text not null references visits (visit_no) deferrable initially deferred,
  taken_at timestamp not null default localtimestamp,
  -- NULL until the laboratory answers: the clock has not begun.
  resulted_at timestamp,
  result jsonb
);
create index on lab.samples (visit_no);
create index on lab.samples (resulted_at);

-- The desk

-- One partition per branch: a partition says nothing about age.
create table invoices (
  branch text not null,
  invoice_no integer not null,
  client_no client_number references clients (client_no),
  -- As printed, so that the invoice stands without the client file.
  billed_to text not null,
  issued_on date not null default current_date,
  total numeric(10, 2) not null check (total >= 0),
  primary key (branch, invoice_no)
) partition by list (branch);
create table invoices_city partition of invoices for values in ('city');
create table invoices_farm partition of invoices for values in ('farm');
create table invoices_mobile partition of invoices for values in ('mobile');
-- Branches that were closed.
create table invoices_default partition of invoices default;
create index on invoices (client_no);
create index on invoices (issued_on);

create table reminders (
  id bigint generated always as identity primary key,
  client_no client_number not null references clients (client_no) on delete cascade,
  appointment_on date not null,
  text text not null,
  -- NULL until it is sent.
  sent_at timestamp
);
create index on reminders (client_no);
create index on reminders (sent_at);

-- Books that write themselves

-- Who changed or removed what. It keeps the key of the row, which for clients is personal data.
create table audit."Audit Trail" (
  "No" bigint generated always as identity primary key,
  "When" timestamp not null default localtimestamp,
  "Who" text not null,
  "Action" text not null,
  "Table" text not null,
  "Row Key" text not null
);
create index on audit."Audit Trail" ("When");

-- Runs with its owner's rights, or whoever may delete a client would have to be allowed to write the trail. The arguments of
-- the trigger name the key's columns.
create function audit.write_trail() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  row_key text;
begin
  select string_agg(to_jsonb(old) ->> a.name, '/' order by a.place)
  into row_key
  from unnest(tg_argv) with ordinality as a (name, place);

  insert into audit."Audit Trail" ("Who", "Action", "Table", "Row Key")
  values (session_user, tg_op, tg_table_name, row_key);
  return null;
end
$$;

create trigger write_trail after update or delete on public.clients
  for each row execute function audit.write_trail('client_no');
create trigger write_trail after update or delete on public.patients
  for each row execute function audit.write_trail('client_no', 'name');
create trigger write_trail after update or delete on public.prescriptions
  for each row execute function audit.write_trail('visit_no', 'line_no');

-- The law wants a book in which entries are struck out and never removed. It names no client.
create table drug_register (
  entry_no integer primary key,
  drug text not null,
  quantity numeric(10, 3) not null,
  entered_at timestamp not null default localtimestamp,
  struck_out_at timestamp
);
create index on drug_register (entered_at);

create function public.strike_out() returns trigger
language plpgsql
as $$
begin
  update public.drug_register set struck_out_at = localtimestamp where entry_no = old.entry_no;
  -- The DELETE reports no rows and no error.
  return null;
end
$$;

create trigger strike_out before delete on public.drug_register
  for each row execute function public.strike_out();
