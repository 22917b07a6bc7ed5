/** Whether the mirror is the ledger: how far it is, and every figure that differs. */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { ModeSchema } from "../../shared/model/api-key.ts";
import type { ControlEnv } from "../env.ts";
import { pullEntries } from "../ingest/mirror.ts";
import { reconcile } from "../ingest/reconcile.ts";
import { mirrorPorts } from "../ingest/sweep.ts";
import { ledgerOf } from "../ledger.ts";
import { ProblemException, validationHook } from "./problem.ts";
import { jsonAnswer, PROBLEM_ANSWERS, secured } from "./route-parts.ts";

const ReconciliationSchema = z
  .strictObject({
    mode: ModeSchema,
    seq: z.int().openapi({ description: "Entries that are mirrored." }),
    high: z.int().openapi({ description: "Entries that the ledger has." }),
    differences: z.array(
      z.strictObject({
        of: z.string(),
        what: z.enum(["uses", "amount", "count", "greatest"]),
        currency: z.string().nullable(),
        mirror: z.int(),
        ledger: z.int(),
      }),
    ),
  })
  .openapi("Reconciliation");

const readMirror = createRoute({
  method: "get",
  path: "/api/v1/mirror",
  tags: ["reports"],
  summary: "Bring the mirror up to date and compare it with the ledger",
  ...secured("read"),
  request: { query: z.strictObject({ mode: ModeSchema.default("live") }) },
  responses: { 200: jsonAnswer("what was found", ReconciliationSchema), ...PROBLEM_ANSWERS },
});

export const mirrorRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook }).openapi(
  readMirror,
  async (c) => {
    const { mode } = c.req.valid("query");
    const { company } = c.get("caller");
    await pullEntries(mirrorPorts(c.env, c.get("ports")), company, mode).catch((error) => {
      throw new ProblemException("retry", String(error));
    });
    const found = await reconcile(c.get("db"), ledgerOf(c.env, company, mode), company, mode);
    return c.json({ mode, ...found }, 200);
  },
);
