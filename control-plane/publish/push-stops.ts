/** Brings both ledger objects to the stops that D1 wants. One company's pushes run one after the other, inside its publisher. */
import type { Mode } from "../../shared/model/address.ts";
import { runBatch } from "../db/database.ts";
import { type StopStateRow, stopsPushed, stopsToPush } from "../db/stops.ts";
import { MODES } from "../ledger.ts";
import type { PublisherPorts } from "./ports.ts";

/** Promotions of one call to an object. */
const PUSH_ROWS = 500;

type StopPorts = Pick<PublisherPorts, "db" | "ledger">;

async function pushTo(ports: StopPorts, company: string, mode: Mode): Promise<void> {
  const ledger = ports.ledger(company, mode);
  for (;;) {
    const rows = await stopsToPush(ports.db, company, mode, PUSH_ROWS);
    if (rows.length === 0) return;
    const ids = (some: StopStateRow[]) => some.map((row) => row.promotion);
    const voiding = rows.filter((row) => row.stopped && row.voidHolds);
    const stopping = rows.filter((row) => row.stopped && !row.voidHolds);
    const resuming = rows.filter((row) => !row.stopped);
    if (voiding.length > 0) await ledger.stop(ids(voiding), true);
    if (stopping.length > 0) await ledger.stop(ids(stopping), false);
    if (resuming.length > 0) await ledger.resume(ids(resuming));
    await runBatch(ports.db, stopsPushed(ports.db, mode, rows));
  }
}

/** Pushes what is due to each object; an object that cannot be reached stays due and is named in the answer. */
export async function pushDueStops(ports: StopPorts, company: string): Promise<string[]> {
  const pushes = await Promise.allSettled(MODES.map((mode) => pushTo(ports, company, mode)));
  return pushes.flatMap((push) => (push.status === "rejected" ? [`stops: ${String(push.reason)}`] : []));
}
