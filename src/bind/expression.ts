import { type OperationNode, PostgresQueryCompiler, type ReferenceNode, type RootOperationNode } from 'kysely'
import { identifier, literal } from '../sql/quote.ts'

/** Where a column named in a predicate stands: the alias in the generated query, and the catalog's column name. */
export type Resolve = (table: string | null, column: string) => { readonly alias: string; readonly column: string }

/** Kysely's own compiler, with values written as literals, since a view has no parameters, and names quoted where they need it. */
class ExpressionCompiler extends PostgresQueryCompiler {
  readonly #resolve: Resolve
  readonly columns: string[] = []
  constructor(resolve: Resolve) {
    super()
    this.#resolve = resolve
  }
  protected override visitReference(node: ReferenceNode): void {
    if (node.column.kind !== 'ColumnNode') throw new Error('a predicate cannot select all columns')
    const name = node.table?.table
    const table = name ? [name.schema?.name, name.identifier.name].filter(part => part !== undefined).join('.') : null
    const { alias, column } = this.#resolve(table, node.column.column.name)
    this.columns.push(column)
    this.append(`${identifier(alias)}.${identifier(column)}`)
  }
  protected override visitColumn(node: { readonly column: { readonly name: string } }): void {
    const { alias, column } = this.#resolve(null, node.column.name)
    this.columns.push(column)
    this.append(`${identifier(alias)}.${identifier(column)}`)
  }
  protected override appendValue(value: unknown): void {
    this.append(literal(value))
  }
  protected override appendImmediateValue(value: unknown): void {
    this.append(literal(value))
  }
}

/** The SQL text of an expression, and the catalog columns it reads. */
export function compileExpression(node: OperationNode, resolve: Resolve): { readonly sql: string; readonly columns: readonly string[] } {
  const compiler = new ExpressionCompiler(resolve)
  const { sql } = compiler.compileQuery(node as RootOperationNode, { queryId: 'lapse' })
  return { sql, columns: [...new Set(compiler.columns)] }
}
