import { join } from 'node:path'
import { parse, parsePlPgSQL } from 'libpg-query'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compile } from '../../src/compile.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { loadProject } from '../../src/project.ts'
import { alter } from '../alter.ts'
import { generated, policies, root } from '../emit/generated.ts'
import type { World } from '../real/world.ts'
import { install, openServer, reference } from './installation.ts'

// That a policy which changes by itself is refused is shown in test/policy/load-policy.test.ts, and two processes far apart in
// test/emit/same-bytes.test.ts.

/** Do something at a date, with the dice as given. */
async function at<Result>(date: string, chance: number, work: () => Promise<Result>): Promise<Result> {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(date) })
  const dice = vi.spyOn(Math, 'random').mockReturnValue(chance)
  try {
    return await work()
  } finally {
    dice.mockRestore()
    vi.useRealTimers()
  }
}
const folder = join(root, 'policies/clinic')
const [early, late] = ['1999-12-31T23:59:59Z', '2031-06-01T12:00:00Z'] as const
const differing = (one: readonly OutputFile[], other: readonly OutputFile[]): readonly string[] =>
  one.filter((file, i) => file.path !== other[i]?.path || file.text !== other[i]?.text).map(f => f.path)

/** SQL files that PostgreSQL's own parser refuses, with the bodies of their PL/pgSQL functions. It has no catalog: a domain of the clinic's is a text to it. */
async function unparsable(files: readonly OutputFile[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const { path, text } of files) {
    const routines = text.match(/create (function|procedure) [^;]*?\nlanguage plpgsql[\s\S]*?\n\$\$;/g) ?? []
    await parse(text).catch(error => found.push(`${path}: ${error.message}`))
    for (const routine of routines)
      await parsePlPgSQL(routine.replaceAll('public.client_number[]', 'text[]')).catch(error => found.push(`${path}: ${error.message}`))
  }
  return found
}

describe('I11 Same input, same bytes', () => {
  test('whatever the date and the dice, the output is the one that is checked in', async () => {
    const compiled = async () => (await compile(await loadProject(folder))).files
    const [one, other] = [await at(early, 0.1, compiled), await at(late, 0.9, compiled)]
    expect(one.length).toBeGreaterThan(30)
    expect(differing(one, other)).toEqual([])
    // The sums are written by the command, beside what they are of.
    const { 'checksums.json': sums, ...checkedIn } = generated('clinic')
    expect(sums).toBeDefined()
    expect(Object.fromEntries(one.map(f => [f.path, f.text]))).toEqual(checkedIn)
  })

  test('removed: the refusal of a policy that reads the clock', async () => {
    const project = await loadProject(folder)
    const dated = async () => (await compile({ ...project, policy: { ...project.policy, version: new Date().toISOString() } })).files
    const [one, other] = [await at(early, 0.1, dated), await at(late, 0.1, dated)]
    expect(differing(one, other)).toEqual(expect.arrayContaining(['manifest.json', 'SCHEDULE.md', 'migrations/0900_operations.sql']))
  })
})

describe('I11 Every statement parses', () => {
  const sqlOf = (policy: string) =>
    Object.entries(generated(policy))
      .filter(([path]) => path.endsWith('.sql'))
      .map(([path, text]) => ({ path, text }))
  test.each(policies)('%s', async policy => {
    expect(await unparsable(sqlOf(policy))).toEqual([])
  })
  test.each([
    ['in a statement', 'from retention.evidence_head for update', 'form retention.evidence_head for update'],
    ['in a view', 'create view', 'create vew'],
    ['in the body of a function', 'end loop;', 'end lop;'],
  ])('removed: a word %s', async (_, from, to) => {
    expect(await unparsable(alter(sqlOf('clinic'), /\.sql$/, from, to))).not.toEqual([])
  })
})

describe('I11 It installs without a superuser', () => {
  let world: World
  beforeAll(async () => {
    world = await openServer()
  })
  afterAll(() => world.close())

  const clinic = reference('clinic')
  // First of all, while the server has none of the roles.
  test.each([
    ['CREATEROLE', 'alter role dba nocreaterole', 'alter role dba createrole', /permission denied to create role/],
    ['membership of the owner', 'revoke app_owner from dba', 'grant app_owner to dba', /permission denied|must be owner/],
  ])('removed: %s of the role that installs', async (name, take, give, says) => {
    const other = await world.database(name, '')
    await other.ask(take)
    await expect(install(world, { ...clinic, files: [...clinic.files] })).rejects.toThrow(says)
    await other.ask(give)
  })

  test('as a role with CREATEROLE, CREATE on the database and membership of the owner of the tables', async () => {
    const database = await install(world, clinic)
    expect(await database.ask(`select rolsuper, rolcreaterole from pg_roles where rolname = 'dba'`)).toEqual([
      { rolsuper: false, rolcreaterole: true },
    ])
    expect(await database.ask('select count(*)::int as n from retention.class')).toEqual([{ n: 9 }])
  })

  test.each([
    ['a statement for superusers', 'set local lock_timeout = ', 'set local session_replication_role = replica;\nset local lock_timeout = '],
    [
      'an object of somebody else',
      'create schema retention authorization',
      'create table pg_catalog.mine ();\ncreate schema retention authorization',
    ],
  ])('removed: the care for rights, with %s', async (_, from, to) => {
    await expect(install(world, { ...clinic, files: alter(clinic.files, /_storage\.sql$/, from, to) })).rejects.toThrow(/permission denied/)
  })
})
