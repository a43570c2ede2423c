import { setTimeout as after } from 'node:timers/promises'
import type pg from 'pg'
import type { Server } from '../server.ts'

/** Brings the process of a run to its end `ms` from now. What is left of the other sessions is for the caller to see. */
type End = (pid: number, ms: number, bystander: pg.Client, server: Server) => Promise<void>

/** Ways in which a run ends before its time. */
export const endings = {
  // PostgreSQL cannot know what a killed process did to the memory that all share: it ends every session, and recovers.
  'backend killed': async (pid, ms, bystander) => {
    const ended = new Promise<void>(resolve => bystander.once('end', resolve))
    await after(ms)
    process.kill(pid, 'SIGKILL')
    await ended
  },
  'server killed': async (_, ms, __, server) => {
    await after(ms)
    await server.crash()
  },
  terminated: async (pid, ms, bystander) => {
    await after(ms)
    await bystander.query('select pg_terminate_backend($1)', [pid])
  },
  canceled: async (pid, ms, bystander) => {
    await after(ms)
    await bystander.query('select pg_cancel_backend($1)', [pid])
  },
  // By statement_timeout, which the session sets before the CALL.
  'timed out': async () => {},
} as const satisfies Readonly<Record<string, End>>

export type Ending = keyof typeof endings
