/** Compares the mirror with the ledger: entries without gap or double, and per promotion the same uses and the same money. */
import type { LedgerRpc } from "../../shared/ledger/rpc.ts";
import { type Mode, objectName } from "../../shared/model/address.ts";
import type { Database } from "../db/database.ts";
import { limitedPromotions, type MirroredUse, mirroredUse, positionOf, storedEntries } from "../db/mirror.ts";

export interface Difference {
  /** What was compared: "entries", or a promotion. */
  of: string;
  what: "uses" | "amount" | "count" | "greatest";
  currency: string | null;
  mirror: number;
  ledger: number;
}

export interface Reconciliation {
  seq: number;
  high: number;
  differences: Difference[];
}

/** Promotions asked for side by side. */
const AT_ONCE = 10;

/** Both sides must be at rest: what is committed while this runs shows as a difference. */
export async function reconcile(
  db: Database,
  ledger: Pick<LedgerRpc, "usage" | "entriesAfter">,
  company: string,
  mode: Mode,
): Promise<Reconciliation> {
  const object = objectName.ledger(company, mode);
  const position = await positionOf(db, object);
  const seq = position?.seq ?? 0;
  const { high } = await ledger.entriesAfter(seq, 1, seq);
  const stored = await storedEntries(db, object);
  const differences: Difference[] = [];
  const note = (
    of: string,
    what: Difference["what"],
    mirror: number,
    inLedger: number,
    currency?: string,
  ) => {
    if (mirror === inLedger) return;
    differences.push({ of, what, currency: currency ?? null, mirror, ledger: inLedger });
  };
  note("entries", "count", stored.entries, high);
  note("entries", "greatest", stored.greatest, high);
  const uses = usesByPromotion(await mirroredUse(db, company, mode));
  const promotions = [...new Set([...uses.keys(), ...(await limitedPromotions(db, company))])];
  for (let start = 0; start < promotions.length; start += AT_ONCE) {
    const some = promotions.slice(start, start + AT_ONCE);
    const usages = await Promise.all(some.map((promotion) => ledger.usage(promotion)));
    for (const [index, promotion] of some.entries()) {
      const mirrored = uses.get(promotion) ?? [];
      const usage = usages[index];
      // The ledger counts a promotion that has a limit or budget; without one it has nothing to compare.
      if (usage === null || usage === undefined) continue;
      const sum = mirrored.reduce((total, use) => total + use.uses, 0);
      note(promotion, "uses", sum, usage.total.committed);
      for (const budget of usage.budget) {
        const amount = mirrored.find((use) => use.currency === budget.currency)?.amount ?? 0;
        note(promotion, "amount", amount, budget.committed, budget.currency);
      }
    }
  }
  return { seq, high, differences };
}

function usesByPromotion(rows: readonly MirroredUse[]): Map<string, MirroredUse[]> {
  const uses = new Map<string, MirroredUse[]>();
  for (const row of rows) {
    const known = uses.get(row.promotion);
    if (known === undefined) uses.set(row.promotion, [row]);
    else known.push(row);
  }
  return uses;
}
