/** One JSON document: two spaces, a final line break; bigints as decimal text, since JSON numbers would round them. */
export const json = (value: unknown): string => `${JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? String(v) : v), 2)}\n`
