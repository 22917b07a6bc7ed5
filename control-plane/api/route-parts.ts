/** What the routes of the API are made of: security with its scope, JSON bodies and answers, problem answers, lists. */
import { z } from "@hono/zod-openapi";
import type { Scope } from "../../shared/model/api-key.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { ProblemSchema } from "../../shared/model/problem.ts";
import { requireScope } from "./auth.ts";
import { invalidField } from "./problem.ts";

/** Security of a route: an API key with one of the scopes. */
export function secured(...anyOf: Scope[]) {
  return { security: [{ api_key: [] }], middleware: requireScope(...anyOf) };
}

/** A required JSON body. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { body: { required: true, content: { "application/json": { schema } } } } as const;
}

/** A JSON answer. */
export function jsonAnswer<S extends z.ZodType>(description: string, schema: S) {
  return { description, content: { "application/json": { schema } } } as const;
}

/** Every refusal, beside a route's own answers; spread it last. */
export const PROBLEM_ANSWERS = {
  "4XX": {
    description: "a problem document",
    content: { "application/problem+json": { schema: ProblemSchema } },
  },
  "5XX": {
    description: "a problem document",
    content: { "application/problem+json": { schema: ProblemSchema } },
  },
} as const;

/** Headers of a mutating call. */
export const MUTATING_HEADERS = z.object({
  "idempotency-key": z.string().optional().openapi({
    description: "The same key with the same request has one effect and one answer for 24 hours.",
  }),
});

/** The version that the caller read; if it moved on, the call is a 409 `version_conflict`. */
export const ExpectedVersionSchema = z.int().min(1).optional();

/** A number of rows and where to go on. */
export const PageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(LIMITS.pageMax).default(LIMITS.pageDefault),
  cursor: z
    .string()
    .min(1)
    .max(LIMITS.externalId * 8)
    .optional(),
});

export function pageSchema<S extends z.ZodType>(item: S) {
  return z.strictObject({ items: z.array(item), next_cursor: z.string().nullable() });
}

/** The place after which a page begins: the last id of the page before, "" for the first. */
export function readCursor(cursor: string | undefined): string {
  if (cursor === undefined) return "";
  try {
    const text = decodeURIComponent(atob(cursor));
    if (text.length > 0 && text.length <= LIMITS.externalId * 2) return text;
  } catch {
    // Falls through: not one of ours.
  }
  throw invalidField("query.cursor", "is not a cursor of this list");
}

/** A page out of up to `limit + 1` rows that were read. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  idOf: (row: Row) => string,
  itemOf: (row: Row) => Item,
): { items: Item[]; next_cursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(itemOf), next_cursor: more ? btoa(encodeURIComponent(idOf(last))) : null };
}

/** Body of a bulk import: rows of distinct ids. */
export function importSchema<Row extends z.ZodType>(row: Row, idOf: (row: z.infer<Row>) => string) {
  return z.strictObject({
    rows: z
      .array(row)
      .min(1)
      .max(LIMITS.importRows)
      .superRefine((rows, context) => {
        const seen = new Set<string>();
        for (const [index, item] of rows.entries()) {
          const id = idOf(item);
          if (seen.has(id)) {
            context.addIssue({ code: "custom", path: [index], message: `repeats the id \`${id}\`` });
          }
          seen.add(id);
        }
      }),
  });
}

/** Answer of a bulk import. */
export const ImportedSchema = z.strictObject({ imported: z.int() }).openapi("Imported");

/** Answer of a deletion. */
export const DeletedSchema = z.strictObject({ deleted: z.string() }).openapi("Deleted");
