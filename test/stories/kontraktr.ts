import type { Ask, Person } from './fill.ts'
import { id, nothing, type Story } from './story.ts'

const shop = '99999999-0000-4000-8000-000000000001'
const admin = '99999999-0000-4000-8000-000000000002'
const key = (person: Person) => ({ shop_id: shop, id: id(person) })
/** A request of the person, verified, with a look at what would go. */
async function looked(person: Person, ask: Ask): Promise<number> {
  const [request] = await ask(
    `select retention.open_request('public.customers', '${JSON.stringify(key(person))}', 'erasure', 'e-mail') as id`,
    'dpo',
  )
  await ask(`select retention.verify_request(${request!.id}, 'basic')`, 'dpo')
  await ask(`select * from retention.preview_erasure(${request!.id})`, 'dpo')
  return request!.id
}
/** The requests that are open, by person. */
const open: Record<string, number> = {}
const company = (person: Person): string => `${person.name} & Co`

export const kontraktr: Story = {
  policy: 'kontraktr',
  subject: 'public.customers',
  key,
  apart: {
    schema_migrations: 'the migration tool',
    shops: 'the tenants',
    shop_users: 'the staff of the tenants',
    notifications: 'to the staff',
    chat_messages: 'among the staff',
    webhook_logs: 'bodies as received',
    ai_usage_logs: 'about the staff',
  },
  shared: `insert into shops (id, name) values ('${shop}', 'a shop');
    insert into shop_users (id, shop_id, email, role) values ('${admin}', '${shop}', 'admin@example.org', 'admin')`,
  values: person => ({
    'customers.id': id(person),
    'customers.shop_id': shop,
    'customers.company_name': company(person),
    'activity_logs.shop_id': shop,
    'activity_logs.actor_user_id': admin,
    'activity_logs.entity_id': id(person),
    'activity_logs.action': 'edited',
  }),
  more: [],
  application: { erase: nothing, leave: nothing, comeBack: nothing, idle: nothing },
  officer: {
    erase: async (person, ask) => {
      const request = await looked(person, ask)
      await ask(`select retention.confirm_erasure(${request}, '${admin}', 'DELETE ALL DATA')`, 'dpo')
      await ask(`call retention.execute_erasure(${request})`, 'dpo')
    },
    leave: async (person, ask) => {
      open[person.name] = await looked(person, ask)
    },
    comeBack: async (person, ask) => {
      await ask(`select retention.cancel_request(${open[person.name]}, 'the customer stays')`, 'dpo')
    },
  },
  promptly: [],
  remains: {
    // T-18: the entry stays, and names the company instead of the person.
    activity_logs: { written: person => ({ summary: company(person) }), names: ['summary', 'entity_id'] },
  },
  // The entries wait for their 365 days, and name the customer by the key until then.
  unfinished: ['retention.customers_asked.id', 'retention.request.subject_key'],
}
