import { readFileSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { chooseClasses } from '../../src/operate/class-name.ts'
import { type Connection, withConnection } from '../../src/operate/connection.ts'
import { status } from '../../src/operate/status.ts'
import { type Diagnostic, LapseError } from '../../src/report/diagnostic.ts'
import { type Server, startServer } from '../server.ts'

vi.setConfig({ testTimeout: 30_000 })

let server: Server
beforeAll(async () => {
  server = await startServer()
  const client = new pg.Client({ connectionString: server.superuserUrl })
  await client.connect()
  await client.query(
    `create role locked login password 'right-secret'; create role visitor login; create schema retention; create table retention.class ()`,
  )
  const { hba_file } = (await client.query('show hba_file')).rows[0]
  writeFileSync(hba_file, `host all locked 127.0.0.1/32 scram-sha-256\n${readFileSync(hba_file, 'utf8')}`)
  await client.query('select pg_reload_conf()')
  await client.end()
}, 30_000)
afterAll(() => server.stop())

async function finding(url: string, work: (c: Connection) => Promise<unknown> = async c => c.query('select 1')): Promise<Diagnostic> {
  const error = await withConnection(url, work).then(
    () => null,
    e => e,
  )
  expect(error).toBeInstanceOf(LapseError)
  return (error as LapseError).diagnostics[0]!
}
const withPassword = (password: string) => server.url('postgres', 'locked').replace('locked@', `locked:${password}@`)

test('a server that is not there', async () => {
  const d = await finding('postgres://me:hidden-secret@127.0.0.1:1/app')
  expect(d.code).toBe('database-unreachable')
  expect(d.message).toContain('database "app" on 127.0.0.1:1 as "me"')
  expect(JSON.stringify(d)).not.toContain('hidden-secret')
})

test('a host that does not exist', async () => {
  expect((await finding('postgres://me@no-such-host.invalid/app')).code).toBe('database-unreachable')
})

test('a wrong password, a missing one, the right one', async () => {
  const wrong = await finding(withPassword('wrong-secret'))
  expect(wrong.code).toBe('database-login-refused')
  expect(JSON.stringify(wrong)).not.toContain('wrong-secret')
  expect(await finding(server.url('postgres', 'locked'))).toMatchObject({
    code: 'database-login-refused',
    message: expect.stringContaining('asks for a password'),
  })
  expect(await withConnection(withPassword('right-secret'), c => c.query('select session_user::text as me'))).toEqual([{ me: 'locked' }])
})

test('a database or a role that does not exist', async () => {
  expect(await finding(server.url('nowhere'))).toMatchObject({ code: 'database-missing', message: expect.stringContaining('"nowhere"') })
  expect((await finding(server.url('postgres', 'nobody'))).code).toBe('database-login-refused')
})

test('a privilege that is missing names the object', async () => {
  const d = await finding(server.url('postgres', 'visitor'), c => c.query('select * from retention.class'))
  expect(d.code).toBe('database-permission-denied')
  expect(d.message).toContain('permission denied for schema retention')
})

test('a database without the generated schema says how to install it', async () => {
  expect((await finding(server.url('template1'), c => chooseClasses(c, [], true))).code).toBe('retention-not-installed')
  const error = await status(server.url('template1')).catch(e => e)
  expect(error.diagnostics[0]).toMatchObject({ code: 'retention-not-installed', help: expect.stringContaining('lapse apply') })
})

test('a session that the server ends is no crash', async () => {
  const d = await finding(server.superuserUrl, c => c.query('select pg_terminate_backend(pg_backend_pid())'))
  expect(['database-error', 'database-unreachable']).toContain(d.code)
})
