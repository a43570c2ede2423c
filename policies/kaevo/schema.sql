-- Kaevo: a household's money, health and papers, on Supabase. PostgreSQL 14 or later.

-- The auth schema belongs to the platform: on Supabase it is there already, and another role owns it.
create schema auth;

create table auth.users (
  id uuid primary key default gen_random_uuid(),
  email text not null unique,
  encrypted_password text,
  last_sign_in_at timestamptz,
  created_at timestamptz not null default now()
);
create index on auth.users (created_at);

create function auth.uid() returns uuid
language sql stable
as $$
  select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid
$$;

create table schema_migrations (
  version text primary key
);

create type jurisdiction as enum ('EU', 'UK', 'US-CA', 'US');
create type message_direction as enum ('in', 'out');
create type log_level as enum ('debug', 'info', 'error');
create type subscription_state as enum ('active', 'past_due', 'ended');
create type incident_severity as enum ('low', 'high');

-- Accounts and the people in a household

-- The key is the platform's: this row is a child of auth.users, yet it is the one that knows when the account ends.
create table users (
  id uuid primary key references auth.users (id),
  created_at timestamptz not null default now(),
  -- Both NULL for somebody who never came back after signing up.
  last_login_at timestamptz,
  last_api_at timestamptz,
  deletion_requested_at timestamptz,
  closed_at timestamptz,
  -- When Kaevo became aware that the account is a child's.
  child_known_at timestamptz,
  jurisdiction jurisdiction not null
);
create index on users (created_at);
create index on users (last_login_at);
create index on users (last_api_at);
create index on users (deletion_requested_at);
create index on users (closed_at);
create index on users (child_known_at);

create table households (
  id uuid primary key default gen_random_uuid(),
  owner_user_id uuid not null references users (id),
  created_at timestamptz not null default now()
);
create index on households (owner_user_id);
create index on households (created_at);

-- Most members have no account, and some are children: data subjects in somebody else's account.
create table household_members (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  user_id uuid references users (id),
  name text not null,
  dob date,
  relationship text not null,
  zip text,
  city text,
  state text,
  created_at timestamptz not null default now()
);
create index on household_members (household_id);
create index on household_members (user_id);
create index on household_members (created_at);

-- Bank links, not in use at launch

create table plaid_connections (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id),
  item_id text not null unique,
  connected_at timestamptz not null default now(),
  disconnected_at timestamptz
);
create index on plaid_connections (user_id);
create index on plaid_connections (connected_at);
create index on plaid_connections (disconnected_at);

create table plaid_accounts (
  id uuid primary key default gen_random_uuid(),
  connection_id uuid not null references plaid_connections (id),
  mask text not null,
  created_at timestamptz not null default now()
);
create index on plaid_accounts (connection_id);
create index on plaid_accounts (created_at);

-- Money

create table accounts (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  kind text not null,
  name text not null,
  -- Not an owner: the account stays when the bank link goes.
  plaid_account_id uuid references plaid_accounts (id),
  closed_at timestamptz,
  created_at timestamptz not null default now()
);
create index on accounts (household_id);
create index on accounts (plaid_account_id);
create index on accounts (created_at);

create table transactions (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts (id),
  -- The other side of a transfer; the two refer to each other.
  transfer_pair_id uuid references transactions (id),
  -- A day, not an instant, and often years before the row was collected.
  occurred_on date not null,
  amount numeric(14, 2) not null,
  merchant text,
  category text,
  created_at timestamptz not null default now()
);
create index on transactions (account_id);
create index on transactions (transfer_pair_id);
create index on transactions (occurred_on);
create index on transactions (created_at);

create table balance_snapshots (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts (id),
  as_of timestamptz not null default now(),
  balance numeric(14, 2) not null,
  unique (account_id, as_of)
);
create index on balance_snapshots (as_of);

create table incomes (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  source text not null,
  amount numeric(14, 2) not null,
  created_at timestamptz not null default now()
);
create index on incomes (household_id);
create index on incomes (created_at);

create table bills (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  payee text not null,
  amount numeric(14, 2) not null,
  due_on date,
  created_at timestamptz not null default now()
);
create index on bills (household_id);
create index on bills (created_at);

create table expenses (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  description text not null,
  amount numeric(14, 2) not null,
  created_at timestamptz not null default now()
);
create index on expenses (household_id);
create index on expenses (created_at);

-- Part of the export, yet without a line in the published schedule.
create table budgets (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  name text not null,
  amount numeric(14, 2) not null,
  created_at timestamptz not null default now()
);
create index on budgets (household_id);
create index on budgets (created_at);

