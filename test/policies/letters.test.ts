import type { PGlite } from '@electric-sql/pglite'
import { afterEach, expect, test, vi } from 'vitest'
import { installed } from '../emit/installed.ts'
import { customer, keyOf, openWorkshop, staff } from '../requests/workshop.ts'

// What the reference policies write to persons, by their texts.
vi.setConfig({ testTimeout: 120_000 })

let db: PGlite
afterEach(() => db.close())

const ada = '00000000-0000-4000-8000-000000000001'
const s = '00000000-0000-4000-8000-00000000000a'
const value = async (sql: string): Promise<any> => Object.values((await db.query<any>(sql)).rows[0]!)[0]
async function armed(policy: string, sql: string): Promise<void> {
  db = await installed(policy)
  await db.exec(`${sql}; select retention.arm(class_name, 'test') from retention.class; update retention.class set fuse_share = 1`)
}
async function runClasses(): Promise<void> {
  const { rows } = await db.query<{ readonly class_name: string }>(
    'select class_name from retention.class where not is_ladder order by run_order',
  )
  for (const { class_name } of rows) await db.query('call retention.run($1, scheduled => true)', [class_name])
}
const letters = async () =>
  (
    await db.query<{ readonly recipient: string; readonly payload: any }>('select recipient, payload from retention.take_notices(100)')
  ).rows.filter(n => n.payload.title !== undefined)

test('T-25, T-26: the customer is written to in the words of the text', async () => {
  db = await openWorkshop()
  await db.exec(
    `select retention.open_request('public.customers', '${keyOf(1)}', 'erasure', 'e-mail'); select retention.verify_request(1, 'basic')`,
  )
  await db.query('select * from retention.preview_erasure(1)')
  await db.query(`select retention.confirm_erasure(1, '${staff(1)}', 'DELETE ALL DATA')`)
  // The youngest log entry is 70 days old, and kept for 365; in UTC, as the policy counts.
  const until = await value(`select (max(created_at) + interval '365 days')::date::text from activity_logs where summary like '%Ada%'`)
  await db.query('call retention.execute_erasure(1)')
  expect((await db.query(`select * from customers where id = '${customer(1)}'`)).rows).toEqual([])
  expect(await letters()).toEqual([
    {
      recipient: 'erasure complete',
      payload: {
        to: 'ada@acme',
        title: 'Your data deletion request — One',
        text: [
          'Hi Ada,',
          "We've completed your request to delete all personal data associated with your account at One.",
          `As of ${await value(`select (now() at time zone 'UTC')::date::text`)}, the following has been permanently removed from our systems:`,
          '- invoices: destroyed',
          '- jobs: destroyed',
          '- customers: destroyed',
          'Please note that we may retain certain records where required by law. Of yours we keep:',
          `- activity_logs: legal claims, until ${until}`,
          'If you have any questions, reply to this email.',
          'Kind regards,',
          'One',
        ].join('\n'),
      },
    },
  ])
})

test('K-26: who asked for deletion is told when it is complete, and where the address was is not known any more', async () => {
  await armed('klonr', `insert into users (id, email, name, deletion_requested_at) values ('${ada}', 'a@x', 'Ada', now())`)
  await db.exec('select retention.take_requests()')
  await runClasses()
  expect((await db.query('select * from users')).rows).toEqual([])
  await db.exec('select retention.take_requests()')
  const [letter, ...others] = await letters()
  expect([letter!.recipient, letter!.payload.to, others]).toEqual(['deletion complete', 'a@x', []])
  // K-31: ninety days at most.
  const gone = await value(`select (now() at time zone 'UTC' + interval '90 days')::date::text`)
  expect(letter!.payload.text).toContain(`is gone by the end of ${gone}.`)
})

