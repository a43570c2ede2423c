/** `lapse.config.ts` beside a policy: where things are, and what differs from the defaults. Paths are relative to the file. */
export interface Config {
  readonly policy?: string
  /** The table of expected fates; by default fates.ts, where there is one. */
  readonly fates?: string
  /** Where the schema comes from: SQL files in order, a live database, or a snapshot written by `lapse pull`. */
  readonly schema: { readonly sql: readonly string[] } | { readonly url: string } | { readonly snapshot: string }
  /** The folder for the emitted files. */
  readonly output: string
  /** The database's name: roles are cluster-wide, so it stands in theirs. */
  readonly database: string
  /** The schema of tables that the policy names without one. */
  readonly defaultSchema?: string
  /** Tables and columns whose names Kysely's notation cannot carry: a dot, ` as `, or another case. */
  readonly names?: {
    readonly [table: string]: {
      readonly schema?: string
      readonly table?: string
      readonly columns?: { readonly [column: string]: string }
    }
  }
  /** Schemas that are not the application's. */
  readonly ignoreSchemas?: readonly string[]
}

export const defineConfig = (config: Config): Config => config