create table investment_accounts (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  name text not null,
  kind text not null,
  balance numeric(14, 2) not null,
  created_at timestamptz not null default now()
);
create index on investment_accounts (household_id);
create index on investment_accounts (created_at);

-- Health and the household

create table medical_records (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references household_members (id),
  kind text not null,
  details jsonb not null,
  created_at timestamptz not null default now()
);
create index on medical_records (member_id);
create index on medical_records (created_at);

create table vehicles (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  label text not null,
  vin text,
  created_at timestamptz not null default now()
);
create index on vehicles (household_id);
create index on vehicles (created_at);

create table homes (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  address text not null,
  created_at timestamptz not null default now()
);
create index on homes (household_id);
create index on homes (created_at);

create table vacations (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  title text not null,
  starts_on date,
  created_at timestamptz not null default now()
);
create index on vacations (household_id);
create index on vacations (created_at);

create table recipes (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  title text not null,
  body text,
  created_at timestamptz not null default now()
);
create index on recipes (household_id);
create index on recipes (created_at);

create table chores (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  title text not null,
  done boolean not null default false,
  created_at timestamptz not null default now()
);
create index on chores (household_id);
create index on chores (created_at);

create table vault_documents (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  type text not null,
  description text not null,
  doc_date date,
  -- NULL at launch: descriptions only, no files.
  blob_key text,
  created_at timestamptz not null default now()
);
create index on vault_documents (household_id);
create index on vault_documents (created_at);

create table calendar_events (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references households (id),
  starts_at timestamptz not null,
  title text not null,
  created_at timestamptz not null default now()
);
create index on calendar_events (household_id);
create index on calendar_events (created_at);
create index on calendar_events (starts_at);

-- Support, logs and analytics

create table support_threads (
  id uuid primary key default gen_random_uuid(),
  -- NULL where the mail came from an address that has no account.
  user_id uuid references users (id),
  subject text not null,
  opened_at timestamptz not null default now()
);
create index on support_threads (user_id);
create index on support_threads (opened_at);

create table support_messages (
  id uuid primary key default gen_random_uuid(),
  thread_id uuid not null references support_threads (id),
  direction message_direction not null,
  body text not null,
  sent_at timestamptz not null default now()
);
-- The date of the last message of a thread is the cutoff: this index answers it.
create index on support_messages (thread_id, sent_at);
create index on support_messages (sent_at);

-- No foreign key to users: a log line may outlive its user, and an insert must not wait for one.
create table app_logs (
  id bigint generated always as identity,
  user_id uuid,
  ip inet,
  level log_level not null default 'info',
  message text not null,
  at timestamptz not null default now(),
  primary key (at, id)
) partition by range (at);
create table app_logs_2026_05 partition of app_logs for values from ('2026-05-01 00:00:00+00') to ('2026-06-01 00:00:00+00');
create table app_logs_2026_06 partition of app_logs for values from ('2026-06-01 00:00:00+00') to ('2026-07-01 00:00:00+00');
create table app_logs_2026_07 partition of app_logs for values from ('2026-07-01 00:00:00+00') to ('2026-08-01 00:00:00+00');
-- Rows before May and after July land here and never leave with a partition.
create table app_logs_default partition of app_logs default;
create index on app_logs (user_id);

create table analytics_events (
  id bigint generated always as identity primary key,
  user_id uuid references users (id) on delete set null,
  name text not null,
  props jsonb not null default '{}',
  collected_at timestamptz not null default now()
);
create index on analytics_events (user_id);
create index on analytics_events (collected_at);

-- Counts only, for good. The primary key is what the upsert meets.
create table analytics_monthly (
  month date not null,
  name text not null,
  n bigint not null check (n >= 0),
  primary key (month, name)
);

-- What people pay Kaevo: seven years after the account is closed, without the user once that one is erased

create table subscriptions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references users (id),
  state subscription_state not null default 'active',
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
create index on subscriptions (user_id);
create index on subscriptions (started_at);
create index on subscriptions (ended_at);

create table billing_events (
  id uuid primary key default gen_random_uuid(),
  subscription_id uuid not null references subscriptions (id),
  type text not null,
  amount numeric(12, 2) not null,
  occurred_at timestamptz not null default now()
);
create index on billing_events (subscription_id);
create index on billing_events (occurred_at);

-- Incidents and inactivity

