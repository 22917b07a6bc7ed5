/** Equality of parsed JSON values, whatever the order of their keys. An absent and an undefined field are the same. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = new Map(Object.entries(a).filter(([, value]) => value !== undefined));
  const right = new Map(Object.entries(b).filter(([, value]) => value !== undefined));
  if (left.size !== right.size) return false;
  return [...left].every(([name, value]) => right.has(name) && sameContent(value, right.get(name)));
}
