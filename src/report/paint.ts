import { styleText } from 'node:util'

/** Colors a piece of text, or leaves it alone. */
export type Paint = (style: 'bold' | 'red' | 'yellow' | 'green' | 'cyan' | 'dim', text: string) => string

export const plain: Paint = (_, text) => text

/** Colors only where the stream is a terminal that takes them; NO_COLOR and FORCE_COLOR are honored. */
export const paintFor =
  (stream: NodeJS.WriteStream): Paint =>
  (style, text) =>
    styleText(style, text, { stream })
