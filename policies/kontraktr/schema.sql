-- Kontraktr: shops and their customers, many tenants in one database. PostgreSQL 14 or later.
--
-- Every business row carries its tenant in the key: (shop_id, id) is what children refer to, so that a row of one shop can
-- never point at another shop's. The foreign keys are composite for that reason.

create table schema_migrations (
  version text primary key
);

create type shop_role as enum ('owner', 'admin', 'manager', 'staff');
create type invoice_status as enum ('draft', 'unpaid', 'paid', 'void');
create type activity_entity as enum ('customer', 'job', 'invoice', 'mockup');

create table shops (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  -- A cron expression where the shop opted in to the scheduled purge, NULL where it purges by hand.
  purge_schedule text
);

create table shop_users (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references shops (id),
  email text not null,
  role shop_role not null default 'staff',
  unique (shop_id, email)
);

-- Core business data: kept until the shop deletes it

create table customers (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references shops (id),
  company_name text not null,
  contact_name text not null,
  email text not null,
  phone text,
  notes text,
  -- Whoever knows the slug sees the customer's portal: it must stop working with the erasure.
  portal_slug text not null unique,
  stripe_customer_id text,
  unique (shop_id, id)
);

create table jobs (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  customer_id uuid not null,
  title text not null,
  status text not null,
  created_at timestamptz not null default now(),
  unique (shop_id, id),
  foreign key (shop_id, customer_id) references customers (shop_id, id)
);
create index on jobs (shop_id, customer_id);
create index on jobs (created_at);

create table mockups (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  job_id uuid not null,
  -- The version before this one.
  parent_id uuid references mockups (id),
  file_key text not null,
  version integer not null default 1 check (version > 0),
  foreign key (shop_id, job_id) references jobs (shop_id, id)
);
create index on mockups (shop_id, job_id);
create index on mockups (parent_id);

create table invoices (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  customer_id uuid not null,
  -- Two ways to the customer: straight, and through the job. With job_id NULL the second key is not checked at all.
  job_id uuid,
  number text not null,
  status invoice_status not null default 'draft',
  issued_at timestamptz not null default now(),
  pdf_key text,
  unique (shop_id, number),
  unique (shop_id, id),
  foreign key (shop_id, customer_id) references customers (shop_id, id),
  foreign key (shop_id, job_id) references jobs (shop_id, id)
);
create index on invoices (shop_id, customer_id);
create index on invoices (shop_id, job_id);
create index on invoices (issued_at);

create table invoice_line_items (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  invoice_id uuid not null,
  description text not null,
  qty integer not null default 1 check (qty > 0),
  unit_price numeric(12, 2) not null,
  foreign key (shop_id, invoice_id) references invoices (shop_id, id)
);
create index on invoice_line_items (shop_id, invoice_id);

-- Operational records: these have a clock

-- Polymorphic: entity_id is the key of a customer, a job, an invoice or a mockup, as entity_type says. No foreign key can
-- hold that, and entries survive what they are about.
create table activity_logs (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references shops (id),
  actor_user_id uuid references shop_users (id) on delete set null,
  action text not null,
  entity_type activity_entity not null,
  entity_id uuid not null,
  -- Names the customer in words.
  summary text not null,
  created_at timestamptz not null default now()
);
create index on activity_logs (shop_id, entity_type, entity_id);
create index on activity_logs (actor_user_id);
create index on activity_logs (created_at);

-- From here on shop_id is written by queue workers and carries no foreign key: a shop may be gone by then.
create table notifications (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  user_id uuid not null references shop_users (id) on delete cascade,
  body text not null,
  read_at timestamptz,
  created_at timestamptz not null default now()
);
create index on notifications (shop_id);
create index on notifications (user_id);
create index on notifications (created_at);

create table chat_messages (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  channel_id uuid not null,
  sender_id uuid references shop_users (id) on delete set null,
  -- An answer that is still young keeps the message it answers.
  reply_to uuid references chat_messages (id),
  body text not null,
  created_at timestamptz not null default now()
);
create index on chat_messages (shop_id, channel_id);
create index on chat_messages (sender_id);
create index on chat_messages (reply_to);
create index on chat_messages (created_at);

create table webhook_logs (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  endpoint text not null,
  -- Bodies as received: customers' names and addresses among them.
  payload jsonb not null,
  status integer not null,
  created_at timestamptz not null default now()
);
create index on webhook_logs (shop_id);
create index on webhook_logs (created_at);

create table ai_usage_logs (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  user_id uuid references shop_users (id) on delete set null,
  model text not null,
  tokens integer not null check (tokens >= 0),
  created_at timestamptz not null default now()
);
create index on ai_usage_logs (shop_id);
create index on ai_usage_logs (user_id);
create index on ai_usage_logs (created_at);
