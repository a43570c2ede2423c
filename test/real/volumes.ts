/** A record class with many rows, and which of them go, said in SQL from the published text. */
export interface Bulk {
  readonly className: string
  readonly table: string
  readonly key: readonly string[]
  /** Over `r`, a row as it was before the run, and `$1`, the instant of the run. */
  readonly due: string
  /** Over `r` likewise: rows that a hold keeps. */
  readonly held: string
  /** Rows without a start of their clock. */
  readonly indeterminate?: string
}
export interface Volume {
  readonly seed: string
  readonly holds: readonly string[]
  readonly bulk: readonly Bulk[]
  readonly scheduled?: boolean
}

const uuid = (prefix: string, n: string) => `(lpad(to_hex(${n}), 8, '0') || '-0000-4000-8000-${prefix.padStart(12, '0')}')::uuid`
const person = (n: string) => uuid('1', n)
/** Two fifths of the rows lie before the edge and the rest after it, at odd instants, none of them near it. */
const spread = (days: number) =>
  `now() - (case when g % 5 < 2 then ${days} + 3 + (g % 400) else (g % ${days - 3}) end) * interval '1 day' - (g % 86399) * interval '1.000001 second'`
const after = (column: string, period: string, zone: string) =>
  `((${column} at time zone '${zone}') + interval '${period}') at time zone '${zone}' <= $1::timestamptz`
const row = (n: number) => `on_table => 'public.users', row_key => jsonb_build_object('id', ${person(String(n))})`

