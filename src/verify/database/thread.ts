import { enableCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Question } from './threaded.ts'

enableCompileCache()
const { openWithSchema } = await import('./install.ts')

// One PostgreSQL in a thread of its own, which answers one question after another. It listens from the first moment on: as long as nothing is listened to,
// Node.js takes the loop for over, and waits until all is compiled that V8 compiles in the background.
const opening = openWithSchema(workerData as string)
parentPort!.on('message', async ({ id, act, arguments: given }: Question) => {
  const answer = async (): Promise<Answer> => {
    try {
      const db = await opening
      return { id, result: await (db[act] as (...of: readonly unknown[]) => Promise<unknown>)(...given) }
    } catch (error) {
      // Of an error only its message would come through, and not its SQLSTATE.
      return { id, error: { ...(error as object), message: (error as Error).message } }
    }
  }
  parentPort!.postMessage(await answer())
})
await opening
