/** Articles of the catalogue. The cost of a unit stays in the control plane; the rest goes to the edge by itself. */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { attributesSchema } from "../../shared/model/attribute.ts";
import { ExternalIdSchema } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { AmountTableSchema, FloorRuleSchema } from "../catalogue/floor-price.ts";
import { categoriesByIds, categoryRevision, guardTree } from "../db/categories.ts";
import { catalogueChanged } from "../db/companies.ts";
import type { Database, Statement } from "../db/database.ts";
import {
  guardProduct,
  type ProductRow,
  productBySku,
  productDelete,
  productsAfter,
  productUpserts,
  withAncestors,
} from "../db/products.ts";
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

const PlanSchema = z.strictObject({
  interval: z.enum(["day", "week", "month", "year"]),
  interval_count: z.int().min(1).max(1_000),
  trial_days: z.int().min(0).max(1_000).optional(),
});

const ProductFields = {
  product: ExternalIdSchema.optional().openapi({ description: "Parent of variants; by default the sku." }),
  name: z.string().trim().min(1).max(LIMITS.label),
  categories: z.array(ExternalIdSchema).max(LIMITS.productCategories).default([]),
  brand: ExternalIdSchema.nullable().default(null),
  tags: z.array(ExternalIdSchema).max(LIMITS.productTags).default([]),
  attributes: attributesSchema(LIMITS.productAttributes).default({}),
  list_prices: AmountTableSchema.default({}),
  unit_costs: AmountTableSchema.default({}),
  plan: PlanSchema.nullable().default(null),
  discountable: z.boolean().default(true),
  floor: FloorRuleSchema.nullable().default(null).openapi({
    description:
      "No discount takes a unit below it; without it the company's rule holds. The cost is not told.",
  }),
  stock: z.int().min(0).max(LIMITS.stockUnits).nullable().default(null).openapi({
    description: "Units in stock; null: nobody counts them.",
  }),
};
const ProductBodySchema = z
  .strictObject({ ...ProductFields, version: ExpectedVersionSchema })
  .openapi("ProductBody");
const ProductRowSchema = z.strictObject({ sku: ExternalIdSchema, ...ProductFields });
type ProductInput = z.infer<typeof ProductRowSchema>;
const ProductImportSchema = importSchema(ProductRowSchema, (row) => row.sku).openapi("ProductImport");
const ProductSchema = z
  .strictObject({ sku: ExternalIdSchema, ...ProductFields, product: ExternalIdSchema, version: z.int() })
  .openapi("Product");
type ProductAnswer = z.infer<typeof ProductSchema>;
const PlacedProductSchema = z
  .strictObject({
    ...ProductSchema.shape,
    effective_categories: z.array(ExternalIdSchema).openapi({ description: "With every ancestor." }),
  })
  .openapi("PlacedProduct");

const ProductParams = z.object({ sku: ExternalIdSchema });
const ProductQuerySchema = z.strictObject({
  ...PageQuerySchema.shape,
  category: ExternalIdSchema.optional().openapi({ description: "In this category or anywhere below it." }),
});

const listProducts = createRoute({
  method: "get",
  path: "/api/v1/products",
  tags: ["catalogue"],
  ...secured("read"),
  request: { query: ProductQuerySchema },
  responses: { 200: jsonAnswer("articles in order of skus", pageSchema(ProductSchema)), ...PROBLEM_ANSWERS },
});

const readProduct = createRoute({
  method: "get",
  path: "/api/v1/products/{sku}",
  tags: ["catalogue"],
  ...secured("read"),
  request: { params: ProductParams },
  responses: { 200: jsonAnswer("the article", PlacedProductSchema), ...PROBLEM_ANSWERS },
});

const putProduct = createRoute({
  method: "put",
  path: "/api/v1/products/{sku}",
  tags: ["catalogue"],
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: ProductParams, ...jsonBody(ProductBodySchema) },
  responses: { 200: jsonAnswer("the article", ProductSchema), ...PROBLEM_ANSWERS },
});

const importProducts = createRoute({
  method: "post",
  path: "/api/v1/products/import",
  tags: ["catalogue"],
  summary: "Make or replace many articles; all or none",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, ...jsonBody(ProductImportSchema) },
  responses: { 200: jsonAnswer("all rows are stored", ImportedSchema), ...PROBLEM_ANSWERS },
});

const deleteProduct = createRoute({
  method: "delete",
  path: "/api/v1/products/{sku}",
  tags: ["catalogue"],
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: ProductParams },
  responses: { 200: jsonAnswer("the article is gone", DeletedSchema), ...PROBLEM_ANSWERS },
});

