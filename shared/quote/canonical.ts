/**
 * One text for one value: what hashes are taken of. Keys are sorted by code units, fields that are undefined are left out, numbers are
 * written as JSON writes them, nothing else stands between tokens. Lists keep their order: who builds the value sorts them.
 *
 * It is the largest part of a quote's cost, so it builds one string and makes no lists on the way.
 */

/** The canonical JSON text of a plain value; throws for what JSON cannot say. */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quoted(value);
    case "number":
      return numberText(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? listText(value) : objectText(value as Record<string, unknown>);
    default:
      throw new Error(`a value of type ${typeof value} has no canonical text`);
  }
}

/** Printable ASCII but for the quote and the backslash: what JSON writes as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new Error("a number that is not finite has no canonical text");
  return JSON.stringify(value);
}

function listText(values: readonly unknown[]): string {
  let text = "[";
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) text += ",";
    text += canonicalJson(values[index]);
  }
  return `${text}]`;
}

function objectText(value: Record<string, unknown>): string {
  let text = "{";
  // The default order of sort is by UTF-16 code units.
  for (const name of Object.keys(value).sort()) {
    const field = value[name];
    if (field === undefined) continue;
    if (text.length > 1) text += ",";
    text += `${quoted(name)}:${canonicalJson(field)}`;
  }
  return `${text}}`;
}
