/** What the routes of reservations and orders share: checking handles, hashing requests, reserving, and nudging the mirror. */
import type { Context } from "hono";
import type { LedgerRpc, ReservationView } from "../../shared/ledger/rpc.ts";
import { archiveKey } from "../../shared/model/address.ts";
import { customerKeys } from "../../shared/model/identity.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import type { RecordOrderRequest, Reservation, ReserveRequest } from "../../shared/model/reservation.ts";
import { requestHash } from "../../shared/quote/request-hash.ts";
import type { EdgeEnv } from "../env.ts";
import { identityPort, sha256Hex } from "../platform-hash.ts";
import { gatherBasis } from "../pricing/basis.ts";
import { pricingCall } from "../pricing/pricing-call.ts";
import { ProblemException } from "../problem.ts";
import { reservationAnswer } from "./answers.ts";
import { isOwnHandle, makeHandle } from "./handle.ts";
import { callLedger } from "./ledger-client.ts";
import { reserve } from "./reserve.ts";

/** One call to the ledger of the caller's company and mode. */
export function toLedger<T>(c: Context<EdgeEnv>, call: (ledger: LedgerRpc) => Promise<T>): Promise<T> {
  return callLedger(c.env, c.get("caller"), call);
}

/** A handle that this company made; any other is as unknown as one that never was. */
export function ownHandle(c: Context<EdgeEnv>, handle: string): string {
  if (!isOwnHandle(identityPort(c.env), c.get("caller"), handle)) throw new ProblemException("not_found");
  return handle;
}

/**
 * A reservation as callers see it. The decision of a committed order moves to the archive when the mirror has its entry; an archive that
 * cannot be read leaves the decision out and nothing else.
 */
export async function answerOf(c: Context<EdgeEnv>, view: ReservationView): Promise<Reservation> {
  if (view.document !== null || view.state !== "committed") return reservationAnswer(view);
  const { company, mode } = c.get("caller");
  const key = archiveKey.decision(company, mode, view.decision_hash);
  try {
    const archived = await c.env.ARCHIVE.get(key);
    const document = archived === null ? null : new Uint8Array(await archived.arrayBuffer());
    return reservationAnswer({ ...view, document });
  } catch (error) {
    console.error(JSON.stringify({ archive: key, error: String(error) }));
    return reservationAnswer(view);
  }
}

/** Tells the control plane that there is something to pull. A sweep covers a lost nudge. */
export function nudgeMirror(c: Context<EdgeEnv>): void {
  const { company, mode } = c.get("caller");
  const sent = c.env.MIRROR_NUDGES.send({ company, mode }).catch((error: unknown) => {
    console.error(JSON.stringify({ nudge: company, error: String(error) }));
  });
  c.executionCtx.waitUntil(sent);
}

/** Reserves, or records an order in one step, from a body. */
export async function reserveFrom(
  c: Context<EdgeEnv>,
  body: ReserveRequest | RecordOrderRequest,
): Promise<Reservation> {
  const { cart, ...rest } = body;
  if (cart.lines.length === 0) throw new ProblemException("cart_empty");
  const port = identityPort(c.env);
  const caller = c.get("caller");
  const call = await pricingCall(c, cart.customer, "cart.");
  const { id, token, identifiers } = cart.customer ?? {};
  // Without the company's settings, so that the hash does not depend on whether they can be read now.
  const keys =
    token === undefined
      ? customerKeys(port, caller.company, { id, identifiers }, false)
      : call.shopper.keys(false);
  const hash = requestHash(sha256Hex, { cart, customer_keys: keys.counted, rest });
  const replaces = body.replaces ?? null;
  if (replaces !== null && !isOwnHandle(port, caller, replaces)) {
    throw new ProblemException("not_found", { detail: "`replaces` names no reservation" });
  }
  const parts = {
    id: body.id,
    handle: makeHandle(port, caller, body.id),
    requestHash: hash,
    keyId: caller.keyId,
    ttlMs: "ttl" in body && body.ttl !== undefined ? body.ttl * 1000 : LIMITS.holdDefaultMs,
    expectToPay: body.expect?.to_pay ?? null,
    acceptPartial: body.accept_partial ?? false,
    replaces,
    renews: body.renews ?? null,
    order: "order" in body ? body.order : null,
  };
  const view = await reserve(parts, await gatherBasis(call, cart), (ledgerCall) => toLedger(c, ledgerCall));
  return answerOf(c, view);
}
