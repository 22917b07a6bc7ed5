/** What reports read, unfolded from entries: one header a committed order, one redemption a promotion that it got. Pure. */
import type { Entry } from "../../shared/ledger/entry.ts";
import type { Mode } from "../../shared/model/address.ts";
import type { CommittedOrderRow, RedemptionRow } from "../db/mirror.ts";

export interface MirrorSource {
  company: string;
  mode: Mode;
  /** Local day of an instant in the company's zone. */
  dayOf: (ms: number) => string;
  /** Handles of committed orders whose document is in the archive. */
  archived: ReadonlySet<string>;
}

export interface Unfolded {
  orders: CommittedOrderRow[];
  redemptions: RedemptionRow[];
}

/** Only commits are unfolded: holds, releases and expiries changed nothing that a report counts. */
export function unfoldEntries(entries: readonly Entry[], source: MirrorSource): Unfolded {
  const orders: CommittedOrderRow[] = [];
  const redemptions: RedemptionRow[] = [];
  const { company, mode } = source;
  for (const { seq, at_ms: committedAtMs, body } of entries) {
    if (body.kind !== "committed") continue;
    const { reservation, order } = body;
    const placedAtMs = Date.parse(order.placed_at);
    const day = source.dayOf(placedAtMs);
    const { currency, customer } = reservation;
    orders.push({
      company,
      mode,
      externalId: order.external_id,
      handle: reservation.handle,
      seq,
      day,
      placedAtMs,
      paidAtMs: order.paid_at === undefined ? null : Date.parse(order.paid_at),
      committedAtMs,
      currency,
      store: reservation.store,
      channel: reservation.channel,
      customerKey: customer,
      beforeAmount: reservation.before,
      toPayAmount: reservation.to_pay,
      decisionHash: reservation.decision_hash,
      archived: source.archived.has(reservation.handle),
      late: body.late,
      overGrants: body.over_grants,
      renews: reservation.renews,
      order,
    });
    for (const { promotion, version, campaign, code, amount } of reservation.effects) {
      redemptions.push({
        ...{ company, mode, order: order.external_id, promotion, version, campaign, code, amount },
        ...{ currency, day, customerKey: customer },
      });
    }
  }
  return { orders, redemptions };
}
