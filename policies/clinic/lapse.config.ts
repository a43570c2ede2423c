import { defineConfig } from 'lapse'

export default defineConfig({
  schema: { sql: ['schema.sql'] },
  output: '../../generated/clinic',
  database: 'clinic',
})
