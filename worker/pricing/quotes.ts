/** `POST /v1/quotes`: what a cart costs now and why. Without effect; a ledger is asked only when the caller wants limits checked. */
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { every } from "hono/combine";
import type { LedgerRpc } from "../../shared/ledger/rpc.ts";
import { type Decision, DecisionSchema, type Explain } from "../../shared/model/decision.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { QuoteRequestSchema } from "../../shared/model/reservation.ts";
import { authenticate } from "../auth.ts";
import { limitBody } from "../body-limit.ts";
import type { EdgeEnv } from "../env.ts";
import { ProblemException, validationHook } from "../problem.ts";
import { askLedger } from "../redemption/ledger-client.ts";
import { BY_KEY, jsonAnswer, jsonBody, PROBLEM_ANSWERS } from "../route-parts.ts";
import { adjusted } from "./adjustments.ts";
import { type Basis, gatherBasis } from "./basis.ts";
import { decide } from "./decide.ts";
import { pricingCall } from "./pricing-call.ts";
import { untrustedAnswer } from "./untrusted-answer.ts";

const quote = createRoute({
  method: "post",
  path: "/v1/quotes",
  tags: ["quotes"],
  security: BY_KEY,
  middleware: every(authenticate({ scope: "quote", unconfirmed: true }), limitBody),
  request: { body: jsonBody(QuoteRequestSchema) },
  responses: { 200: jsonAnswer("the decision", DecisionSchema), ...PROBLEM_ANSWERS },
});

export const quoteRoutes = new OpenAPIHono<EdgeEnv>({ defaultHook: validationHook }).openapi(
  quote,
  async (c) => {
    const { cart, explain = false, check } = c.req.valid("json");
    const call = await pricingCall(c, cart);
    const { caller, shopper } = call;
    if (check !== undefined && caller.type === "pk" && !shopper.byToken) {
      throw new ProblemException("token_required", { detail: "limits are checked for a named customer" });
    }
    const gathered = await gatherBasis(call);
    if (!gathered.ok) throw gathered.problem;
    const { basis } = gathered;
    const told = caller.scopes.includes("facts") ? (decision: Decision) => decision : untrustedAnswer;
    if (check === undefined || basis.plan === null) {
      return c.json(told(decide(basis, basis.masked, explain)), 200);
    }
    const ask = (query: Parameters<LedgerRpc["check"]>[0]) =>
      askLedger(c.env, caller, (ledger) => ledger.check(query));
    return c.json(told(await checkedDecision(basis, explain, ask)), 200);
  },
);

type Ask = (
  query: Parameters<LedgerRpc["check"]>[0],
) => Promise<{ ok: true; value: Awaited<ReturnType<LedgerRpc["check"]>> } | { ok: false }>;

/**
 * Prices, asks whether it is all free, and prices again without what is short until nothing is: usually one question. A quote
 * never fails for the ledger's sake: without an answer it says that limits are unchecked.
 */
async function checkedDecision(basis: Basis, explain: Explain, ask: Ask): Promise<Decision> {
  let adjustments = basis.masked;
  let decision = decide(basis, adjustments, explain);
  for (let round = 0; round < LIMITS.reserveRounds; round++) {
    const answer = await ask({
      customer_keys: basis.countedKeys,
      customer: basis.facts.customer.key,
      promotions: decision.applied.map((applied) => ({
        promotion: applied.promotion,
        code: applied.code ?? null,
        amount: applied.saved,
        first_order: applied.first_order ?? false,
      })),
      currency: decision.currency,
    });
    if (!answer.ok) return decision;
    const { shortages, stopped, exhausted } = answer.value;
    const priced = new Set(decision.applied.map((applied) => applied.promotion));
    const touches = [...shortages.map((shortage) => shortage.promotion), ...stopped, ...exhausted];
    if (!touches.some((promotion) => priced.has(promotion))) return { ...decision, limits: "checked" };
    adjustments = adjusted(adjustments, answer.value);
    decision = decide(basis, adjustments, explain);
  }
  return decision;
}
