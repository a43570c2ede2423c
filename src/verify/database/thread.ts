import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Question } from './threaded.ts'

// One PostgreSQL in a thread of its own, which answers one question after another.
const { openWithSchema } = await import('./install.ts')
const db = await openWithSchema(workerData as string)
parentPort!.on('message', async ({ id, act, arguments: given }: Question) => {
  const answer = async (): Promise<Answer> => {
    try {
      return { id, result: await (db[act] as (...of: readonly unknown[]) => Promise<unknown>)(...given) }
    } catch (error) {
      // Of an error only its message would come through, and not its SQLSTATE.
      return { id, error: { ...(error as object), message: (error as Error).message } }
    }
  }
  parentPort!.postMessage(await answer())
})
