import { expect, test, vi } from 'vitest'
import { policies } from '../emit/generated.ts'
import { addedSchema } from './added-schema.ts'

// The files beside this one are there to be read in a review: what a changed template does in a database, in PostgreSQL's own words.
vi.setConfig({ testTimeout: 240_000 })

test.each(policies)('%s: the dump is what the migrations install; npm run dump renews it', async policy => {
  await expect(await addedSchema(policy)).toMatchFileSnapshot(`${policy}.sql`)
})
