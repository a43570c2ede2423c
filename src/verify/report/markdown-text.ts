/** Text of others inside our Markdown, in a cell or a paragraph: on one line, and nothing in it is markup. */
export const markdownText = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*[\]<>|]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^(?:[#+-]|\d+(?=[.)]))/, found => (/\d/.test(found) ? found : `\\${found}`))
