/**
 * API keys: made, listed, rolled, revoked. A text is shown once. `sk` keys made here do all that an order service needs; the right to
 * manage is the owner's, and goes on only to a restricted key that names it. Test keys never manage.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import {
  KeyTypeSchema,
  ModeSchema,
  type Scope,
  ScopeSchema,
  TYPE_SCOPES,
} from "../../shared/model/api-key.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import {
  keyById,
  keyExpiry,
  keyInsert,
  keyRevocation,
  keysAfter,
  makeKey,
  writeKeyRecord,
} from "../db/keys.ts";
import type { ControlEnv } from "../env.ts";
import { ledgerOf, MODES } from "../ledger.ts";
import { instantText, type KeyAnswer, KeySchema, KeyTextSchema, keyAnswer } from "./key-answer.ts";
import { mutate } from "./mutate.ts";
import { notFound, ProblemException, validationHook } from "./problem.ts";
import {
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

const OriginSchema = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/, "must be an origin such as https://shop.example");

const NewKeySchema = z
  .strictObject({
    name: z.string().trim().min(1).max(LIMITS.name),
    type: KeyTypeSchema,
    mode: ModeSchema,
    scopes: z.array(ScopeSchema).min(1).max(ScopeSchema.options.length).optional(),
    origins: z.array(OriginSchema).max(LIMITS.treeChildren).optional(),
    expires_at: z.iso.datetime().optional(),
  })
  .superRefine((key, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (key.type === "rk" && key.scopes === undefined) refuse("scopes", "a restricted key names its scopes");
    if (key.type !== "rk" && key.scopes !== undefined) refuse("scopes", "goes with restricted keys only");
    if (key.type !== "pk" && key.origins !== undefined) refuse("origins", "goes with publishable keys only");
    if (key.mode === "test" && key.scopes?.includes("manage")) refuse("scopes", "a test key cannot manage");
  })
  .openapi("NewApiKey");
type NewKeyBody = z.infer<typeof NewKeySchema>;

const RollSchema = z
  .strictObject({
    old_expires_in_s: z
      .int()
      .min(0)
      .max(7 * 86_400)
      .default(86_400)
      .openapi({ description: "How long the old key goes on beside the new one." }),
  })
  .openapi("RollApiKey");

const ShownKeySchema = z.strictObject({ key: KeySchema, text: KeyTextSchema }).openapi("ShownApiKey");
type ShownKey = z.infer<typeof ShownKeySchema>;

const KeyParams = z.object({ key: z.string().min(1).max(64) });

const createKey = createRoute({
  method: "post",
  path: "/api/v1/keys",
  tags: ["keys"],
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, ...jsonBody(NewKeySchema) },
  responses: { 201: jsonAnswer("the key, shown once", ShownKeySchema), ...PROBLEM_ANSWERS },
});

const listKeys = createRoute({
  method: "get",
  path: "/api/v1/keys",
  tags: ["keys"],
  ...secured("read"),
  request: { query: PageQuerySchema },
  responses: { 200: jsonAnswer("keys, without their texts", pageSchema(KeySchema)), ...PROBLEM_ANSWERS },
});

const readKey = createRoute({
  method: "get",
  path: "/api/v1/keys/{key}",
  tags: ["keys"],
  ...secured("read"),
  request: { params: KeyParams },
  responses: { 200: jsonAnswer("the key, without its text", KeySchema), ...PROBLEM_ANSWERS },
});

const revokeKey = createRoute({
  method: "post",
  path: "/api/v1/keys/{key}/revoke",
  tags: ["keys"],
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: KeyParams },
  responses: { 200: jsonAnswer("the revoked key", KeySchema), ...PROBLEM_ANSWERS },
});

const rollKey = createRoute({
  method: "post",
  path: "/api/v1/keys/{key}/roll",
  tags: ["keys"],
  summary: "Make a successor with the same rights; the old key runs out",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: KeyParams, ...jsonBody(RollSchema) },
  responses: { 201: jsonAnswer("the successor, shown once", ShownKeySchema), ...PROBLEM_ANSWERS },
});

function scopesOf(body: NewKeyBody): Scope[] {
  if (body.type !== "rk") return TYPE_SCOPES[body.type];
  return [...new Set(body.scopes ?? [])].sort();
}

/** Refuses the key at the ledger objects from now on; a call that fails is a 503, and repeating it is safe. */
async function revokeAtLedger(c: Context<ControlEnv>, company: string, id: string): Promise<void> {
  try {
    await Promise.all(MODES.map((mode) => ledgerOf(c.env, company, mode).revokeKey(id)));
  } catch (error) {
    console.error(JSON.stringify({ request_id: c.get("requestId"), ledger: String(error) }));
    throw new ProblemException("retry", "the ledger could not be reached");
  }
}

