/** The answer to one quote: what a cart costs now and why, with limits asked about where the caller wants it. */
import type { Context } from "hono";
import type { LedgerRpc } from "../../shared/ledger/rpc.ts";
import type { Decision } from "../../shared/model/decision.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import type { QuoteRequest } from "../../shared/model/reservation.ts";
import type { EdgeEnv } from "../env.ts";
import { ProblemException } from "../problem.ts";
import { askLedger } from "../redemption/ledger-client.ts";
import { adjusted } from "./adjustments.ts";
import { type Basis, gatherBasis } from "./basis.ts";
import { decide, type Told } from "./decide.ts";
import { pricingCall } from "./pricing-call.ts";
import { untrustedAnswer } from "./untrusted-answer.ts";

/** Prices a cart without effect; throws its refusal. */
export async function quoteDecision(c: Context<EdgeEnv>, request: QuoteRequest): Promise<Decision> {
  const { cart, explain = false, hints = true, check } = request;
  const call = await pricingCall(c, cart.customer, "cart.");
  const { caller, shopper } = call;
  if (check !== undefined && caller.type === "pk" && !shopper.byToken) {
    throw new ProblemException("token_required", { detail: "limits are checked for a named customer" });
  }
  const gathered = await gatherBasis(call, cart);
  if (!gathered.ok) throw gathered.problem;
  const { basis } = gathered;
  const told = { explain, hints };
  const answer = (decision: Decision) =>
    caller.scopes.includes("facts") ? decision : untrustedAnswer(decision, basis.plan);
  if (check === undefined || basis.plan === null) {
    return answer((await decide(basis, basis.masked, told)).decision);
  }
  const ask = (query: Parameters<LedgerRpc["check"]>[0]) =>
    askLedger(c.env, caller, (ledger) => ledger.check(query));
  return answer(await checkedDecision(basis, told, ask));
}

type Ask = (
  query: Parameters<LedgerRpc["check"]>[0],
) => Promise<{ ok: true; value: Awaited<ReturnType<LedgerRpc["check"]>> } | { ok: false }>;

/**
 * Prices, asks whether it is all free, and prices again without what is short until nothing is: usually one question. A quote
 * never fails for the ledger's sake: without an answer it says that limits are unchecked.
 */
async function checkedDecision(given: Basis, told: Told, ask: Ask): Promise<Decision> {
  let adjustments = given.masked;
  let { decision, basis } = await decide(given, adjustments, told);
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
    ({ decision, basis } = await decide(basis, adjustments, told));
  }
  return decision;
}
