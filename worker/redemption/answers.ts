/** From the ledger's answers to those of the API: reservations as callers see them, and refusals as problem documents. */
import type { ReservationView } from "../../shared/ledger/rpc.ts";
import type { Decision } from "../../shared/model/decision.ts";
import type { ProblemCode } from "../../shared/model/problem.ts";
import type { Reservation } from "../../shared/model/reservation.ts";
import { ProblemException } from "../problem.ts";
import { unpackDocument } from "./document.ts";

/** A reservation on the wire; without decision once its outcome is all that is kept. */
export function reservationAnswer(view: ReservationView): Reservation {
  return {
    handle: view.handle,
    state: view.state,
    expires_at: new Date(view.expires_at_ms).toISOString(),
    ...(view.document === null ? {} : { decision: unpackDocument(view.document).decision }),
    ...(view.order === null ? {} : { order: view.order }),
    over_grants: view.over_grants,
  };
}

/** Nothing was held; the decision says what it would be now. */
export function quoteChanged(decision: Decision): ProblemException {
  return new ProblemException("quote_changed", { members: { decision } });
}

/** Refusals of the ledger that are problem codes of their own. */
export function refusal(code: ProblemCode | "key_revoked"): ProblemException {
  return new ProblemException(code === "key_revoked" ? "key_invalid" : code);
}
