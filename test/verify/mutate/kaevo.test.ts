import { testCaught } from './caught.ts'
import { policyInput } from './policy-input.ts'

testCaught('kaevo', () => policyInput('kaevo'))
