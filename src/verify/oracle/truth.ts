/** SQL's three values: true, false, and unknown (null). */
export type Truth = boolean | null

export const and = (a: Truth, b: Truth): Truth => (a === false || b === false ? false : a === null || b === null ? null : true)
export const or = (a: Truth, b: Truth): Truth => (a === true || b === true ? true : a === null || b === null ? null : false)
export const not = (a: Truth): Truth => (a === null ? null : !a)
