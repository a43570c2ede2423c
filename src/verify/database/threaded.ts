import { Worker } from 'node:worker_threads'
import type { Database } from './database.ts'

export interface Question {
  readonly id: number
  readonly act: keyof Database
  readonly arguments: readonly unknown[]
}
export type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { readonly message: string } }

/** A fresh database with the application's schema in a thread of its own, so that two of them are not slower than one. The caller closes it; a second time does nothing. */
export function openThreaded(schemaSql: string): Database {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: schemaSql })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let questions = 0
  let broken: unknown = null
  worker.on('message', (answer: Answer) => {
    const { resolve, reject } = waiting.get(answer.id)!
    waiting.delete(answer.id)
    if ('error' in answer) reject(Object.assign(new Error(answer.error.message), answer.error))
    else resolve(answer.result)
  })
  // What breaks the thread breaks every question: such as a schema that does not load.
  worker.on('error', error => {
    broken = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  })
  const ask = (act: keyof Database, ...given: readonly unknown[]): Promise<any> => {
    if (broken !== null) return Promise.reject(broken)
    const question: Question = { id: questions++, act, arguments: given }
    const answer = Promise.withResolvers<unknown>()
    waiting.set(question.id, answer)
    worker.postMessage(question)
    return answer.promise
  }
  let closing: Promise<void> | null = null
  const end = async (): Promise<void> => {
    try {
      if (broken === null) await ask('close')
    } finally {
      await worker.terminate()
    }
  }
  return {
    exec: sql => ask('exec', sql),
    query: (sql, parameters) => ask('query', sql, parameters),
    close: () => (closing ??= end()),
  }
}
