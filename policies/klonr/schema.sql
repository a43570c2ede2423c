-- Klonr: generated images and videos. PostgreSQL 14 or later.

create extension if not exists citext;

create table schema_migrations (
  version text primary key
);

create type user_status as enum ('active', 'deactivated', 'deletion_pending', 'terminated');
create type termination_reason as enum ('fraud', 'abuse', 'policy', 'other');
create type generation_kind as enum ('image', 'video');
create type job_state as enum ('queued', 'running', 'done', 'failed');
create type upload_kind as enum ('reference', 'face', 'audio');
create type ai_provider as enum ('google', 'kuaishou', 'bytedance');
create type ticket_status as enum ('open', 'pending', 'resolved');
create type security_event_type as enum ('login', 'login_failed', 'password_changed', 'suspicious');
create type flag_category as enum ('csam', 'identity_fraud', 'other');

create table users (
  id uuid primary key default gen_random_uuid(),
  email citext not null unique,
  name text not null,
  avatar_key text,
  settings jsonb not null default '{}',
  status user_status not null default 'active',
  created_at timestamptz not null default now(),
  -- Two clocks that may both run: 30 days after the first the account goes, and at most 30 days after the second.
  deactivated_at timestamptz,
  deletion_requested_at timestamptz,
  termination_reason termination_reason
);
create index on users (created_at);
create index on users (deactivated_at);
create index on users (deletion_requested_at);

-- What people make

create table projects (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id),
  title text not null,
  created_at timestamptz not null default now()
);
create index on projects (user_id);
create index on projects (created_at);

create table generations (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id),
  -- Two ways to the user: straight, and through the project.
  project_id uuid references projects (id),
  -- A remix of another generation, which may be somebody else's.
  parent_id uuid references generations (id),
  kind generation_kind not null,
  prompt text not null,
  created_at timestamptz not null default now(),
  check (parent_id <> id)
);
create index on generations (user_id);
create index on generations (project_id);
create index on generations (parent_id);
create index on generations (created_at);

create table generation_assets (
  id uuid primary key default gen_random_uuid(),
  generation_id uuid not null references generations (id),
  -- The file itself lies in the object store, where no foreign key reaches.
  blob_key text not null,
  sha256 bytea not null,
  created_at timestamptz not null default now()
);
create index on generation_assets (generation_id);
create index on generation_assets (created_at);

create table generation_jobs (
  id uuid primary key default gen_random_uuid(),
  generation_id uuid not null references generations (id),
  state job_state not null default 'queued',
  -- The prompt and the keys of reference images: personal data in a queue.
  payload jsonb not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index on generation_jobs (generation_id);
create index on generation_jobs (created_at);
create index on generation_jobs (finished_at);

create table partial_renders (
  id uuid primary key default gen_random_uuid(),
  job_id uuid not null references generation_jobs (id) on delete cascade,
  blob_key text not null,
  created_at timestamptz not null default now()
);
create index on partial_renders (job_id);
create index on partial_renders (created_at);

create table uploads (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id),
  kind upload_kind not null,
  blob_key text not null,
  created_at timestamptz not null default now()
);
create index on uploads (user_id);
create index on uploads (created_at);

create table upload_provider_copies (
  id uuid primary key default gen_random_uuid(),
  upload_id uuid not null references uploads (id),
  provider ai_provider not null,
  provider_ref text not null,
  sent_at timestamptz not null default now(),
  unique (upload_id, provider, provider_ref)
);
create index on upload_provider_copies (sent_at);

-- Money: kept without the user for seven years

create table transactions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references users (id),
  stripe_pi text not null unique,
  amount numeric(12, 2) not null,
  currency character(3) not null,
  occurred_at timestamptz not null default now()
);
create index on transactions (user_id);
create index on transactions (occurred_at);

create table invoices (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references users (id),
  number text not null unique,
  -- The buyer as printed, so that the invoice outlives the account.
  billing_name text not null,
  billing_email text not null,
  issued_at timestamptz not null default now(),
  pdf_key text not null
);
create index on invoices (user_id);
create index on invoices (issued_at);

create table invoice_lines (
  id uuid primary key default gen_random_uuid(),
  invoice_id uuid not null references invoices (id),
  description text not null,
  amount numeric(12, 2) not null
);
create index on invoice_lines (invoice_id);

