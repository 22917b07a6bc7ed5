/**
 * The mirror: pulls the entries of one ledger object in order and stores them with what they unfold to. INVARIANT: the position moves
 * only in the batch that stores every entry up to it, and only from where it was read. So there is no gap and no double, whoever
 * pulls, however often, however interleaved; a second puller at the same place stores nothing and goes on from the new place.
 */
import type { Entry } from "../../shared/ledger/entry.ts";
import type { LedgerRpc } from "../../shared/ledger/rpc.ts";
import { type Mode, objectName } from "../../shared/model/address.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { localDay } from "../../shared/time/offsets.ts";
import { customersTouched } from "../db/customers.ts";
import { type Database, isLostRace, runBatch, type Statement } from "../db/database.ts";
import {
  committedOrderInserts,
  entryInserts,
  orderHeaders,
  positionMove,
  positionOf,
  redemptionInserts,
  zoneOf,
} from "../db/mirror.ts";
import type { Clock } from "../ports.ts";
import { snapshotZone } from "../publish/zones.ts";
import { type ArchivePorts, archiveDocuments } from "./archive.ts";
import { unfoldEntries } from "./unfold-entries.ts";

export interface MirrorPorts {
  db: Database;
  archive: ArchivePorts["archive"];
  ledger: (company: string, mode: Mode) => Pick<LedgerRpc, "entriesAfter" | "document">;
  clock: Clock;
}

/** Batches of one call: a cron run is to end, and the next one goes on. */
const BATCHES_MAX = 40;

/** Pulls until nothing is left, or as much as one call may; answers how far the mirror is then. */
export async function pullEntries(
  ports: MirrorPorts,
  company: string,
  mode: Mode,
): Promise<{ seq: number; high: number }> {
  let reached = { seq: 0, high: 0 };
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    reached = await pullBatch(ports, company, mode);
    if (reached.seq >= reached.high) break;
  }
  return reached;
}

async function pullBatch(
  ports: MirrorPorts,
  company: string,
  mode: Mode,
): Promise<{ seq: number; high: number }> {
  const { db } = ports;
  const object = objectName.ledger(company, mode);
  const before = await positionOf(db, object);
  const from = before?.seq ?? 0;
  const ledger = ports.ledger(company, mode);
  const { entries, high } = await ledger.entriesAfter(from, LIMITS.mirrorBatch, from);
  assertContinuous(object, entries, from, high);
  const seq = entries.at(-1)?.seq ?? from;
  if (entries.length === 0) return { seq, high };
  const zone = await zoneOf(db, company);
  if (zone === null) throw new Error(`there is no company ${company}`);
  const archived = await archiveDocuments({ archive: ports.archive, ledger }, company, mode, entries);
  const unfolded = unfoldEntries(entries, {
    company,
    mode,
    archived,
    dayOf: (ms) => localDay(snapshotZone(zone), ms),
  });
  const nowMs = await ports.clock.now();
  const customers = unfolded.orders.flatMap(({ customerKey }) => (customerKey === null ? [] : [customerKey]));
  const statements: Statement[] = [
    ...positionMove(db, { object, company, mode, seq, high, pulledAtMs: nowMs }, from),
    ...entryInserts(db, object, entries),
    ...committedOrderInserts(db, unfolded.orders),
    ...redemptionInserts(db, unfolded.redemptions),
    ...orderHeaders(db, unfolded.orders, nowMs),
    ...(mode === "live" && customers.length > 0 ? [customersTouched(db, company, customers, nowMs)] : []),
  ];
  try {
    await runBatch(db, statements);
  } catch (error) {
    // Another puller was here first; from its place on there may be more.
    if (!isLostRace(error)) throw error;
    return { seq: from, high };
  }
  return { seq, high };
}

/** The object numbers its entries without gaps; anything else must never be stored as if it were so. */
function assertContinuous(object: string, entries: readonly Entry[], from: number, high: number): void {
  if (high < from) throw new Error(`${object} ends at ${high}, before what is mirrored (${from})`);
  for (const [index, { seq }] of entries.entries()) {
    if (seq !== from + index + 1) throw new Error(`${object} answered ${seq} after ${from + index}`);
  }
}
