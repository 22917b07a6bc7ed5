/** Stores: places that sell. A store is made and replaced by its code; the first one becomes the company's default. */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { CurrencySchema, TaxModeSchema } from "../../shared/model/amount.ts";
import { CountrySchema } from "../../shared/model/cart.ts";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { catalogueChanged, defaultStoreIfNone } from "../db/companies.ts";
import { groupsOfStores, type StoreRow, storeByCode, storesAfter, storeUpsert } from "../db/stores.ts";
import type { ControlEnv } from "../env.ts";
import { requestRefresh } from "../publish/request-refresh.ts";
import { mutate } from "./mutate.ts";
import { notFound, ProblemException, validationHook } from "./problem.ts";
import {
  ExpectedVersionSchema,
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
import { ZoneSchema } from "./zone-field.ts";

const TextSchema = z.string().trim().min(1).max(LIMITS.name);

const AddressSchema = z.strictObject({
  line1: TextSchema.optional(),
  line2: TextSchema.optional(),
  city: TextSchema.optional(),
  postcode: z.string().min(1).max(16).optional(),
});

const StoreFields = {
  name: TextSchema,
  type: z.enum(["online", "app", "physical"]),
  address: AddressSchema.default({}),
  region: z.string().min(1).max(64).nullable().default(null),
  zone: ZoneSchema,
  country: CountrySchema,
  /** A shop that sells in two currencies has two stores. */
  currency: CurrencySchema,
  tax_mode: TaxModeSchema,
};

const StoreBodySchema = z
  .strictObject({ ...StoreFields, version: ExpectedVersionSchema })
  .openapi("StoreBody");

export const StoreSchema = z
  .strictObject({ code: SlugSchema, ...StoreFields, groups: z.array(SlugSchema), version: z.int() })
  .openapi("Store");

const StoreParams = z.object({ store: SlugSchema });

const listStores = createRoute({
  method: "get",
  path: "/api/v1/stores",
  tags: ["stores"],
  ...secured("read"),
  request: { query: PageQuerySchema },
  responses: {
    200: jsonAnswer("stores in order of their codes", pageSchema(StoreSchema)),
    ...PROBLEM_ANSWERS,
  },
});

const readStore = createRoute({
  method: "get",
  path: "/api/v1/stores/{store}",
  tags: ["stores"],
  ...secured("read"),
  request: { params: StoreParams },
  responses: { 200: jsonAnswer("the store", StoreSchema), ...PROBLEM_ANSWERS },
});

const putStore = createRoute({
  method: "put",
  path: "/api/v1/stores/{store}",
  tags: ["stores"],
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: StoreParams, ...jsonBody(StoreBodySchema) },
  responses: { 200: jsonAnswer("the store", StoreSchema), ...PROBLEM_ANSWERS },
});

function storeAnswer(row: StoreRow, groups: string[]): z.infer<typeof StoreSchema> {
  return {
    code: row.code,
    name: row.name,
    type: row.type,
    address: row.address,
    region: row.region,
    zone: row.zone,
    country: row.country,
    currency: row.currency,
    tax_mode: row.taxMode,
    groups,
    version: row.version,
  };
}

export const storeRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(listStores, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const { company } = c.get("caller");
    const db = c.get("db");
    const rows = await storesAfter(db, company, readCursor(cursor), limit + 1);
    const groups = await groupsOfStores(
      db,
      company,
      rows.map((row) => row.code),
    );
    const page = pageOf(
      rows,
      limit,
      (row) => row.code,
      (row) => storeAnswer(row, groups.get(row.code) ?? []),
    );
    return c.json(page, 200);
  })
  .openapi(readStore, async (c) => {
    const { company } = c.get("caller");
    const { store } = c.req.valid("param");
    const row = await storeByCode(c.get("db"), company, store);
    if (row === null) throw notFound();
    const groups = await groupsOfStores(c.get("db"), company, [store]);
    return c.json(storeAnswer(row, groups.get(store) ?? []), 200);
  })
  .openapi(putStore, async (c) => {
    const { version: expected, tax_mode: taxMode, ...fields } = c.req.valid("json");
    const { company } = c.get("caller");
    const { store: code } = c.req.valid("param");
    const db = c.get("db");
    const nowMs = c.get("nowMs");
    const answer = await mutate(c, {
      work: async () => {
        const before = await storeByCode(db, company, code);
        if (expected !== undefined && expected !== before?.version) {
          throw new ProblemException("version_conflict");
        }
        const row: StoreRow = {
          company,
          code,
          ...fields,
          taxMode,
          version: (before?.version ?? 0) + 1,
          createdAtMs: before?.createdAtMs ?? nowMs,
          updatedAtMs: nowMs,
        };
        const groups = await groupsOfStores(db, company, [code]);
        return {
          statements: [
            ...storeUpsert(db, row, before?.version ?? 0),
            defaultStoreIfNone(db, company, code),
            catalogueChanged(db, company),
          ],
          answer: storeAnswer(row, groups.get(code) ?? []),
          target: `store:${code}`,
        };
      },
      after: () => requestRefresh(c.env, company),
    });
    return c.json(answer, 200);
  });
