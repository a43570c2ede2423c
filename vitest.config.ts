import { configDefaults, defineConfig } from 'vitest/config'

// Tests start PostgreSQL, in the process or beside it: patient limits, and no more workers than two cores can feed.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Mistakes made on purpose in the published policies take minutes each: LAPSE_MUTATE=all npm test -- test/verify/mutate.
    exclude: [...configDefaults.exclude, ...(process.env.LAPSE_MUTATE ? [] : ['test/verify/mutate/{kaevo,klonr,kontraktr,pristina}.test.ts'])],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    // One process for all files of a worker: what PGlite is compiled to grows faster with every file, and is not compiled anew for each.
    pool: 'forks',
    isolate: false,
    typecheck: { include: ['test/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
  },
})