export const volumes: Readonly<Record<string, Volume>> = {
  kaevo: {
    seed: `
      insert into auth.users (id, email) select ${person('g')}, 'u' || g || '@example.org' from generate_series(1, 60) as g;
      insert into users (id, created_at, closed_at, jurisdiction)
      select ${person('g')}, now() - interval '12 years', case when g % 3 = 0 then now() - interval '1 year' end, 'EU' from generate_series(1, 60) as g;
      insert into households (id, owner_user_id) select ${uuid('2', 'g')}, ${person('g')} from generate_series(1, 60) as g;
      insert into accounts (id, household_id, kind, name) select ${uuid('3', 'g')}, ${uuid('2', 'g')}, 'checking', 'a' from generate_series(1, 60) as g;
      insert into app_logs (user_id, ip, message, at)
      select case when g % 7 > 0 then ${person('1 + g / 5 % 60')} end, '192.0.2.1', 'm', ${spread(90)} from generate_series(1, 50000) as g;
      insert into analytics_events (user_id, name, collected_at)
      select ${person('1 + g / 5 % 60')}, 'view', ${spread(440)} from generate_series(1, 30000) as g;
      insert into transactions (account_id, occurred_on, amount)
      select ${uuid('3', '1 + g / 5 % 60')}, current_date - case when g % 5 < 2 then 2600 + g % 900 else g % 2500 end, 1 from generate_series(1, 15000) as g;
      insert into support_threads (user_id, subject, opened_at)
      select ${person('1 + g / 5 % 60')}, 's', ${spread(1100)} from generate_series(1, 6000) as g;
    `,
    holds: [
      row(3),
      `on_class => 'support_threads'`,
      `on_table => 'public.app_logs', row_key => (select jsonb_build_object('at', at, 'id', id) from app_logs order by at limit 1)`,
    ],
    bulk: [
      {
        className: 'app_logs',
        table: 'app_logs',
        key: ['at', 'id'],
        due: after('r.at', '90 days', 'America/New_York'),
        held: `(r.user_id is not distinct from ${person('3')} or (r.at, r.id) = (select at, id from before.app_logs order by at limit 1))`,
      },
      {
        className: 'analytics_events',
        table: 'analytics_events',
        key: ['id'],
        due: after('r.collected_at', '14 months', 'America/New_York'),
        held: `r.user_id = ${person('3')}`,
      },
      {
        className: 'transactions',
        table: 'transactions',
        key: ['id'],
        due: `((r.occurred_on + interval '7 years') + interval '1 day') at time zone 'America/New_York' <= $1::timestamptz
          and exists (select from accounts as a join households as h on h.id = a.household_id join users as u on u.id = h.owner_user_id
            where a.id = r.account_id and u.closed_at <= $1::timestamptz)`,
        held: `r.account_id = ${uuid('3', '3')}`,
      },
      {
        className: 'support_threads',
        table: 'support_threads',
        key: ['id'],
        due: after('r.opened_at', '3 years', 'America/New_York'),
        held: 'true',
      },
    ],
  },
  klonr: {
    seed: `
      insert into users (id, email, name) select ${person('g')}, 'u' || g || '@example.org', 'n' from generate_series(1, 60) as g;
      insert into access_logs (user_id, ip, path, at)
      select case when g % 7 > 0 then ${person('1 + g / 5 % 60')} end, '192.0.2.1', '/', ${spread(90)} from generate_series(1, 50000) as g;
      insert into security_events (user_id, ip, type, at)
      select ${person('1 + g / 5 % 60')}, '192.0.2.1', 'login', ${spread(366)} from generate_series(1, 30000) as g;
      insert into support_tickets (user_id, subject, created_at, resolved_at)
      select ${person('1 + g / 5 % 60')}, 's', now() - interval '9 years', case when g % 3 > 0 then ${spread(731)} end from generate_series(1, 15000) as g;
      insert into support_messages (ticket_id, body) select id, 'b' from support_tickets;
      insert into usage_events (user_id, name, at) select ${person('1 + g / 5 % 60')}, 'view', ${spread(90)} from generate_series(1, 6000) as g;
    `,
    holds: [
      row(3),
      `on_class => 'usage_events'`,
      `on_table => 'public.support_tickets', row_key => (select jsonb_build_object('id', id) from support_tickets where resolved_at is not null order by resolved_at, id limit 1)`,
    ],
    bulk: [
      {
        className: 'access_logs',
        table: 'access_logs',
        key: ['at', 'id'],
        due: after('r.at', '90 days', 'UTC'),
        held: `r.user_id is not distinct from ${person('3')}`,
      },
      {
        className: 'security_events',
        table: 'security_events',
        key: ['id'],
        due: after('r.at', '1 year', 'UTC'),
        held: `r.user_id = ${person('3')}`,
      },
      {
        className: 'support_tickets',
        table: 'support_tickets',
        key: ['id'],
        due: `r.resolved_at is not null and ${after('r.resolved_at', '2 years', 'UTC')}`,
        held: `(r.user_id = ${person('3')} or r.id = (select id from before.support_tickets where resolved_at is not null order by resolved_at, id limit 1))`,
        indeterminate: 'r.resolved_at is null',
      },
      { className: 'usage_events', table: 'usage_events', key: ['id'], due: after('r.at', '90 days', 'UTC'), held: 'true' },
    ],
  },
  kontraktr: {
    scheduled: true,
    seed: `
      insert into shops (id, name, purge_schedule)
      select ${uuid('5', 'g')}, 's' || g, case when g % 2 = 0 then '0 3 * * *' end from generate_series(1, 6) as g;
      insert into customers (id, shop_id, company_name, contact_name, email, portal_slug)
      select ${uuid('6', 'g')}, ${uuid('5', '1 + g % 6')}, 'c', 'c', 'c@example.org', 'p' || g from generate_series(1, 60) as g;
      insert into activity_logs (shop_id, action, entity_type, entity_id, summary, created_at)
      select ${uuid('5', '1 + g / 5 % 6')}, 'edit', 'customer', ${uuid('6', '1 + (g / 5 + 59) % 60')}, 's', ${spread(365)} from generate_series(1, 50000) as g;
      insert into webhook_logs (shop_id, endpoint, payload, status, created_at)
      select ${uuid('5', '1 + g / 5 % 6')}, '/', '{}', 200, ${spread(90)} from generate_series(1, 45000) as g;
      insert into ai_usage_logs (shop_id, model, tokens, created_at)
      select ${uuid('5', '1 + g / 5 % 6')}, 'm', 1, ${spread(365)} from generate_series(1, 6000) as g;
    `,
    holds: [
      `on_table => 'public.customers', row_key => jsonb_build_object('id', ${uuid('6', '3')})`,
      `on_class => 'ai_usage_logs'`,
      `on_table => 'public.webhook_logs', row_key => (select jsonb_build_object('id', id) from webhook_logs where shop_id = ${uuid('5', '2')} order by created_at, id limit 1)`,
    ],
    bulk: [
      {
        className: 'activity_logs',
        table: 'activity_logs',
        key: ['id'],
        due: `${after('r.created_at', '365 days', 'UTC')} and (select purge_schedule is not null from shops as s where s.id = r.shop_id)`,
        held: `r.entity_id = ${uuid('6', '3')} and r.shop_id = (select shop_id from customers where id = ${uuid('6', '3')})`,
      },
      {
        className: 'webhook_logs',
        table: 'webhook_logs',
        key: ['id'],
        due: `${after('r.created_at', '90 days', 'UTC')} and (select purge_schedule is not null from shops as s where s.id = r.shop_id)`,
        held: `r.id = (select id from before.webhook_logs where shop_id = ${uuid('5', '2')} order by created_at, id limit 1)`,
      },
      {
        className: 'ai_usage_logs',
        table: 'ai_usage_logs',
        key: ['id'],
        due: after('r.created_at', '365 days', 'UTC'),
        held: 'true',
      },
    ],
  },
  pristina: {
    seed: `
      insert into users (id, email, name, password_hash) select ${person('g')}, 'u' || g || '@example.org', 'n', 'x' from generate_series(1, 60) as g;
      insert into auth_login_events (user_id, ip, success, created_at)
      select case when g % 7 > 0 then ${person('1 + g / 5 % 60')} end, '192.0.2.1', true, ${spread(180)} from generate_series(1, 50000) as g;
      insert into user_activity_log (user_id, ip, action, created_at)
      select ${person('1 + g / 5 % 60')}, '192.0.2.1', 'a', ${spread(180)} from generate_series(1, 30000) as g;
      insert into search_usage (user_id, query, created_at) select ${person('1 + g / 5 % 60')}, 'q', ${spread(90)} from generate_series(1, 15000) as g;
      insert into error_events (user_id, message, created_at) select ${person('1 + g / 5 % 60')}, 'm', ${spread(180)} from generate_series(1, 6000) as g;
      update users set legal_hold = true where id = ${person('4')};
    `,
    holds: [
      row(3),
      `on_class => 'error_events'`,
      `on_table => 'public.search_usage', row_key => (select jsonb_build_object('id', id) from search_usage order by created_at, id limit 1)`,
    ],
    bulk: [
      {
        className: 'auth_login_events',
        table: 'auth_login_events',
        key: ['id'],
        due: after('r.created_at', '180 days', 'Europe/Belgrade'),
        held: `coalesce(r.user_id in (${person('3')}, ${person('4')}), false)`,
      },
      {
        className: 'user_activity_log',
        table: 'user_activity_log',
        key: ['id'],
        due: after('r.created_at', '180 days', 'Europe/Belgrade'),
        held: `r.user_id in (${person('3')}, ${person('4')})`,
      },
      {
        className: 'search_usage',
        table: 'search_usage',
        key: ['id'],
        due: after('r.created_at', '90 days', 'Europe/Belgrade'),
        held: `(r.user_id in (${person('3')}, ${person('4')}) or r.id = (select id from before.search_usage order by created_at, id limit 1))`,
      },
      {
        className: 'error_events',
        table: 'error_events',
        key: ['id'],
        due: after('r.created_at', '180 days', 'Europe/Belgrade'),
        held: 'true',
      },
    ],
  },
}
