/** `POST /v1/quotes` and `/v1/quotes/batch`: what carts cost now and why. Without effect; the carts of a batch are answered each on its own. */
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { every } from "hono/combine";
import { DecisionSchema } from "../../shared/model/decision.ts";
import {
  type QuoteAnswer,
  QuoteBatchRequestSchema,
  QuoteBatchSchema,
  type QuoteRequest,
  QuoteRequestSchema,
} from "../../shared/model/reservation.ts";
import { authenticate } from "../auth.ts";
import { limitBody } from "../body-limit.ts";
import type { EdgeEnv } from "../env.ts";
import { problemDocument, problemOf, validationHook } from "../problem.ts";
import { BY_KEY, jsonAnswer, jsonBody, PROBLEM_ANSWERS } from "../route-parts.ts";
import { quoteDecision } from "./quote-decision.ts";

const COMMON = {
  tags: ["quotes"],
  security: BY_KEY,
  middleware: every(authenticate({ scope: "quote", unconfirmed: true }), limitBody),
};

const quote = createRoute({
  ...COMMON,
  method: "post",
  path: "/v1/quotes",
  request: { body: jsonBody(QuoteRequestSchema) },
  responses: { 200: jsonAnswer("the decision", DecisionSchema), ...PROBLEM_ANSWERS },
});

const batch = createRoute({
  ...COMMON,
  method: "post",
  path: "/v1/quotes/batch",
  request: { body: jsonBody(QuoteBatchRequestSchema) },
  responses: {
    200: jsonAnswer("an answer a quote, in their order", QuoteBatchSchema),
    ...PROBLEM_ANSWERS,
  },
});

export const quoteRoutes = new OpenAPIHono<EdgeEnv>({ defaultHook: validationHook })
  .openapi(quote, async (c) => c.json(await quoteDecision(c, c.req.valid("json")), 200))
  .openapi(batch, async (c) => {
    const { quotes } = c.req.valid("json");
    // Side by side: what several of them need is read once, and they are evaluated one after the other.
    const answers = await Promise.all(quotes.map((request) => answerTo(c, request)));
    return c.json({ answers }, 200);
  });

/** What a quote of a batch would be answered alone. */
async function answerTo(c: Context<EdgeEnv>, request: QuoteRequest): Promise<QuoteAnswer> {
  try {
    return { status: 200, decision: await quoteDecision(c, request) };
  } catch (error) {
    const problem = problemDocument(c, problemOf(c, error));
    return { status: problem.status, problem };
  }
}
