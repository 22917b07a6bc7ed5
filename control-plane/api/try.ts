/**
 * Trying a cart: what the edge would answer, at any time, on what is live or on drafts, with the reason of every promotion. Nothing is
 * held, counted or remembered. Facts come from the database, so they are as of now and not as of the last refresh.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { CartSchema } from "../../shared/model/cart.ts";
import { DecisionResultSchema } from "../../shared/model/decision.ts";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { decisionHash } from "../../shared/quote/decision-hash.ts";
import { companyById } from "../db/companies.ts";
import type { ControlEnv } from "../env.ts";
import { sha256Hex } from "../secrets.ts";
import { cartFactsFromDatabase, catalogueFromDatabase } from "../trying/cart-facts.ts";
import { rulesToTry } from "../trying/rules-to-try.ts";
import { tryDecision } from "../trying/try-decision.ts";
import { ProblemException, validationHook } from "./problem.ts";
import { jsonAnswer, jsonBody, PROBLEM_ANSWERS, secured } from "./route-parts.ts";

const TryBodySchema = z
  .strictObject({
    cart: CartSchema,
    at: z.iso.datetime().optional().openapi({ description: "Any instant; now without it." }),
    on: z
      .union([
        z.enum(["published", "draft"]),
        z.strictObject({ promotion: SlugSchema }),
        z.strictObject({ campaign: SlugSchema }),
      ])
      .default("draft")
      .openapi({
        description:
          "`published`: the live rules. `draft`: what a publication would make live now. Or the latest version of one promotion alone, or of all promotions of one campaign, launched or not.",
      }),
    hints: z.boolean().default(true).openapi({ description: "Whether hints are wanted." }),
  })
  .openapi("TryBody");

const TriedSchema = z
  .strictObject({
    hash: z.string(),
    rules: z.string().openapi({ description: "Hash of the compiled rules." }),
    decision: DecisionResultSchema,
  })
  .openapi("Tried");

const tryCart = createRoute({
  method: "post",
  path: "/api/v1/try",
  tags: ["publications"],
  summary: "Price a cart on live or draft rules, without effect and with every reason",
  ...secured("read"),
  request: jsonBody(TryBodySchema),
  responses: { 200: jsonAnswer("the decision", TriedSchema), ...PROBLEM_ANSWERS },
});

export const tryRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook }).openapi(
  tryCart,
  async (c) => {
    const { cart, at, on, hints } = c.req.valid("json");
    const db = c.get("db");
    const nowMs = c.get("nowMs");
    const atMs = at === undefined ? nowMs : Date.parse(at);
    const company = await companyById(db, c.get("caller").company);
    const rules = await rulesToTry(c.env, db, company.id, on, nowMs);
    const { experiments } = rules.plan;
    const resolved = await cartFactsFromDatabase(c.env, db, company, { cart, atMs, experiments });
    if (!resolved.ok) throw new ProblemException("invalid", undefined, resolved.problems);
    const readArticles = async (skus: readonly string[]) =>
      (await catalogueFromDatabase(db, company, skus)).article;
    const { facts, result } = await tryDecision(rules, resolved.facts, { atMs, hints }, readArticles);
    const hash = decisionHash(sha256Hex, { facts, rules: rules.rules, result });
    return c.json({ hash, rules: rules.rules, decision: result }, 200);
  },
);
