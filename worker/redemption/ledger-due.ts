/** What a ledger object tidies away: ended holds, documents nobody needs, ids that are forgotten. All of it in bounded batches. */
import type { Entry } from "../../shared/ledger/entry.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { expireBatch } from "./ledger-effects.ts";
import type { LedgerStore } from "./ledger-store.ts";

/** The id of a committed order whose document the mirror has not confirmed is asked for again after this. */
const forgetAgainMs = 86_400_000;

/** Works off one batch of each kind of what is due. */
export function tidy(store: LedgerStore, nowMs: number): void {
  expireBatch(store, nowMs);
  for (const { dueAtMs, heldSeq } of store.due("drop", nowMs, LIMITS.dueBatch)) {
    store.dropDocument(heldSeq);
    store.undue("drop", dueAtMs, heldSeq);
    store.raiseMark("tidied_ms", nowMs);
  }
  const confirmed = store.mark("confirmed");
  for (const { dueAtMs, heldSeq } of store.due("forget", nowMs, LIMITS.dueBatch)) {
    store.undue("forget", dueAtMs, heldSeq);
    const record = store.byHeldSeq(heldSeq);
    if (record?.state === "committed" && record.lastSeq > confirmed) {
      store.makeDue("forget", nowMs + forgetAgainMs, heldSeq);
      continue;
    }
    store.forget(heldSeq);
    store.raiseMark("tidied_ms", nowMs);
  }
}

/** A page of entries for the mirror. What it confirms to have stored whole, documents included, is dropped here. */
export function answerEntries(
  store: LedgerStore,
  seq: number,
  limit: number,
  confirmed: number,
): { entries: Entry[]; high: number } {
  const high = store.head().seq;
  const before = store.mark("confirmed");
  const after = Math.min(confirmed, high, before + 2 * LIMITS.mirrorBatch);
  if (after > before) {
    store.dropConfirmed(before, after);
    store.raiseMark("confirmed", after);
  }
  const page = Math.max(1, Math.min(limit, LIMITS.mirrorBatch));
  return { entries: store.entriesAfter(seq, page), high };
}
