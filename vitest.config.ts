import { defineConfig } from 'vitest/config'

// Tests start PostgreSQL, in the process or beside it: patient limits, and no more workers than two cores can feed.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    typecheck: { include: ['test/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
  },
})
