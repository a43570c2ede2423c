/** A column of a printed table. */
export interface TableColumn<Row> {
  readonly title: string
  readonly align: 'left' | 'right'
  readonly cell: (row: Row) => string
}

/** Aligned columns, one line per row, titles first; ends with a line break. */
export function table<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(c => c.title), ...rows.map(row => columns.map(c => c.cell(row)))]
  const widths = columns.map((_, i) => Math.max(...lines.map(cells => cells[i]!.length)))
  const pad = (cell: string, i: number) => (columns[i]!.align === 'right' ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))
  return lines.map(cells => `${cells.map(pad).join('  ').trimEnd()}\n`).join('')
}
