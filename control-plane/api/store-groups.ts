/** Groups of stores that campaigns and conditions may name. A changed group reaches the edge without a publish. */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { catalogueChanged } from "../db/companies.ts";
import type { Database } from "../db/database.ts";
import {
  groupByCode,
  groupDelete,
  groupsAfter,
  groupsOfStores,
  groupUpsert,
  knownStores,
  type StoreGroupRow,
  storesOfGroups,
} from "../db/stores.ts";
import type { ControlEnv } from "../env.ts";
import { requestRefresh } from "../publish/request-refresh.ts";
import { mutate } from "./mutate.ts";
import { notFound, ProblemException, validationHook } from "./problem.ts";
import {
  DeletedSchema,
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

const GroupFields = {
  name: z.string().trim().min(1).max(LIMITS.name),
  stores: z.array(SlugSchema).max(LIMITS.stores),
};
const GroupBodySchema = z
  .strictObject({ ...GroupFields, version: ExpectedVersionSchema })
  .openapi("StoreGroupBody");
const GroupSchema = z
  .strictObject({ code: SlugSchema, ...GroupFields, version: z.int() })
  .openapi("StoreGroup");

const GroupParams = z.object({ group: SlugSchema });

const listGroups = createRoute({
  method: "get",
  path: "/api/v1/store-groups",
  tags: ["stores"],
  ...secured("read"),
  request: { query: PageQuerySchema },
  responses: {
    200: jsonAnswer("groups in order of their codes", pageSchema(GroupSchema)),
    ...PROBLEM_ANSWERS,
  },
});

const readGroup = createRoute({
  method: "get",
  path: "/api/v1/store-groups/{group}",
  tags: ["stores"],
  ...secured("read"),
  request: { params: GroupParams },
  responses: { 200: jsonAnswer("the group", GroupSchema), ...PROBLEM_ANSWERS },
});

const putGroup = createRoute({
  method: "put",
  path: "/api/v1/store-groups/{group}",
  tags: ["stores"],
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: GroupParams, ...jsonBody(GroupBodySchema) },
  responses: { 200: jsonAnswer("the group", GroupSchema), ...PROBLEM_ANSWERS },
});

const deleteGroup = createRoute({
  method: "delete",
  path: "/api/v1/store-groups/{group}",
  tags: ["stores"],
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: GroupParams },
  responses: { 200: jsonAnswer("the group is gone", DeletedSchema), ...PROBLEM_ANSWERS },
});

function groupAnswer(row: StoreGroupRow, stores: string[]): z.infer<typeof GroupSchema> {
  return { code: row.code, name: row.name, stores, version: row.version };
}

/** Refuses stores that are unknown, or that would be in too many groups. */
async function checkMembers(db: Database, company: string, group: string, stores: string[]): Promise<void> {
  const known = await knownStores(db, company, stores);
  const groups = await groupsOfStores(db, company, stores);
  const errors = stores.flatMap((store, index) => {
    const path = `stores.${index}`;
    if (!known.has(store)) {
      return [{ path, code: "store_unknown", message: "is not a store of the company" }];
    }
    const others = (groups.get(store) ?? []).filter((code) => code !== group);
    if (others.length < LIMITS.storeGroups) return [];
    return [{ path, code: "too_big", message: `is in ${LIMITS.storeGroups} groups already` }];
  });
  if (errors.length > 0) throw new ProblemException("invalid", undefined, errors);
}

export const storeGroupRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(listGroups, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const { company } = c.get("caller");
    const rows = await groupsAfter(c.get("db"), company, readCursor(cursor), limit + 1);
    const members = await storesOfGroups(
      c.get("db"),
      company,
      rows.map((row) => row.code),
    );
    const page = pageOf(
      rows,
      limit,
      (row) => row.code,
      (row) => groupAnswer(row, members.get(row.code) ?? []),
    );
    return c.json(page, 200);
  })
  .openapi(readGroup, async (c) => {
    const { company } = c.get("caller");
    const { group } = c.req.valid("param");
    const row = await groupByCode(c.get("db"), company, group);
    if (row === null) throw notFound();
    const members = await storesOfGroups(c.get("db"), company, [group]);
    return c.json(groupAnswer(row, members.get(group) ?? []), 200);
  })
  .openapi(putGroup, async (c) => {
    const body = c.req.valid("json");
    const { company } = c.get("caller");
    const { group: code } = c.req.valid("param");
    const db = c.get("db");
    const nowMs = c.get("nowMs");
    const members = [...new Set(body.stores)].sort();
    const answer = await mutate(c, {
      work: async () => {
        const before = await groupByCode(db, company, code);
        if (body.version !== undefined && body.version !== before?.version) {
          throw new ProblemException("version_conflict");
        }
        await checkMembers(db, company, code, body.stores);
        const row: StoreGroupRow = {
          company,
          code,
          name: body.name,
          version: (before?.version ?? 0) + 1,
          createdAtMs: before?.createdAtMs ?? nowMs,
          updatedAtMs: nowMs,
        };
        return {
          statements: [...groupUpsert(db, row, members, before?.version ?? 0), catalogueChanged(db, company)],
          answer: groupAnswer(row, members),
          target: `store_group:${code}`,
        };
      },
      after: () => requestRefresh(c.env, company),
    });
    return c.json(answer, 200);
  })
  .openapi(deleteGroup, async (c) => {
    const { company } = c.get("caller");
    const { group: code } = c.req.valid("param");
    const db = c.get("db");
    const answer = await mutate(c, {
      work: async () => {
        if ((await groupByCode(db, company, code)) === null) throw notFound();
        return {
          statements: [...groupDelete(db, company, code), catalogueChanged(db, company)],
          answer: { deleted: code },
          target: `store_group:${code}`,
        };
      },
      after: () => requestRefresh(c.env, company),
    });
    return c.json(answer, 200);
  });
