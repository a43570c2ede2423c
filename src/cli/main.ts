#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// What Node.js makes of TypeScript and of large libraries is kept for the next command, where there is room for it.
enableCompileCache()
const { runProgram } = await import('./program.ts')

// Reading only the first lines of the output, as `head` does, is nobody's mistake.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(process.exitCode ?? 0)
  })

try {
  process.exitCode = await runProgram(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`This is a bug in Lapse, please report it with the policy that shows it.\n${(error as Error)?.stack ?? error}\n`)
  process.exitCode = 70
}
