import { files, model, schema, schemaSql, shop } from '../shop.ts'
import { testCaught } from './caught.ts'

testCaught('the shop', async () => ({ policy: shop, schema, model, files, schemaSql }))
