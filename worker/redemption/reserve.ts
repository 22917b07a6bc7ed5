/**
 * Reserving: the cart is priced again now and everything it needs is held in one ledger transaction, by one call. If the ledger is
 * short, it says all that is short or stopped, and the cart is priced without it, a bounded number of times. The ledger looks the id
 * up first, so a repeated call gets its recorded outcome whatever the prices are by now; even when pricing fails, the id is asked.
 */
import type { LedgerRpc, ReservationView, ReserveAnswer, ReserveCommand } from "../../shared/ledger/rpc.ts";
import type { Decision } from "../../shared/model/decision.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { adjusted } from "../pricing/adjustments.ts";
import type { Basis, Gathered } from "../pricing/basis.ts";
import { decide } from "../pricing/decide.ts";
import { ProblemException, retryLater } from "../problem.ts";
import { quoteChanged, refusal } from "./answers.ts";
import { packDocument } from "./document.ts";

/** What a reservation is asked for, besides its cart. */
export interface ReserveRequestParts {
  id: string;
  handle: string;
  requestHash: string;
  keyId: string;
  ttlMs: number;
  expectToPay: number | null;
  acceptPartial: boolean;
  replaces: string | null;
  renews: string | null;
  order: ReserveCommand["order"];
}

/** One call to the ledger; throws `retry` when it does not answer. */
export type CallLedger = <T>(call: (ledger: LedgerRpc) => Promise<T>) => Promise<T>;

/** Holds (or holds and commits) what the cart needs; throws every refusal. */
export async function reserve(
  parts: ReserveRequestParts,
  gathered: Gathered,
  callLedger: CallLedger,
): Promise<ReservationView> {
  if (!gathered.ok) return recordedOutcome(parts, gathered.problem, callLedger);
  let { basis } = gathered;
  if (basis.plan === null) {
    return recordedOutcome(
      parts,
      retryLater("nothing is published yet, or it cannot be read now"),
      callLedger,
    );
  }
  let adjustments = basis.masked;
  for (let round = 0; round < LIMITS.reserveRounds; round++) {
    const priced = await decide(basis, adjustments, { explain: false });
    basis = priced.basis;
    const decision: Decision = { ...priced.decision, limits: "checked" };
    const command = commandOf(parts, basis, decision, round > 0);
    const answer = await callLedger((ledger) => ledger.reserve(command));
    if (answer.code !== "short") return settle(answer, decision);
    adjustments = adjusted(adjustments, answer);
  }
  throw retryLater("what is free changes faster than it can be priced");
}

async function recordedOutcome(
  parts: ReserveRequestParts,
  problem: ProblemException,
  callLedger: CallLedger,
): Promise<ReservationView> {
  const outcome = await callLedger((ledger) => ledger.outcome(parts.id, parts.requestHash));
  if (outcome === null) throw problem;
  if (outcome.code === "id_conflict") throw refusal("id_conflict");
  return outcome.reservation;
}

function settle(answer: Exclude<ReserveAnswer, { code: "short" }>, decision: Decision): ReservationView {
  switch (answer.code) {
    case "held":
    case "committed":
    case "known":
      return answer.reservation;
    case "quote_changed":
      throw quoteChanged(decision);
    case "customer_required":
      throw new ProblemException("customer_required", {
        errors: answer.promotions.map((promotion) => ({
          path: "cart.customer",
          code: "customer_required",
          message: `\`${promotion}\` counts per customer`,
        })),
      });
    case "replaces_unknown":
      throw new ProblemException("not_found", { detail: "`replaces` names no reservation" });
    case "replaces_committed":
      throw new ProblemException("already_committed", { detail: "`replaces` names what is committed" });
    default:
      throw refusal(answer.code);
  }
}

function commandOf(
  parts: ReserveRequestParts,
  basis: Basis,
  decision: Decision,
  cut: boolean,
): ReserveCommand {
  const { facts } = basis;
  return {
    request_hash: parts.requestHash,
    key_id: parts.keyId,
    reservation: {
      handle: parts.handle,
      id: parts.id,
      currency: decision.currency,
      store: facts.store,
      channel: facts.channel,
      customer: facts.customer.key,
      to_pay: decision.totals.to_pay,
      before: decision.totals.to_pay + decision.totals.saved,
      decision_hash: decision.hash,
      effects: decision.applied.map((applied) => ({
        promotion: applied.promotion,
        version: applied.version,
        campaign: applied.campaign ?? null,
        code: applied.code ?? null,
        amount: applied.saved,
        first_order: applied.first_order ?? false,
      })),
      renews: parts.renews,
    },
    customer_keys: basis.countedKeys,
    ttl_ms: parts.ttlMs,
    expect_to_pay: parts.expectToPay,
    accept_partial: parts.acceptPartial,
    cut,
    replaces: parts.replaces,
    order: parts.order,
    document: packDocument({ facts, at: decision.at, rules: basis.rules, decision }),
  };
}
