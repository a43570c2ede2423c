import { Project, type PropertySignature, type SourceFile, SyntaxKind, type TypeNode } from 'ts-morph'

/** What a Kysely `Database` says about one column, with the file's aliases resolved. */
export interface TypedColumn {
  readonly column: string
  /** What a select gives, without null: `Date`, `string`, or the labels of an enum. */
  readonly select: string
  readonly nullable: boolean
  /** An insert may leave it out. */
  readonly generated: boolean
}

/** The columns of every table in the file's `Database`, as `table.column`, sorted. */
export const readDatabase = (path: string): TypedColumn[] => {
  const file = new Project({ skipFileDependencyResolution: true, skipAddingFilesFromTsConfig: true }).addSourceFileAtPath(path)
  return file
    .getInterfaceOrThrow('Database')
    .getProperties()
    .flatMap(table =>
      file
        .getInterfaceOrThrow(table.getTypeNodeOrThrow().getText())
        .getProperties()
        .map(column => readColumn(file, nameOf(table), column)),
    )
    .sort((a, b) => (a.column < b.column ? -1 : 1))
}

// A property name is quoted where TypeScript demands it, and the quotes are no part of the name.
const nameOf = (property: PropertySignature): string => {
  const node = property.getNameNode()
  return node.isKind(SyntaxKind.StringLiteral) ? node.getLiteralText() : node.getText()
}

const readColumn = (file: SourceFile, table: string, property: PropertySignature): TypedColumn => {
  const written = property.getTypeNodeOrThrow()
  const wrapped = written.asKind(SyntaxKind.TypeReference)
  const generated = wrapped?.getTypeName().getText() === 'Generated'
  const members = union(generated ? wrapped!.getTypeArguments()[0]! : written)
  const select = members.filter(t => t.getText() !== 'null').map(t => selected(file, t))
  return { column: `${table}.${nameOf(property)}`, select: select.join(' | '), nullable: select.length < members.length, generated }
}

const union = (node: TypeNode): TypeNode[] => node.asKind(SyntaxKind.UnionType)?.getTypeNodes() ?? [node]

const selected = (file: SourceFile, node: TypeNode): string => {
  const alias = file.getTypeAlias(node.getText())?.getTypeNodeOrThrow()
  if (alias === undefined) return node.getText()
  const reference = alias.asKind(SyntaxKind.TypeReference)
  return reference?.getTypeName().getText() === 'ColumnType' ? reference.getTypeArguments()[0]!.getText() : alias.getText()
}
