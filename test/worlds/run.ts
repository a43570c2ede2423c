import { spawnSync } from 'node:child_process'
import { explore } from './explore.ts'

const usage = `npm run worlds -- <worlds> [seed]      go through random worlds, from a fresh seed unless one is given
npm run worlds -- again <seed> <path>  one world again, as a failure named it`

const [first = '', second, third] = process.argv.slice(2)
const wrong = (): never => {
  console.error(usage)
  process.exit(2)
}

if (first === 'again') {
  if (second === undefined || third === undefined || !/^\d{1,10}$/.test(second)) wrong()
  const { failure } = await explore({ seed: Number(second), path: third!, worlds: 1, shrinks: 0 })
  console.log(failure?.text ?? 'The world agrees with the oracle.')
  process.exit(failure ? 1 : 0)
}
if (!/^[1-9]\d{0,6}$/.test(first) || (second !== undefined && !/^\d{1,8}$/.test(second))) wrong()
// Chance once, at the door: what follows can be repeated from the seed in the names of the tests.
const seed = second ?? String(Math.floor(Math.random() * 1e8))
console.log(`${first} worlds, seed ${seed}: npm run worlds -- ${first} ${seed}`)
const env = { ...process.env, LAPSE_WORLDS: first, LAPSE_WORLDS_SEED: seed }
const { status } = spawnSync('vitest', ['run', 'test/worlds/worlds-', 'test/worlds/erasures'], { env, stdio: 'inherit' })
process.exit(status ?? 1)