function productRow(company: string, input: ProductInput, version: number, nowMs: number): ProductRow {
  return {
    company,
    sku: input.sku,
    product: input.product ?? input.sku,
    name: input.name,
    categories: [...new Set(input.categories)].sort(),
    brand: input.brand,
    tags: [...new Set(input.tags)].sort(),
    attributes: input.attributes,
    listPrices: input.list_prices,
    unitCosts: input.unit_costs,
    plan: input.plan,
    discountable: input.discountable,
    floor: input.floor,
    stock: input.stock,
    version,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

function productAnswer(row: ProductRow): ProductAnswer {
  return {
    sku: row.sku,
    product: row.product,
    name: row.name,
    categories: row.categories,
    brand: row.brand,
    tags: row.tags,
    attributes: row.attributes,
    list_prices: row.listPrices,
    unit_costs: row.unitCosts,
    plan: row.plan,
    discountable: row.discountable,
    floor: row.floor,
    stock: row.stock,
    version: row.version,
  };
}

/** Refuses categories that are not there, and gives the guard that they still are when the batch runs. */
async function checkCategories(
  db: Database,
  company: string,
  inputs: readonly ProductInput[],
  pathOf: (input: number) => string,
): Promise<[Statement]> {
  const revision = await categoryRevision(db, company);
  const named = [...new Set(inputs.flatMap((input) => input.categories))];
  const rows = named.length === 0 ? [] : await categoriesByIds(db, company, named);
  const known = new Set(rows.map((row) => row.id));
  const errors = inputs.flatMap((input, at) =>
    input.categories.flatMap((category, index) => {
      if (known.has(category)) return [];
      const path = `${pathOf(at)}categories.${index}`;
      return [{ path, code: "category_unknown", message: `\`${category}\` is not a category` }];
    }),
  );
  if (errors.length > 0) throw new ProblemException("invalid", undefined, errors);
  // In a list: a statement is a thenable, and an async function would run it.
  return [guardTree(db, company, revision)];
}

export const productRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(listProducts, async (c) => {
    const { limit, cursor, category } = c.req.valid("query");
    const { company } = c.get("caller");
    const rows = await productsAfter(c.get("db"), company, readCursor(cursor), limit + 1, category);
    return c.json(
      pageOf(rows, limit, (row) => row.sku, productAnswer),
      200,
    );
  })
  .openapi(readProduct, async (c) => {
    const { company } = c.get("caller");
    const row = await productBySku(c.get("db"), company, c.req.valid("param").sku);
    if (row === null) throw notFound();
    const effective = await withAncestors(c.get("db"), company, row.categories);
    return c.json({ ...productAnswer(row), effective_categories: effective }, 200);
  })
  .openapi(putProduct, async (c) => {
    const { version, ...fields } = c.req.valid("json");
    const { company } = c.get("caller");
    const { sku } = c.req.valid("param");
    const db = c.get("db");
    const answer = await mutate<ProductAnswer>(c, {
      work: async () => {
        const before = await productBySku(db, company, sku);
        if (version !== undefined && version !== before?.version) {
          throw new ProblemException("version_conflict");
        }
        const input = { sku, ...fields };
        const categoriesStand = await checkCategories(db, company, [input], () => "");
        const versionBefore = before?.version ?? 0;
        const row = productRow(company, input, versionBefore + 1, c.get("nowMs"));
        return {
          statements: [
            guardProduct(db, company, sku, versionBefore),
            ...categoriesStand,
            ...productUpserts(db, [row]),
            catalogueChanged(db, company),
          ],
          answer: productAnswer(row),
          target: `product:${sku}`,
        };
      },
      after: () => requestRefresh(c.env, company),
    });
    return c.json(answer, 200);
  })
  .openapi(importProducts, async (c) => {
    const { rows: inputs } = c.req.valid("json");
    const { company } = c.get("caller");
    const db = c.get("db");
    const nowMs = c.get("nowMs");
    const answer = await mutate(c, {
      work: async () => {
        const categoriesStand = await checkCategories(db, company, inputs, (at) => `rows.${at}.`);
        const rows = inputs.map((input) => productRow(company, input, 1, nowMs));
        return {
          statements: [...categoriesStand, ...productUpserts(db, rows), catalogueChanged(db, company)],
          answer: { imported: rows.length },
          target: `products:${rows.length}`,
        };
      },
      after: () => requestRefresh(c.env, company),
    });
    return c.json(answer, 200);
  })
  .openapi(deleteProduct, async (c) => {
    const { company } = c.get("caller");
    const { sku } = c.req.valid("param");
    const db = c.get("db");
    const answer = await mutate(c, {
      work: async () => {
        if ((await productBySku(db, company, sku)) === null) throw notFound();
        return {
          statements: [productDelete(db, company, sku), catalogueChanged(db, company)],
          answer: { deleted: sku },
          target: `product:${sku}`,
        };
      },
      after: () => requestRefresh(c.env, company),
    });
    return c.json(answer, 200);
  });
