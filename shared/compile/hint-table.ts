/** What the blob holds of promotions that give hints; of all others nothing (HNT). */
import type { HintGives } from "../model/hint.ts";
import { LIMITS } from "../model/limits.ts";
import type { Award } from "../rules/award.ts";
import { AWARD_KINDS } from "../rules/award-kinds.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import { writeAmounts } from "../rules/program.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { toldTrees } from "../rules/told-trees.ts";
import { writeHints } from "../snapshot/hint-columns.ts";
import type { WordWriter } from "./program-writer.ts";

/** Line trees of a promotion whose places the writer notes. */
export function treesToTell(promotion: RulePromotion): ReadonlySet<LineCondition> {
  return new Set(promotion.hint === undefined ? [] : toldTrees(promotion).map(({ tree }) => tree));
}

/** The columns, once all promotions were written. Amounts are written behind them. */
export function hintColumns(
  promotions: readonly RulePromotion[],
  writer: WordWriter,
  number: (text: string) => number,
) {
  const rows = promotions.flatMap(({ hint, awards }, promotion) => {
    if (hint === undefined) return [];
    const withinAmounts = hint.within_amounts === undefined ? null : writer.words.length;
    if (hint.within_amounts !== undefined) writeAmounts(writer, hint.within_amounts);
    return [{ promotion, gives: givesOf(awards[0]), withinAmounts, withinUnits: hint.within_units ?? null }];
  });
  const trees = writer.noted.map(({ place, tree }) => ({ place, text: number(textOf(tree)) }));
  return writeHints(rows, trees);
}

function textOf(tree: LineCondition): string {
  const text = JSON.stringify(tree);
  if (text.length > LIMITS.hintItems) throw new Error("a line tree is too long for a hint");
  return text;
}

/** HNT-2: by the first award. */
function givesOf(award: Award | undefined): HintGives {
  if (award === undefined) throw new Error("a promotion has no award");
  const kind = AWARD_KINDS[award.kind];
  if (kind.does === "gift") return "gift";
  return "on" in award && award.on === "order_and_shipping" ? "order" : kind.stage(award);
}
