import { hours, iso, type months } from '../../src/index.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { pick, type WorldSpec } from './spec.ts'

type Period = ReturnType<typeof months>

/** Periods, the shortest first. */
export const periods: readonly Period[] = ['PT24H', 'PT72H', 'P1M', 'P45D', 'P6M', 'P1Y', 'P1Y6M', 'P3Y'].map(iso)
export const tolerances: readonly Period[] = [hours(24), hours(0), iso('P1D'), iso('PT90M')]
export const residences: readonly (Period | 'none')[] = ['none', iso('P30D'), iso('P1M'), iso('PT72H'), iso('P6M')]

export const zones = ['UTC', 'Europe/Belgrade', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'] as const

/** Moments on the wall clock of the policy's zone: ends of months and years, both Februaries, around changes of the clock. */
const moments = [
  '2024-09-11T15:16:17.123456',
  '2024-09-11T00:00',
  '2023-03-01T00:00',
  '2024-03-01T00:00',
  '2024-02-29T12:00',
  '2023-05-31T23:59:59.999999',
  '2024-01-01T00:00',
  '2024-04-01T00:00',
  '2024-03-31T02:30',
  '2024-03-31T03:00',
  '2023-10-29T02:30',
  '2024-11-03T01:30',
  '2024-03-10T03:00',
  '2024-10-27T00:00',
] as const
export const moment = (spec: WorldSpec): string => pick(moments, spec.asOf)

/** Every period that a policy names: what the times of rows are counted back by. */
export function periodsOf(policy: Policy): readonly string[] {
  const all = policy.schedule.flatMap(e =>
    e.kind === 'class' && e.clock ? [e.clock.keep.min, e.clock.keep.max, ...e.clock.interim.map(s => s.after)] : [],
  )
  const residence = policy.subjects.flatMap(s => s.erasure.map(e => e.residence))
  return [...new Set([...all, ...residence].flatMap(p => (p ? [p.iso] : [])))]
}