create table disputes (
  id uuid primary key default gen_random_uuid(),
  transaction_id uuid not null references transactions (id),
  opened_at timestamptz not null default now(),
  closed_at timestamptz
);
create index on disputes (transaction_id);
create index on disputes (opened_at);
create index on disputes (closed_at);

-- Conversations

create table support_tickets (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references users (id),
  subject text not null,
  status ticket_status not null default 'open',
  created_at timestamptz not null default now(),
  -- NULL while the ticket is open: its two years have not begun.
  resolved_at timestamptz
);
create index on support_tickets (user_id);
create index on support_tickets (created_at);
create index on support_tickets (resolved_at);

create table support_messages (
  id uuid primary key default gen_random_uuid(),
  ticket_id uuid not null references support_tickets (id),
  -- NULL where Klonr's staff wrote it.
  author_user_id uuid references users (id),
  body text not null,
  created_at timestamptz not null default now()
);
create index on support_messages (ticket_id);
create index on support_messages (author_user_id);
create index on support_messages (created_at);

create table marketing_preferences (
  user_id uuid primary key references users (id),
  subscribed boolean not null default false,
  unsubscribed_at timestamptz
);
create index on marketing_preferences (unsubscribed_at);

create table marketing_sends (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id),
  template text not null,
  sent_at timestamptz not null default now()
);
create index on marketing_sends (user_id);
create index on marketing_sends (sent_at);

-- Logs

-- No foreign key to users: a log line may outlive its user, and an insert must not wait for one.
create table access_logs (
  id bigint generated always as identity,
  user_id uuid,
  ip inet,
  path text not null,
  at timestamptz not null default now(),
  primary key (at, id)
) partition by range (at);
create table access_logs_2026_04 partition of access_logs for values from ('2026-04-01 00:00:00+00') to ('2026-05-01 00:00:00+00');
create table access_logs_2026_05 partition of access_logs for values from ('2026-05-01 00:00:00+00') to ('2026-06-01 00:00:00+00');
create table access_logs_2026_06 partition of access_logs for values from ('2026-06-01 00:00:00+00') to ('2026-07-01 00:00:00+00');
-- Rows before April and after June land here and never leave with a partition.
create table access_logs_default partition of access_logs default;
create index on access_logs (user_id);

create table error_logs (
  id bigint generated always as identity,
  user_id uuid,
  ip inet,
  path text not null,
  -- Whatever the failing request carried.
  context jsonb not null default '{}',
  at timestamptz not null default now(),
  primary key (at, id)
) partition by range (at);
create table error_logs_2026_04 partition of error_logs for values from ('2026-04-01 00:00:00+00') to ('2026-05-01 00:00:00+00');
create table error_logs_2026_05 partition of error_logs for values from ('2026-05-01 00:00:00+00') to ('2026-06-01 00:00:00+00');
create table error_logs_2026_06 partition of error_logs for values from ('2026-06-01 00:00:00+00') to ('2026-07-01 00:00:00+00');
create table error_logs_default partition of error_logs default;
create index on error_logs (user_id);

create table security_events (
  id uuid primary key default gen_random_uuid(),
  -- Once the user is gone nothing ties the event to a person but the address below.
  user_id uuid references users (id) on delete set null,
  ip inet,
  type security_event_type not null,
  at timestamptz not null default now()
);
create index on security_events (user_id);
create index on security_events (at);

create table usage_events (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  name text not null,
  at timestamptz not null default now()
);
create index on usage_events (user_id);
create index on usage_events (at);

-- What remains of usage_events. The primary key is what the upsert meets.
create table usage_daily (
  day date not null,
  metric text not null,
  n bigint not null check (n >= 0),
  primary key (day, metric)
);

-- Safety

-- A flagged picture stays, and with it everything that owns it.
create table moderation_flags (
  id uuid primary key default gen_random_uuid(),
  asset_id uuid references generation_assets (id),
  upload_id uuid references uploads (id),
  category flag_category not null,
  flagged_at timestamptz not null default now(),
  reported_at timestamptz,
  check (num_nonnulls(asset_id, upload_id) = 1)
);
create index on moderation_flags (asset_id);
create index on moderation_flags (upload_id);
create index on moderation_flags (flagged_at);

-- Digests only: the address itself goes with the account.
create table registration_blocklist (
  digest bytea primary key,
  key_id text not null,
  reason text not null,
  added_at timestamptz not null default now()
);
create index on registration_blocklist (added_at);
