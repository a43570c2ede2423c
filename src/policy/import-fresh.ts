import { registerHooks } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Node keeps modules by address; a number in the address makes it evaluate the author's files again. */

const mark = /[?&]lapse=(\d+)$/
const library = pathToFileURL(dirname(import.meta.dirname)).href
let loads = 0
let hooked = false

/** Files that an author's file imports by a relative path are evaluated again with it; packages and this library are not. */
function hook(): void {
  if (hooked) return
  hooked = true
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context)
      const load = context.parentURL && mark.exec(context.parentURL)
      const own = /^\.\.?\//.test(specifier) && /^file:.*\.[cm]?[jt]s$/.test(found.url)
      return load && own && !found.url.startsWith(`${library}/`) && !found.url.includes('/node_modules/')
        ? { ...found, url: `${found.url}?lapse=${load[1]}` }
        : found
    },
  })
}

/** The namespace of an author's module, evaluated anew together with the files beside it. Throws what the module throws. */
export async function importFresh(file: string): Promise<{ readonly default?: unknown }> {
  hook()
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 50
  try {
    return await import(/* @vite-ignore */ `${pathToFileURL(file).href}?lapse=${++loads}`)
  } finally {
    Error.stackTraceLimit = limit
  }
}

/** A file address as it stands in a stack trace, without the number. */
export function fileOf(address: string): string {
  const bare = address.replace(/[?#].*$/, '')
  return bare.startsWith('file:') ? fileURLToPath(bare) : bare
}
