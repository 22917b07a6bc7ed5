/**
 * Stops by hand: from the answer on the ledgers refuse new reservations with these promotions; shown prices follow within the delay of
 * KV. Existing holds still commit, unless they are voided. No publication and no rollback lifts a stop, only a resumption does.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import type { Statement } from "../db/database.ts";
import { knownPromotions } from "../db/promotions.ts";
import type { StopCause } from "../db/schema/promotion.ts";
import { resumeStatements, stopStatements, stopStatesOf, stopsAfter } from "../db/stops.ts";
import type { ControlEnv } from "../env.ts";
import { settleCompany } from "../publish/request-refresh.ts";
import { authorOf } from "./author.ts";
import { mutate } from "./mutate.ts";
import { ProblemException, validationHook } from "./problem.ts";
import { StopCauseSchema } from "./promotion-answer.ts";
import { promotionOf } from "./promotions.ts";
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

const PromotionsSchema = z.array(SlugSchema).min(1).max(LIMITS.stopPromotions);
const StopBodySchema = z
  .strictObject({
    promotions: PromotionsSchema,
    void_holds: z.boolean().default(false).openapi({
      description: "Fraud: what is held now is voided, and its commit is refused with `stopped`.",
    }),
  })
  .openapi("StopBody");
const ResumeBodySchema = z.strictObject({ promotions: PromotionsSchema }).openapi("ResumeBody");

const StopStateSchema = z
  .strictObject({
    promotion: SlugSchema,
    stopped: z.boolean().openapi({ description: "True while any cause stands." }),
    pending: z.boolean().openapi({
      description: "A ledger could not be reached yet; it is tried until it holds what is wanted.",
    }),
  })
  .openapi("StopState");
const StopStatesSchema = z.strictObject({ items: z.array(StopStateSchema) }).openapi("StopStates");

const listStops = createRoute({
  method: "get",
  path: "/api/v1/stops",
  tags: ["publications"],
  ...secured("read"),
  request: { query: PageQuerySchema },
  responses: {
    200: jsonAnswer(
      "stopped promotions",
      pageSchema(z.strictObject({ ...StopStateSchema.shape, stopped_by: z.array(StopCauseSchema) })),
    ),
    ...PROBLEM_ANSWERS,
  },
});

const stop = createRoute({
  method: "post",
  path: "/api/v1/stops",
  tags: ["publications"],
  summary: "Stop promotions",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, ...jsonBody(StopBodySchema) },
  responses: { 200: jsonAnswer("what holds now", StopStatesSchema), ...PROBLEM_ANSWERS },
});

const resume = createRoute({
  method: "post",
  path: "/api/v1/stops/resume",
  tags: ["publications"],
  summary: "Lift stops made by hand; pauses stay",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, ...jsonBody(ResumeBodySchema) },
  responses: { 200: jsonAnswer("what holds now", StopStatesSchema), ...PROBLEM_ANSWERS },
});

const pausePromotion = createRoute({
  method: "post",
  path: "/api/v1/promotions/{promotion}/{action}",
  tags: ["promotions"],
  summary: "Pause or resume a promotion",
  ...secured("manage"),
  request: {
    headers: MUTATING_HEADERS,
    params: z.object({ promotion: SlugSchema, action: z.enum(["pause", "resume"]) }),
  },
  responses: { 200: jsonAnswer("what holds now", StopStateSchema), ...PROBLEM_ANSWERS },
});

/** Writes causes, lets the publisher carry them out, and tells how far it came. */
async function carryOut(
  c: Context<ControlEnv>,
  promotions: readonly string[],
  statements: () => Statement[],
): Promise<z.infer<typeof StopStateSchema>[]> {
  const db = c.get("db");
  const { company } = c.get("caller");
  await mutate(c, {
    work: async () => {
      const known = await knownPromotions(db, company, promotions);
      const errors = [...promotions.entries()].flatMap(([index, id]) =>
        known.has(id)
          ? []
          : [
              {
                path: `promotions.${index}`,
                code: "not_found",
                message: "is not a promotion of the company",
              },
            ],
      );
      if (errors.length > 0) throw new ProblemException("invalid", undefined, errors);
      return { statements: statements(), answer: {}, target: `promotion:${promotions.join(",")}` };
    },
    after: async () => {
      await settleCompany(c.env, company);
    },
  });
  const states = await stopStatesOf(db, company, promotions);
  return promotions.map((promotion) => {
    const state = states.get(promotion);
    return { promotion, stopped: state?.stopped ?? false, pending: state !== undefined && !state.settled };
  });
}

export const stopRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(listStops, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const { company } = c.get("caller");
    const rows = await stopsAfter(c.get("db"), company, { after: readCursor(cursor), rows: limit + 1 });
    const page = pageOf(
      rows,
      limit,
      (row) => row.promotion,
      (row) => ({
        promotion: row.promotion,
        stopped: row.stopped,
        pending: row.liveRevision < row.revision || row.testRevision < row.revision,
        stopped_by: row.causes,
      }),
    );
    return c.json(page, 200);
  })
  .openapi(stop, async (c) => {
    const { promotions, void_holds: voidHolds } = c.req.valid("json");
    const { company } = c.get("caller");
    const items = await carryOut(c, promotions, () =>
      stopStatements(c.get("db"), company, { promotions }, { cause: "operator", voidHolds }, authorOf(c)),
    );
    return c.json({ items }, 200);
  })
  .openapi(resume, async (c) => {
    const { promotions } = c.req.valid("json");
    const { company } = c.get("caller");
    const items = await carryOut(c, promotions, () =>
      resumeStatements(c.get("db"), company, { promotions }, "operator"),
    );
    return c.json({ items }, 200);
  })
  .openapi(pausePromotion, async (c) => {
    const { promotion, action } = c.req.valid("param");
    const db = c.get("db");
    const { company } = c.get("caller");
    await promotionOf(db, company, promotion);
    const cause: StopCause = "promotion";
    const [state] = await carryOut(c, [promotion], () =>
      action === "pause"
        ? stopStatements(db, company, { promotions: [promotion] }, { cause, voidHolds: false }, authorOf(c))
        : resumeStatements(db, company, { promotions: [promotion] }, cause),
    );
    return c.json(state ?? { promotion, stopped: false, pending: false }, 200);
  });
