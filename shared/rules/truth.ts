/** Three-valued truth as numbers, ordered so that `all` is the least, `any` the greatest and `not` the mirror (CND-1). */
export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;
export type Truth = typeof FALSE | typeof UNKNOWN | typeof TRUE;

/** Truth of something that is known. */
export function truthOf(holds: boolean): Truth {
  return holds ? TRUE : FALSE;
}

/** What `not` makes of it. */
export function mirrored(truth: Truth): Truth {
  return truth === UNKNOWN ? UNKNOWN : truth === TRUE ? FALSE : TRUE;
}
