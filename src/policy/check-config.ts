import type { Config } from './config.ts'

/** A key of the config that is not as it must be. */
export interface ConfigFault {
  readonly path: readonly string[]
  readonly message: string
}

type Shape = (value: unknown, path: readonly string[]) => ConfigFault | null

const said = (path: readonly string[]): string => (path.length === 0 ? 'the config' : path.join('.'))
const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x)

const text: Shape = (value, path) =>
  typeof value === 'string' && value.trim() !== '' ? null : { path, message: `${said(path)} must be a text that is not empty` }

const texts: Shape = (value, path) =>
  Array.isArray(value) && value.length > 0
    ? (value.map((v, i) => text(v, [...path, String(i)])).find(fault => fault !== null) ?? null)
    : { path, message: `${said(path)} must be a list of at least one text` }

const noTexts: Shape = (value, path) => (Array.isArray(value) && value.length === 0 ? null : texts(value, path))

const record =
  (of: Shape): Shape =>
  (value, path) =>
    isObject(value)
      ? (Object.entries(value)
          .map(([key, v]) => of(v, [...path, key]))
          .find(fault => fault !== null) ?? null)
      : { path, message: `${said(path)} must be an object` }

const object =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, path) => {
    if (!isObject(value)) return { path, message: `${said(path)} must be an object` }
    const known = { ...required, ...optional }
    for (const key of Object.keys(value))
      if (!Object.hasOwn(known, key))
        return { path: [...path, key], message: `${said(path)} has no key "${key}"; the keys are ${Object.keys(known).join(', ')}` }
    for (const key of Object.keys(required)) if (value[key] === undefined) return { path, message: `${said(path)} has no ${key}` }
    for (const [key, shape] of Object.entries(known)) {
      const fault = value[key] === undefined ? null : shape(value[key], [...path, key])
      if (fault) return fault
    }
    return null
  }

const source: Shape = (value, path) => {
  const sources: Readonly<Record<string, Shape>> = { sql: texts, url: text, snapshot: text }
  const keys = isObject(value) ? Object.keys(value) : []
  if (keys.length !== 1 || !Object.hasOwn(sources, keys[0]!))
    return { path, message: `${said(path)} must have exactly one key: sql (files), url (a live database) or snapshot (a file)` }
  return sources[keys[0]!]!((value as Record<string, unknown>)[keys[0]!], [...path, keys[0]!])
}

// By the type's own keys: a key that the noun gains and this list does not is a compile error.
const required: Readonly<Record<'schema' | 'output' | 'database', Shape>> = { schema: source, output: text, database: text }
const optional: Readonly<Record<Exclude<keyof Config, keyof typeof required>, Shape>> = {
  policy: text,
  fates: text,
  defaultSchema: text,
  names: record(object({}, { schema: text, table: text, columns: record(text) })),
  ignoreSchemas: noTexts,
}

/** The first thing that is wrong with what `lapse.config.ts` exports; null when it is a Config. */
export const checkConfig = (value: unknown): ConfigFault | null => object(required, optional)(value, [])