test('V-30: written confirmation, to the address that the platform had', async () => {
  await armed(
    'kaevo',
    `insert into auth.users (id, email) values ('${ada}', 'a@x');
     insert into users (id, jurisdiction, deletion_requested_at) values ('${ada}', 'EU', now() - interval '31 days');
     insert into subscriptions (id, user_id) values ('${s}', '${ada}')`,
  )
  await db.exec('select retention.take_requests()')
  await runClasses()
  expect((await db.query('select * from auth.users')).rows).toEqual([])
  await db.exec('select retention.take_requests()')
  const [letter] = await letters()
  expect(letter!.payload.to).toBe('a@x')
  // V-32: thirty days after what went today, in New York.
  const gone = await value(`select (now() at time zone 'America/New_York' + interval '30 days')::date::text`)
  expect(letter!.payload.text).toContain(`is overwritten by the end of ${gone}.`)
  // V-21: seven years from the deletion request, which was 31 days ago, in New York.
  const until = await value(`select ((now() - interval '31 days') at time zone 'America/New_York' + interval '7 years')::date::text`)
  expect(letter!.payload.text).toContain(`\nThese records we have to keep:\n- subscriptions: legal obligation, until ${until}\n`)
})

test('V-31: two years without login or call, the letter, sixty days, the decision, the end; V-21 counts from there', async () => {
  await armed(
    'kaevo',
    `insert into auth.users (id, email) values ('${ada}', 'a@x'), ('${s}', 'b@x');
     insert into users (id, jurisdiction, created_at, last_login_at, last_api_at) values
       ('${ada}', 'EU', '2015-01-01', now() - interval '30 months', now() - interval '25 months'), ('${s}', 'EU', '2015-01-01', now() - interval '30 months', now() - interval '23 months');
     insert into subscriptions (id, user_id) values ('${s}', '${ada}')`,
  )
  const climb = () => db.query(`call retention.run('inactive accounts')`)
  await climb()
  const [letter, ...others] = await letters()
  expect(others).toEqual([])
  const next = await value(`select (now() at time zone 'America/New_York' + interval '60 days')::date::text`)
  expect(letter!.payload).toMatchObject({ to: 'a@x', title: 'Your Kaevo account is inactive' })
  expect(letter!.payload.text).toContain(`until the end of ${next}, we may close it`)
  await db.exec(`select retention.settle_notice(1, 1, 'done')`)
  await db.exec(`update retention.inactive_accounts_step set done_at = done_at - interval '61 days', announced_on = announced_on - 61`)
  await climb()
  await db.exec(`select retention.review_ladder('inactive accounts', '{"id": "${ada}"}', 'approve', 'no answer')`)
  await climb()
  await runClasses()
  expect((await db.query('select id from users')).rows).toEqual([{ id: s }])
  expect((await db.query('select id, user_id from subscriptions')).rows).toEqual([{ id: s, user_id: null }])
  expect(await value(`select due_at > now() + interval '6 years 11 months' from retention.subscriptions_fate`)).toBe(true)
  await climb()
  expect((await letters()).map(l => l.recipient)).toEqual(['deletion complete'])
})

test('X-24: the user whose flag is set is told, once an officer says that it is lawful', async () => {
  await armed(
    'pristina',
    `insert into users (id, email, name, password_hash, legal_hold, legal_hold_reason) values ('${ada}', 'a@x', 'Ada', 'x', true, (enum_range(null::hold_reason))[1])`,
  )
  expect(await letters()).toEqual([])
  const hold = await value('select hold_id from retention.notice_due')
  await db.query(`select retention.decide_notice(${hold}, 'public.users', '["${ada}"]', 'tell', 'nothing forbids it')`)
  const day = await value(`select (now() at time zone 'Europe/Belgrade')::date::text`)
  expect(await letters()).toEqual([
    {
      recipient: 'data on hold',
      payload: {
        to: 'a@x',
        title: 'Deletion of your data is suspended',
        text: `Dear Ada,\nas of ${day} the automated deletion of your data is suspended until the matter is closed.`,
      },
    },
  ])
})
