/** The category tree. Putting a category under another parent moves its whole sub-tree; targeting follows within the minute. */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { ExternalIdSchema } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { categoryPath, treeProblems } from "../catalogue/category-tree.ts";
import {
  type CategoryRow,
  categoriesAfter,
  categoryById,
  categoryDelete,
  categoryHasProducts,
  categoryUpserts,
  readTree,
} from "../db/categories.ts";
import type { ControlEnv } from "../env.ts";
import { requestRefresh } from "../publish/request-refresh.ts";
import { mutate } from "./mutate.ts";
import { notFound, ProblemException, validationHook } from "./problem.ts";
import {
  DeletedSchema,
  ExpectedVersionSchema,
  ImportedSchema,
  importSchema,
  jsonAnswer,
  jsonBody,
  MUTATING_HEADERS,
  PageQuerySchema,
  PROBLEM_ANSWERS,
  pageOf,
  pageSchema,
  readCursor,
  secured,
} from "./route-parts.ts";

const CategoryFields = {
  name: z.string().trim().min(1).max(LIMITS.name),
  parent: ExternalIdSchema.nullable().default(null),
};
const CategoryBodySchema = z
  .strictObject({ ...CategoryFields, version: ExpectedVersionSchema })
  .openapi("CategoryBody");
const CategoryImportSchema = importSchema(
  z.strictObject({ id: ExternalIdSchema, ...CategoryFields }),
  (row) => row.id,
).openapi("CategoryImport");
const CategorySchema = z
  .strictObject({ id: ExternalIdSchema, ...CategoryFields, version: z.int() })
  .openapi("Category");
const PlacedCategorySchema = z
  .strictObject({
    ...CategorySchema.shape,
    ancestors: z.array(ExternalIdSchema).openapi({ description: "From the top down, without itself." }),
  })
  .openapi("PlacedCategory");
type PlacedCategory = z.infer<typeof PlacedCategorySchema>;

const CategoryParams = z.object({ category: ExternalIdSchema });

const listCategories = createRoute({
  method: "get",
  path: "/api/v1/categories",
  tags: ["catalogue"],
  ...secured("read"),
  request: { query: PageQuerySchema },
  responses: {
    200: jsonAnswer("categories in order of ids", pageSchema(CategorySchema)),
    ...PROBLEM_ANSWERS,
  },
});

const readCategory = createRoute({
  method: "get",
  path: "/api/v1/categories/{category}",
  tags: ["catalogue"],
  ...secured("read"),
  request: { params: CategoryParams },
  responses: {
    200: jsonAnswer("the category and where it stands", PlacedCategorySchema),
    ...PROBLEM_ANSWERS,
  },
});

const putCategory = createRoute({
  method: "put",
  path: "/api/v1/categories/{category}",
  tags: ["catalogue"],
  summary: "Make, rename or move a category",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: CategoryParams, ...jsonBody(CategoryBodySchema) },
  responses: {
    200: jsonAnswer("the category and where it stands", PlacedCategorySchema),
    ...PROBLEM_ANSWERS,
  },
});

const importCategories = createRoute({
  method: "post",
  path: "/api/v1/categories/import",
  tags: ["catalogue"],
  summary: "Make, rename or move many categories, in any order; all or none",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, ...jsonBody(CategoryImportSchema) },
  responses: { 200: jsonAnswer("all rows are stored", ImportedSchema), ...PROBLEM_ANSWERS },
});

const deleteCategory = createRoute({
  method: "delete",
  path: "/api/v1/categories/{category}",
  tags: ["catalogue"],
  summary: "Delete an empty category",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: CategoryParams },
  responses: { 200: jsonAnswer("the category is gone", DeletedSchema), ...PROBLEM_ANSWERS },
});

interface CategoryInput {
  id: string;
  name: string;
  parent: string | null;
}

