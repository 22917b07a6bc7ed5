/** What a decision of the ledger is: an answer, and the steps that make it true. The shell applies all steps in one transaction. */
import type { CounterChange } from "./counter.ts";
import type { EntryBody } from "./entry.ts";
import type { ReservationRecord } from "./record.ts";

/** One entry with the rows that follow from it. Settings follow from the entry alone. */
export interface Step {
  /** Null only when a row changes of which nobody else needs to know. */
  entry: EntryBody | null;
  record: ReservationRecord | null;
  counters: CounterChange[];
}

export interface Decided<Answer> {
  answer: Answer;
  /** Empty for a refusal and for a repeated call. */
  steps: Step[];
}

/** An answer without any effect. */
export function unchanged<Answer>(answer: Answer): Decided<Answer> {
  return { answer, steps: [] };
}
