/**
 * Limits and budget of a promotion: live settings, outside its versions. A change is acknowledged once the live and the test ledger hold
 * it; if one cannot be reached the call is a 503 `retry`, the change stands, and a sweep goes on pushing it.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { ModeSchema } from "../../shared/model/api-key.ts";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { type LimitSettings, LimitSettingsSchema } from "../../shared/model/limit.ts";
import { limitsOf, limitsWrite } from "../db/limit-settings.ts";
import type { ControlEnv } from "../env.ts";
import { ledgerOf } from "../ledger.ts";
import { pushLimits } from "../publish/push-limits.ts";
import { mutate } from "./mutate.ts";
import { ProblemException, validationHook } from "./problem.ts";
import { promotionOf } from "./promotions.ts";
import { jsonAnswer, jsonBody, MUTATING_HEADERS, PROBLEM_ANSWERS, secured } from "./route-parts.ts";

const LimitParams = z.object({ promotion: SlugSchema });

const RevisionSchema = z.int().min(0).openapi({ description: "0 before the first setting." });

const LimitsBodySchema = z
  .strictObject({ ...LimitSettingsSchema.shape, revision: RevisionSchema.optional() })
  .refine(({ limits }) => new Set(limits.map(({ id }) => id)).size === limits.length, {
    path: ["limits"],
    message: "repeats the id of a limit",
  })
  .openapi("LimitsBody");

const LimitsSchema = z
  .strictObject({ promotion: SlugSchema, ...LimitSettingsSchema.shape, revision: RevisionSchema })
  .openapi("Limits");

const CountSchema = z.strictObject({ held: z.int(), committed: z.int() });
const UsedLimitsSchema = z
  .strictObject({
    ...LimitsSchema.shape,
    mode: ModeSchema,
    usage: z
      .strictObject({
        revision: z.int(),
        stopped: z.boolean(),
        total: CountSchema,
        budget: z.array(
          z.strictObject({
            currency: z.string(),
            held: z.int(),
            committed: z.int(),
            amount: z.int().nullable(),
          }),
        ),
      })
      .nullable()
      .openapi({ description: "By the ledger, now; null if it knows nothing of the promotion." }),
  })
  .openapi("UsedLimits");

const readLimits = createRoute({
  method: "get",
  path: "/api/v1/promotions/{promotion}/limits",
  tags: ["promotions"],
  ...secured("read"),
  request: { params: LimitParams, query: z.strictObject({ mode: ModeSchema.default("live") }) },
  responses: { 200: jsonAnswer("settings and use", UsedLimitsSchema), ...PROBLEM_ANSWERS },
});

const putLimits = createRoute({
  method: "put",
  path: "/api/v1/promotions/{promotion}/limits",
  tags: ["promotions"],
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: LimitParams, ...jsonBody(LimitsBodySchema) },
  responses: { 200: jsonAnswer("the settings, in force", LimitsSchema), ...PROBLEM_ANSWERS },
});

const NONE: LimitSettings = { limits: [], budget: null };

export const limitRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(readLimits, async (c) => {
    const db = c.get("db");
    const { company } = c.get("caller");
    const { promotion: id } = c.req.valid("param");
    const { mode } = c.req.valid("query");
    await promotionOf(db, company, id);
    const row = await limitsOf(db, company, id);
    const { limits, budget } = row ?? NONE;
    const used = await ledgerOf(c.env, company, mode)
      .usage(id)
      .catch(() => {
        throw new ProblemException("retry", "the ledger cannot be reached");
      });
    const usage = used === null ? null : omitPromotion(used);
    return c.json({ promotion: id, limits, budget, revision: row?.revision ?? 0, mode, usage }, 200);
  })
  .openapi(putLimits, async (c) => {
    const { revision: expected, ...settings } = c.req.valid("json");
    const db = c.get("db");
    const { company } = c.get("caller");
    const nowMs = c.get("nowMs");
    const { promotion: id } = c.req.valid("param");
    const answer = await mutate(c, {
      work: async () => {
        const { content } = await promotionOf(db, company, id);
        if (content.stage === "catalogue" && (settings.limits.length > 0 || settings.budget !== null)) {
          throw new ProblemException(
            "state_conflict",
            "a catalogue promotion lowers prices and is not counted",
          );
        }
        const revisionBefore = (await limitsOf(db, company, id))?.revision ?? 0;
        if (expected !== undefined && expected !== revisionBefore) {
          throw new ProblemException("version_conflict");
        }
        return {
          statements: limitsWrite(db, { company, promotion: id, revisionBefore }, settings, nowMs),
          answer: { promotion: id, ...settings, revision: revisionBefore + 1 },
          target: `limits:${id}`,
        };
      },
      after: async () => {
        const row = await limitsOf(db, company, id);
        const ports = { db, ledger: (name: string, mode: "live" | "test") => ledgerOf(c.env, name, mode) };
        if (row !== null) await pushLimits(ports, row);
      },
    });
    return c.json(answer, 200);
  });

function omitPromotion<T extends { promotion: string }>({ promotion: _, ...rest }: T): Omit<T, "promotion"> {
  return rest;
}