/** Puts categories into the tree as it is now, and says what to write; throws when it would be no tree. */
async function placeCategories(
  c: Context<ControlEnv>,
  inputs: readonly CategoryInput[],
  pathOf: (id: string) => string,
) {
  const { company } = c.get("caller");
  const db = c.get("db");
  const nowMs = c.get("nowMs");
  const { parentOf, revision } = await readTree(db, company);
  for (const { id, parent } of inputs) parentOf.set(id, parent);
  const problems = treeProblems(
    parentOf,
    inputs.map((input) => input.id),
    pathOf,
  );
  if (problems.length > 0) throw new ProblemException("invalid", undefined, problems);
  const rows: CategoryRow[] = inputs.map((input) => ({
    company,
    ...input,
    version: 1,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  }));
  return { parentOf, statements: categoryUpserts(db, company, rows, revision) };
}

function categoryAnswer(row: CategoryRow): z.infer<typeof CategorySchema> {
  return { id: row.id, name: row.name, parent: row.parent, version: row.version };
}

export const categoryRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(listCategories, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const rows = await categoriesAfter(c.get("db"), c.get("caller").company, readCursor(cursor), limit + 1);
    return c.json(
      pageOf(rows, limit, (row) => row.id, categoryAnswer),
      200,
    );
  })
  .openapi(readCategory, async (c) => {
    const { company } = c.get("caller");
    const { category: id } = c.req.valid("param");
    const row = await categoryById(c.get("db"), company, id);
    if (row === null) throw notFound();
    const { parentOf } = await readTree(c.get("db"), company);
    const ancestors = (categoryPath(parentOf, id) ?? [id]).slice(0, -1);
    return c.json({ ...categoryAnswer(row), ancestors }, 200);
  })
  .openapi(putCategory, async (c) => {
    const { name, parent, version } = c.req.valid("json");
    const { company } = c.get("caller");
    const { category: id } = c.req.valid("param");
    const db = c.get("db");
    const answer = await mutate<PlacedCategory>(c, {
      work: async () => {
        const { parentOf, statements } = await placeCategories(c, [{ id, name, parent }], () => "parent");
        const before = await categoryById(db, company, id);
        if (version !== undefined && version !== before?.version) {
          throw new ProblemException("version_conflict");
        }
        const ancestors = (categoryPath(parentOf, id) ?? [id]).slice(0, -1);
        return {
          statements,
          answer: { id, name, parent, version: (before?.version ?? 0) + 1, ancestors },
          target: `category:${id}`,
        };
      },
      after: () => requestRefresh(c.env, company),
    });
    return c.json(answer, 200);
  })
  .openapi(importCategories, async (c) => {
    const { rows } = c.req.valid("json");
    const { company } = c.get("caller");
    const places = new Map(rows.map((row, index) => [row.id, index]));
    const answer = await mutate(c, {
      work: async () => {
        const { statements } = await placeCategories(c, rows, (id) => `rows.${places.get(id)}.parent`);
        return { statements, answer: { imported: rows.length }, target: `categories:${rows.length}` };
      },
      after: () => requestRefresh(c.env, company),
    });
    return c.json(answer, 200);
  })
  .openapi(deleteCategory, async (c) => {
    const { company } = c.get("caller");
    const { category: id } = c.req.valid("param");
    const db = c.get("db");
    const answer = await mutate(c, {
      work: async () => {
        const { parentOf, revision } = await readTree(db, company);
        if (!parentOf.has(id)) throw notFound();
        if ([...parentOf.values()].includes(id)) {
          throw new ProblemException("state_conflict", "it has categories below it");
        }
        if (await categoryHasProducts(db, company, id)) {
          throw new ProblemException("state_conflict", "articles stand in it");
        }
        return {
          statements: categoryDelete(db, company, id, revision),
          answer: { deleted: id },
          target: `category:${id}`,
        };
      },
      after: () => requestRefresh(c.env, company),
    });
    return c.json(answer, 200);
  });
