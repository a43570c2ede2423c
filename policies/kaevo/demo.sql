-- Rows for the demonstration (`npm start`): forty households, five of them with a story. Relative to now, so that it reads the same every day.
create schema demo;

create table demo.person (id uuid primary key, name text not null, story text not null, rows_before bigint);
insert into demo.person (id, name, story)
select ('00000000-0000-4000-8000-' || lpad(g::text, 12, '0'))::uuid,
  coalesce((array['Ada', 'Ben', 'Cleo', 'Dan', 'Eve'])[g], 'Customer ' || g),
  coalesce((array[
    'asked for deletion 31 days ago',
    'asked for deletion 12 days ago and can still change their mind',
    'is party to a lawsuit: legal hold',
    'closed the account eight years ago',
    'asked for deletion 40 days ago, and is under investigation: legal hold'
  ])[g], 'an ordinary customer')
from generate_series(1, 40) as g;

insert into auth.users (id, email, encrypted_password, created_at)
select id, lower(replace(name, ' ', '.')) || '@example.org', 'x', now() - interval '10 years' from demo.person;
insert into users (id, created_at, last_login_at, jurisdiction)
select id, now() - interval '10 years', now() - interval '3 days', 'US' from demo.person;
update users set deletion_requested_at = now() - interval '31 days' where id = (select id from demo.person where name = 'Ada');
update users set deletion_requested_at = now() - interval '12 days' where id = (select id from demo.person where name = 'Ben');
update users set closed_at = now() - interval '8 years' where id = (select id from demo.person where name = 'Dan');
update users set deletion_requested_at = now() - interval '40 days' where id = (select id from demo.person where name = 'Eve');

insert into households (id, owner_user_id) select id, id from users;
insert into household_members (household_id, name, relationship) select id, m, m from households, unnest(array['parent', 'child']) as m;
insert into accounts (id, household_id, kind, name) select id, id, 'checking', 'Main' from households;
insert into transactions (account_id, occurred_on, amount, merchant)
select a.id, current_date - 20 * g, 10 + g, 'Grocer' from accounts as a, generate_series(1, 150) as g;
insert into balance_snapshots (account_id, as_of, balance) select a.id, now() - g * interval '30 days', 100 from accounts as a, generate_series(1, 12) as g;
insert into medical_records (member_id, kind, details) select id, 'vaccination', '{}' from household_members;
insert into vehicles (household_id, label) select id, 'Station wagon' from households;
insert into recipes (household_id, title) select id, 'Soup' from households;
insert into app_logs (user_id, ip, level, message, at)
select u.id, '203.0.113.7', 'info', 'signed in', now() - g * interval '6 hours' from users as u, generate_series(1, 480) as g;
insert into analytics_events (user_id, name, collected_at)
select u.id, 'page viewed', now() - g * interval '5 days' from users as u, generate_series(1, 120) as g;
insert into support_threads (id, user_id, subject, opened_at) select id, id, 'A question', now() - interval '5 years' from users;
insert into support_messages (thread_id, direction, body, sent_at)
select t.id, 'in', 'Hello', now() - d from support_threads as t, unnest(array[interval '5 years', interval '4 years']) as d;
-- Every fourth thread is alive: its last message is from last week.
insert into support_messages (thread_id, direction, body, sent_at)
select t.id, 'out', 'Hello again', now() - interval '7 days' from support_threads as t where right(t.id::text, 1) in ('0', '4', '8');
insert into subscriptions (id, user_id, state, started_at) select id, id, 'active', now() - interval '9 years' from users;
insert into billing_events (subscription_id, type, amount, occurred_at)
select s.id, 'charge', 5, now() - g * interval '1 year' from subscriptions as s, generate_series(1, 8) as g;
insert into security_incidents (opened_at, closed_at, severity)
select now() - interval '6 years', closed, 'high' from unnest(array[now() - interval '5 years', null]) as closed;

-- How many rows lead to a person, over the same foreign keys that the application has.
create function demo.rows_of(person uuid) returns bigint language sql stable as $$
  select (select count(*) from auth.users where id = person) + (select count(*) from users where id = person)
    + (select count(*) from households where owner_user_id = person)
    + (select count(*) from household_members as m join households as h on h.id = m.household_id where h.owner_user_id = person)
    + (select count(*) from medical_records as r join household_members as m on m.id = r.member_id join households as h on h.id = m.household_id where h.owner_user_id = person)
    + (select count(*) from accounts as a join households as h on h.id = a.household_id where h.owner_user_id = person)
    + (select count(*) from transactions as t join accounts as a on a.id = t.account_id join households as h on h.id = a.household_id where h.owner_user_id = person)
    + (select count(*) from balance_snapshots as b join accounts as a on a.id = b.account_id join households as h on h.id = a.household_id where h.owner_user_id = person)
    + (select count(*) from vehicles as v join households as h on h.id = v.household_id where h.owner_user_id = person)
    + (select count(*) from recipes as r join households as h on h.id = r.household_id where h.owner_user_id = person)
    + (select count(*) from app_logs where user_id = person) + (select count(*) from analytics_events where user_id = person)
    + (select count(*) from support_threads where user_id = person)
    + (select count(*) from support_messages as m join support_threads as t on t.id = m.thread_id where t.user_id = person)
    + (select count(*) from subscriptions where user_id = person)
    + (select count(*) from billing_events as b join subscriptions as s on s.id = b.subscription_id where s.user_id = person)
$$;
update demo.person set rows_before = demo.rows_of(id);