export const keyRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(createKey, async (c) => {
    const body = c.req.valid("json");
    const { company, actor } = c.get("caller");
    const db = c.get("db");
    const answer = await mutate<ShownKey>(c, {
      secret: true,
      work: async () => {
        const fields = {
          company,
          name: body.name,
          type: body.type,
          mode: body.mode,
          scopes: scopesOf(body),
          origins: body.origins ?? [],
          expiresAtMs: body.expires_at === undefined ? null : Date.parse(body.expires_at),
          createdBy: actor,
        };
        const { row, text } = makeKey(c.env, fields, c.get("nowMs"));
        return {
          statements: [keyInsert(db, row)],
          answer: { key: keyAnswer(row), text },
          target: `key:${row.id}`,
        };
      },
      after: ({ key }) => writeKeyRecord(c.env, db, company, key.id),
    });
    return c.json(answer, 201);
  })
  .openapi(listKeys, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const rows = await keysAfter(c.get("db"), c.get("caller").company, readCursor(cursor), limit + 1);
    return c.json(
      pageOf(rows, limit, (row) => row.id, keyAnswer),
      200,
    );
  })
  .openapi(readKey, async (c) => {
    const row = await keyById(c.get("db"), c.get("caller").company, c.req.valid("param").key);
    if (row === null) throw notFound();
    return c.json(keyAnswer(row), 200);
  })
  .openapi(revokeKey, async (c) => {
    const { company } = c.get("caller");
    const { key: id } = c.req.valid("param");
    const db = c.get("db");
    const nowMs = c.get("nowMs");
    const answer = await mutate<KeyAnswer>(c, {
      work: async () => {
        const row = await keyById(db, company, id);
        if (row === null) throw notFound();
        await revokeAtLedger(c, company, id);
        const revokedAtMs = row.revokedAtMs ?? nowMs;
        return {
          statements: keyRevocation(db, row, revokedAtMs),
          answer: keyAnswer({ ...row, revokedAtMs }),
          target: `key:${id}`,
        };
      },
      after: () => writeKeyRecord(c.env, db, company, id),
    });
    return c.json(answer, 200);
  })
  .openapi(rollKey, async (c) => {
    const body = c.req.valid("json");
    const { company, actor } = c.get("caller");
    const { key: id } = c.req.valid("param");
    const db = c.get("db");
    const nowMs = c.get("nowMs");
    const answer = await mutate<ShownKey>(c, {
      secret: true,
      work: async () => {
        const old = await keyById(db, company, id);
        if (old === null) throw notFound();
        const ended = old.revokedAtMs !== null || (old.expiresAtMs !== null && old.expiresAtMs <= nowMs);
        if (ended) throw new ProblemException("state_conflict", `ended before ${instantText(nowMs)}`);
        const endMs = Math.min(
          nowMs + body.old_expires_in_s * 1000,
          old.expiresAtMs ?? Number.MAX_SAFE_INTEGER,
        );
        const { name, type, mode, scopes, origins } = old;
        const fields = { company, name, type, mode, scopes, origins, expiresAtMs: null, createdBy: actor };
        const { row, text } = makeKey(c.env, fields, nowMs);
        return {
          statements: [...keyExpiry(db, old, endMs), keyInsert(db, row)],
          answer: { key: keyAnswer(row), text },
          target: `key:${row.id}`,
        };
      },
      after: async ({ key }) => {
        await writeKeyRecord(c.env, db, company, key.id);
        await writeKeyRecord(c.env, db, company, id);
      },
    });
    return c.json(answer, 201);
  });
