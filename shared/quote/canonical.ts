/**
 * One text for one value: what hashes are taken of. Keys are sorted by code units, fields that are undefined are left out, numbers are
 * written as JSON writes them, nothing else stands between tokens. Lists keep their order: who builds the value sorts them.
 */
import { compareText } from "../model/identifier.ts";

/** The canonical JSON text of a plain value; throws for what JSON cannot say. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number") return numberText(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") return objectText(value);
  throw new Error(`a value of type ${typeof value} has no canonical text`);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new Error("a number that is not finite has no canonical text");
  return JSON.stringify(value);
}

function objectText(value: object): string {
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(",")}}`;
}
