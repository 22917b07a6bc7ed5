/**
 * Small mutable values of KV (pointers, key records) in the memory of an isolate. Young ones are used as they are, older ones while a
 * refresh runs behind the answer, old ones only after a fresh read or when KV cannot be reached. Ages are real time always.
 * Only values are shared between requests, never promises: one request's end may drop another's continuation.
 */
import { LIMITS } from "../../shared/model/limits.ts";
import type { LeastRecentMap } from "./least-recent.ts";

/** What a read of KV told. */
export type Read<T> = { kind: "found"; value: T } | { kind: "absent" } | { kind: "unreachable" };

export interface Remembered<T> {
  value: T;
  /** When KV last confirmed it. */
  checkedAtMs: number;
  /** When a refresh behind an answer began, so that not every request starts one. */
  refreshingAtMs: number;
}

export type Recalled<T> =
  | { kind: "known"; value: T; ageMs: number }
  | { kind: "absent" }
  | { kind: "unreachable" };

export interface Recall<T> {
  memory: LeastRecentMap<Remembered<T>>;
  key: string;
  read: () => Promise<Read<T>>;
  /** Whether a value that was read may take the remembered one's place. */
  replaces: (next: T, known: T) => boolean;
  /** A value that was there once stays when KV says there is none. */
  absentKeeps: boolean;
  /** Read again, whatever the age. */
  afresh: boolean;
  /** Lets work go on behind the answer. */
  background: (work: Promise<unknown>) => void;
}

/** The value as young as its age demands, the last known one if KV cannot be reached. */
export async function recall<T>(recalling: Recall<T>): Promise<Recalled<T>> {
  const known = recalling.memory.get(recalling.key);
  if (known === undefined || recalling.afresh) return readNow(recalling);
  const nowMs = Date.now();
  const ageMs = nowMs - known.checkedAtMs;
  if (ageMs > LIMITS.pointerHardMs) return readNow(recalling);
  if (ageMs > LIMITS.pointerSoftMs && nowMs - known.refreshingAtMs > LIMITS.pointerSoftMs) {
    known.refreshingAtMs = nowMs;
    recalling.background(readNow(recalling));
  }
  return { kind: "known", value: known.value, ageMs };
}

async function readNow<T>(recalling: Recall<T>): Promise<Recalled<T>> {
  const { memory, key } = recalling;
  const read = await recalling.read();
  const known = memory.get(key);
  const nowMs = Date.now();
  if (read.kind === "found") {
    const value =
      known === undefined || recalling.replaces(read.value, known.value) ? read.value : known.value;
    memory.set(key, { value, checkedAtMs: nowMs, refreshingAtMs: nowMs });
    return { kind: "known", value, ageMs: 0 };
  }
  if (read.kind === "absent" && !recalling.absentKeeps) {
    memory.delete(key);
    return { kind: "absent" };
  }
  if (known === undefined || nowMs - known.checkedAtMs > LIMITS.snapshotStaleMs) return { kind: read.kind };
  return { kind: "known", value: known.value, ageMs: nowMs - known.checkedAtMs };
}