create table security_incidents (
  id uuid primary key default gen_random_uuid(),
  opened_at timestamptz not null default now(),
  -- NULL while the incident is open: its three years have not begun.
  closed_at timestamptz,
  severity incident_severity not null,
  -- Where it turned out to be a breach of personal data: when that was known, and when the people it hit were told.
  breach_known_at timestamptz,
  people_told_at timestamptz
);
create index on security_incidents (opened_at);
create index on security_incidents (closed_at);

create table incident_subjects (
  incident_id uuid not null references security_incidents (id),
  user_id uuid not null references users (id),
  created_at timestamptz not null default now(),
  primary key (incident_id, user_id)
);
create index on incident_subjects (user_id);
create index on incident_subjects (created_at);

create table inactivity_notices (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id),
  sent_at timestamptz not null default now()
);
create index on inactivity_notices (user_id);
create index on inactivity_notices (sent_at);

-- Runs with its owner's rights, so it sees every row whoever asks (`security_invoker` needs PostgreSQL 15).
create view active_users as
  select u.id, a.email, greatest(u.last_login_at, u.last_api_at) as last_seen_at
  from users u
  join auth.users a on a.id = u.id
  where u.closed_at is null;

-- Row-level security: on for every table of public, as Supabase demands, and permissive throughout. A role that no policy
-- admits sees no rows and gets no error.

alter table users enable row level security;
create policy self on users using (id = auth.uid());

alter table households enable row level security;
create policy owner on households using (owner_user_id = auth.uid());

-- A policy that reads another table sees only the rows which that table's own policy admits.
alter table household_members enable row level security;
create policy household on household_members using (household_id in (select id from households));

alter table accounts enable row level security;
create policy household on accounts using (household_id in (select id from households));

alter table incomes enable row level security;
create policy household on incomes using (household_id in (select id from households));

alter table bills enable row level security;
create policy household on bills using (household_id in (select id from households));

alter table expenses enable row level security;
create policy household on expenses using (household_id in (select id from households));

alter table budgets enable row level security;
create policy household on budgets using (household_id in (select id from households));

alter table investment_accounts enable row level security;
create policy household on investment_accounts using (household_id in (select id from households));

alter table vehicles enable row level security;
create policy household on vehicles using (household_id in (select id from households));

alter table homes enable row level security;
create policy household on homes using (household_id in (select id from households));

alter table vacations enable row level security;
create policy household on vacations using (household_id in (select id from households));

alter table recipes enable row level security;
create policy household on recipes using (household_id in (select id from households));

alter table chores enable row level security;
create policy household on chores using (household_id in (select id from households));

alter table vault_documents enable row level security;
create policy household on vault_documents using (household_id in (select id from households));

alter table calendar_events enable row level security;
create policy household on calendar_events using (household_id in (select id from households));

alter table transactions enable row level security;
create policy account on transactions using (account_id in (select id from accounts));

alter table balance_snapshots enable row level security;
create policy account on balance_snapshots using (account_id in (select id from accounts));

alter table medical_records enable row level security;
create policy member on medical_records using (member_id in (select id from household_members));

alter table support_threads enable row level security;
create policy owner on support_threads using (user_id = auth.uid());

alter table analytics_events enable row level security;
create policy owner on analytics_events using (user_id = auth.uid());

alter table subscriptions enable row level security;
create policy owner on subscriptions using (user_id = auth.uid());

alter table plaid_connections enable row level security;
create policy owner on plaid_connections using (user_id = auth.uid());

alter table incident_subjects enable row level security;
create policy owner on incident_subjects using (user_id = auth.uid());

alter table inactivity_notices enable row level security;
create policy owner on inactivity_notices using (user_id = auth.uid());

alter table support_messages enable row level security;
create policy thread on support_messages using (thread_id in (select id from support_threads));

alter table billing_events enable row level security;
create policy subscription on billing_events using (subscription_id in (select id from subscriptions));

alter table plaid_accounts enable row level security;
create policy connection on plaid_accounts using (connection_id in (select id from plaid_connections));

alter table security_incidents enable row level security;
create policy affected on security_incidents using (id in (select incident_id from incident_subjects));

alter table analytics_monthly enable row level security;
create policy everybody on analytics_monthly using (true);

alter table schema_migrations enable row level security;
create policy everybody on schema_migrations using (true);

alter table app_logs enable row level security;
create policy owner on app_logs using (user_id = auth.uid());

-- Partitions asked for directly do not inherit the policies of their parent, so they are closed.
alter table app_logs_2026_05 enable row level security;
alter table app_logs_2026_06 enable row level security;
alter table app_logs_2026_07 enable row level security;
alter table app_logs_default enable row level security;
