const longest = 12

function hunk(sign: '-' | '+', lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, longest).map(line => `${sign}${line}`)
  return lines.length > longest ? [...shown, `${sign}… ${lines.length - longest} more lines`] : shown
}

/** A short look at how a text changes: from the first to the last line that differs, at most a dozen lines each way. */
export function diffText(path: string, before: string, after: string): string {
  const a = before.split('\n')
  const b = after.split('\n')
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const gone = a.slice(head, a.length - tail)
  const come = b.slice(head, b.length - tail)
  return [
    `--- ${path}`,
    `+++ ${path} (compiled)`,
    `@@ -${head + 1},${gone.length} +${head + 1},${come.length} @@`,
    ...hunk('-', gone),
    ...hunk('+', come),
  ].join('\n')
}
