import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import Handlebars from 'handlebars'
import { helpers } from './helpers.ts'

const folder = join(import.meta.dirname, '../../templates')

/** One Handlebars environment: strict, without HTML escaping, with our helpers and no others. */
function environment(): typeof Handlebars {
  const handlebars = Handlebars.create()
  for (const [name, helper] of Object.entries(helpers)) handlebars.registerHelper(name, helper as Handlebars.HelperDelegate)
  const options = {
    strict: true,
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(Object.keys(helpers).map(h => [h, true])),
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.hbs')) continue
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path)
      .replace(/\.hbs$/, '')
      .replaceAll('\\', '/')
    handlebars.registerPartial(name, handlebars.compile(readFileSync(path, 'utf8'), options))
  }
  return handlebars
}
let handlebars: typeof Handlebars | null = null

/** Fill a template; one blank line at most between paragraphs, one line end at the end. */
export function render(template: string, context: object): string {
  handlebars ??= environment()
  const partial = handlebars.partials[template] as Handlebars.TemplateDelegate | undefined
  if (!partial) throw new Error(`there is no template ${template}`)
  // No value holds a line break (names and constants are written with escapes), so this touches the templates' own lines only.
  const text = partial(context)
  return `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n+;$/gm, ';')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}
