/** Pushes limits and budgets to both ledger objects of a company. The higher revision wins there, so repeats and races are harmless. */
import type { LedgerRpc } from "../../shared/ledger/rpc.ts";
import type { Mode } from "../../shared/model/address.ts";
import { type Database, runBatch } from "../db/database.ts";
import { definitionOf, type LimitsRow, limitsOf, limitsPushed, limitsToPush } from "../db/limit-settings.ts";
import { MODES } from "../ledger.ts";

/** Settings pushed side by side. */
const PUSH_ROWS = 20;

export interface LimitPorts {
  db: Database;
  ledger: (company: string, mode: Mode) => LedgerRpc;
}

/** Pushes one setting to the objects that lack it. Throws if one cannot be reached; what was acknowledged is noted. */
export async function pushLimits(ports: LimitPorts, row: LimitsRow): Promise<void> {
  const acknowledged = { live: row.liveRevision, test: row.testRevision };
  const due = MODES.filter((mode) => acknowledged[mode] < row.revision);
  const pushes = await Promise.allSettled(
    due.map(async (mode) => {
      const answer = await ports.ledger(row.company, mode).setLimits(definitionOf(row));
      if (answer.code === "older") return refuseUnlessSuperseded(ports.db, row, answer.revision);
      await runBatch(ports.db, [limitsPushed(ports.db, row, mode)]);
    }),
  );
  const failed = pushes.find((push) => push.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

/**
 * A later setting of ours may have reached the ledger first; then this one has nothing left to do. A ledger that is ahead of the database
 * itself holds what nobody set here: that is never an acknowledgement.
 */
async function refuseUnlessSuperseded(db: Database, row: LimitsRow, revision: number): Promise<void> {
  const current = await limitsOf(db, row.company, row.promotion);
  if ((current?.revision ?? 0) >= revision) return;
  throw new Error(`the ledger holds revision ${revision} of ${row.promotion}, ahead of the database`);
}

/** Pushes everything that is due, or what is due of one rule set; throws if any push fails. */
export async function pushDueLimits(ports: LimitPorts, company: string, rules?: string): Promise<void> {
  for (;;) {
    const rows = await limitsToPush(ports.db, company, {
      rows: PUSH_ROWS,
      ...(rules === undefined ? {} : { rules }),
    });
    const pushes = await Promise.allSettled(rows.map((row) => pushLimits(ports, row)));
    const failed = pushes.find((push) => push.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    if (rows.length < PUSH_ROWS) return;
  }
}
