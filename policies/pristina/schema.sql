-- Pristina: a business-register service. PostgreSQL 14 or later.

create table schema_migrations (
  version text primary key
);

create type hold_reason as enum ('legal proceedings', 'regulatory investigation', 'chargeback fraud');
create type removal_status as enum ('open', 'granted', 'refused');

create table users (
  id uuid primary key default gen_random_uuid(),
  email text not null unique,
  name text not null,
  password_hash text not null,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  -- The hold is a flag of the application's own.
  legal_hold boolean not null default false,
  legal_hold_reason hold_reason
);
create index on users (created_at);
create index on users (deleted_at);
create index on users (legal_hold);

-- Billing: outlives the account

create table subscriptions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references users (id) on delete set null,
  plan text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  cancelled_at timestamptz
);
create index on subscriptions (user_id);
create index on subscriptions (starts_at);
create index on subscriptions (ends_at);

create table invoices (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references users (id) on delete set null,
  -- An invoice keeps the subscription it is for.
  subscription_id uuid references subscriptions (id),
  number text not null unique,
  issued_on date not null,
  buyer_name text not null,
  buyer_tax_no text,
  total numeric(12, 2) not null check (total >= 0),
  archived_at timestamptz
);
create index on invoices (user_id);
create index on invoices (subscription_id);
create index on invoices (issued_on);
create index on invoices (archived_at);

create table payments (
  id uuid primary key default gen_random_uuid(),
  invoice_id uuid not null references invoices (id),
  provider_ref text not null unique,
  paid_at timestamptz not null
);
create index on payments (invoice_id);
create index on payments (paid_at);

-- Logs

-- An inet column cannot hold a digest, hence ip_hash beside it. user_id is NULL for failed logins of nobody we know.
create table auth_login_events (
  id bigint generated always as identity primary key,
  user_id uuid references users (id),
  ip inet,
  ip_hash bytea,
  success boolean not null,
  created_at timestamptz not null default now()
);
create index on auth_login_events (user_id);
create index on auth_login_events (created_at);

create table user_activity_log (
  id bigint generated always as identity primary key,
  user_id uuid references users (id),
  ip inet,
  ip_hash bytea,
  action text not null,
  target jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index on user_activity_log (user_id);
create index on user_activity_log (created_at);

-- user_id without a foreign key: the error may be that there is no such user.
create table error_events (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  message text not null,
  context jsonb,
  created_at timestamptz not null default now()
);
create index on error_events (user_id);
create index on error_events (created_at);

create table upgrade_intent_events (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references users (id),
  source text not null,
  created_at timestamptz not null default now()
);
create index on upgrade_intent_events (user_id);
create index on upgrade_intent_events (created_at);

-- Quotas: raw rows for 90 days, daily sums afterwards

create table search_usage (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references users (id),
  query text not null,
  created_at timestamptz not null default now()
);
create index on search_usage (user_id);
create index on search_usage (created_at);

create table api_keys (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id),
  prefix text not null unique,
  revoked_at timestamptz
);
create index on api_keys (user_id);

create table api_usage (
  id uuid not null default gen_random_uuid(),
  user_id uuid references users (id),
  api_key_id uuid references api_keys (id) on delete set null,
  endpoint text not null,
  status integer not null,
  created_at timestamptz not null default now(),
  primary key (created_at, id)
) partition by range (created_at);
create table api_usage_2026_04 partition of api_usage for values from ('2026-04-01 00:00:00+00') to ('2026-05-01 00:00:00+00');
create table api_usage_2026_05 partition of api_usage for values from ('2026-05-01 00:00:00+00') to ('2026-06-01 00:00:00+00');
create table api_usage_2026_06 partition of api_usage for values from ('2026-06-01 00:00:00+00') to ('2026-07-01 00:00:00+00');
-- Rows before April and after June land here and never leave with a partition.
create table api_usage_default partition of api_usage default;
create index on api_usage (user_id);
create index on api_usage (api_key_id);

-- Sums per user are personal data still, so user_id can be taken out of them. NULLs are distinct in a unique index (`nulls
-- not distinct` needs PostgreSQL 15): a day may appear more than once without a user, and readers add such rows up.
create table search_usage_daily (
  id bigint generated always as identity primary key,
  day date not null,
  user_id uuid,
  n bigint not null check (n >= 0)
);
create unique index on search_usage_daily (day, user_id);
create index on search_usage_daily (user_id);

create table api_usage_daily (
  id bigint generated always as identity primary key,
  day date not null,
  user_id uuid,
  endpoint text not null,
  n bigint not null check (n >= 0),
  errors bigint not null check (errors >= 0)
);
create unique index on api_usage_daily (day, user_id, endpoint);
create index on api_usage_daily (user_id);

-- The register and what users keep of it

create table businesses (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  registration_no text not null unique,
  legal_form text not null,
  municipality text not null
);

create table saved_searches (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  query jsonb not null
);
create index on saved_searches (user_id);

create table watches (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  business_id uuid not null references businesses (id),
  unique (user_id, business_id)
);
create index on watches (business_id);

-- The requester need not be a user: the e-mail address is the only key to the person. decided_by is the officer, not the
-- person the request is about.
create table business_removal_requests (
  id uuid primary key default gen_random_uuid(),
  business_id uuid not null references businesses (id),
  requester_name text not null,
  requester_email text not null,
  -- A scan of an identity card lies behind this address and has to go with the row.
  id_document_url text,
  status removal_status not null default 'open',
  decided_at timestamptz,
  decided_by uuid references users (id)
);
create index on business_removal_requests (business_id);
create index on business_removal_requests (requester_email);
create index on business_removal_requests (decided_at);
create index on business_removal_requests (decided_by);

create table removal_request_audit (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references business_removal_requests (id),
  event text not null,
  actor_id uuid references users (id),
  at timestamptz not null default now()
);
create index on removal_request_audit (request_id);
create index on removal_request_audit (actor_id);
create index on removal_request_audit (at);

create table export_requests (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  requested_at timestamptz not null default now()
);
create index on export_requests (user_id);
create index on export_requests (requested_at);
