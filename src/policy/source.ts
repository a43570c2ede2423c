import type { Node, ObjectLiteralExpression, SourceFile } from 'ts-morph'
import type { Position } from './position.ts'

/** Questions about the author's TypeScript. The only module that knows ts-morph, which takes half a second to load. */

async function open(file: string): Promise<{ readonly morph: typeof import('ts-morph'); readonly source: SourceFile } | null> {
  const morph = await import('ts-morph')
  const project = new morph.Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true, skipLoadingLibFiles: true })
  const source = project.addSourceFileAtPathIfExists(file)
  return source ? { morph, source } : null
}

function positionOf(node: Node): Position {
  const source = node.getSourceFile()
  return { file: source.getFilePath(), ...source.getLineAndColumnAtPos(node.getStart()) }
}

/** The object literal that an expression is, behind `as const`, `satisfies …`, parentheses, a helper call or a name in the same file. */
function literalOf(morph: typeof import('ts-morph'), node: Node | undefined, depth = 0): ObjectLiteralExpression | undefined {
  if (!node || depth > 8) return undefined
  if (morph.Node.isObjectLiteralExpression(node)) return node
  if (morph.Node.isAsExpression(node) || morph.Node.isSatisfiesExpression(node) || morph.Node.isParenthesizedExpression(node))
    return literalOf(morph, node.getExpression(), depth + 1)
  if (morph.Node.isCallExpression(node)) return literalOf(morph, node.getArguments().at(-1), depth + 1)
  if (morph.Node.isIdentifier(node))
    return literalOf(morph, node.getSourceFile().getVariableDeclaration(node.getText())?.getInitializer(), depth + 1)
  return undefined
}

/** The value that `name` has in a literal; the last one written wins, spreads included. */
function property(morph: typeof import('ts-morph'), literal: ObjectLiteralExpression, name: string): Node | undefined {
  for (const entry of literal.getProperties().toReversed()) {
    if (morph.Node.isSpreadAssignment(entry)) {
      const spread = literalOf(morph, entry.getExpression())
      const found = spread && property(morph, spread, name)
      if (found) return found
    } else if (
      entry
        .getNameNode()
        .getText()
        .replace(/^['"]|['"]$/g, '') === name
    )
      return morph.Node.isPropertyAssignment(entry) ? entry.getInitializer() : entry.getNameNode()
  }
  return undefined
}

function follow(morph: typeof import('ts-morph'), start: Node, path: readonly string[]): Node {
  let node = start
  for (const name of path) {
    const literal = literalOf(morph, node)
    const next = morph.Node.isArrayLiteralExpression(node) ? node.getElements()[Number(name)] : literal && property(morph, literal, name)
    if (!next) break
    node = next
  }
  return node
}

/**
 * Narrow the place of a call such as `rule('users', {…})` to a property of its definition: `locate(position, ['cutoff'])`.
 * Gives back the deepest place that is found, at least the call itself; never fails.
 */
export async function locate(position: Position, path: readonly string[]): Promise<Position> {
  const opened = await open(position.file).catch(() => null)
  if (!opened) return position
  const { morph, source } = opened
  try {
    const offset = source.compilerNode.getPositionOfLineAndCharacter(position.line - 1, position.column - 1)
    const start = source.getDescendantAtPos(offset)
    const call = start?.getAncestors().find(node => morph.Node.isCallExpression(node))
    if (!call) return position
    const found = follow(morph, call, path)
    return found === call ? position : positionOf(found)
  } catch {
    return position
  }
}

/** The same for a file's default export: `locateDefault('lapse.config.ts', ['schema'])`. */
export async function locateDefault(file: string, path: readonly string[]): Promise<Position> {
  const opened = await open(file).catch(() => null)
  const exported = opened?.source.getExportAssignment(e => !e.isExportEquals())
  if (!opened || !exported) return { file, line: 1, column: 1 }
  return positionOf(follow(opened.morph, exported.getExpression(), path))
}

/** The first syntax error of a file in TypeScript's words; null when TypeScript finds none. */
export async function syntaxError(file: string): Promise<{ readonly position: Position; readonly message: string } | null> {
  const opened = await open(file).catch(() => null)
  if (!opened) return null
  const { morph, source } = opened
  const [first] = (source.compilerNode as unknown as { readonly parseDiagnostics: readonly import('ts-morph').ts.Diagnostic[] })
    .parseDiagnostics
  if (!first) return null
  return {
    position: { file, ...source.getLineAndColumnAtPos(first.start ?? 0) },
    message: morph.ts.flattenDiagnosticMessageText(first.messageText, '\n'),
  }
}

/** Where a file imports a module by the given specifier; null when it does not. */
export async function locateImport(file: string, specifier: (text: string) => boolean): Promise<Position | null> {
  const opened = await open(file).catch(() => null)
  const found = opened?.source.getImportDeclarations().find(d => specifier(d.getModuleSpecifierValue()))
  return found ? positionOf(found.getModuleSpecifier()) : null
}
