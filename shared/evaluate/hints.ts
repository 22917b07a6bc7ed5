/**
 * What to add to get the next promotion (HNT-1 to HNT-6). Found last of all, on a decision that is made: nothing of it depends on hints, and
 * without a promotion that gives some they cost nothing.
 */
import { type Hint, HintItemsSchema } from "../model/hint.ts";
import { LIMITS } from "../model/limits.ts";
import { amountAt } from "../rules/program.ts";
import { type HintRow, readHint } from "../snapshot/hint-columns.ts";
import { NONE } from "../snapshot/rules-blob.ts";
import { instantText } from "../time/instant-text.ts";
import { eligibleWith, type Met } from "./eligibility.ts";
import { type Candidate, candidateOf } from "./hint-candidates.ts";
import { type Worth, worthOf } from "./hint-worth.ts";
import type { Inputs } from "./inputs.ts";
import { type Plan, placeIn } from "./plan.ts";
import type { Selection } from "./selection.ts";

/** The hints of a decision, nearest first. */
export function hintsOf(inputs: Inputs, met: Met, counted: Selection): Hint[] {
  const promotions = hinting(inputs, met);
  if (promotions.length === 0) return [];
  const eligible = new Set(eligibleWith(inputs, met, counted.counting));
  const candidates: Candidate[] = [];
  for (const promotion of promotions) {
    if (inputs.fuel <= 0) break;
    const candidate = candidateOf(inputs, promotion, counted, eligible.has(promotion));
    if (candidate !== null && isNear(inputs, candidate)) candidates.push(candidate);
  }
  const shown: Hint[] = [];
  for (const candidate of candidates.sort(compareNearness).slice(0, LIMITS.hintsWeighed)) {
    if (shown.length === LIMITS.hintsShown) break;
    const worth = worthOf(inputs, { met, counted, eligible }, candidate);
    if (worth !== null) shown.push(toldHint(inputs, candidate, worth));
  }
  return shown;
}

/** Promotions of the cart stage that give hints and that the cart reached, through the index or by a typed code. */
function hinting({ plan, codes }: Inputs, met: Met): number[] {
  const typed = codes.map(({ promotion }) => promotion).filter((each) => each >= plan.catalogueCount);
  return [...new Set([...met.hinting, ...typed.filter((each) => plan.hasHint(each))])];
}

/** HNT-4. */
function isNear({ plan, cart }: Inputs, { promotion, kind, lack }: Candidate): boolean {
  if (lack === null) return true;
  const { withinAmounts, withinUnits } = rowOf(plan, promotion);
  const missing = lack.need - lack.have;
  if (kind !== "amount") return withinUnits === null || missing <= withinUnits;
  if (withinAmounts === null) return true;
  return missing <= amountAt(plan, withinAmounts, plan.words.length, cart.currency);
}

function rowOf(plan: Plan, promotion: number): HintRow {
  return readHint(plan.sections, placeIn(plan.sections.hint_promotion, promotion));
}

/** HNT-5: by what share of the need is missing. */
function compareNearness(a: Candidate, b: Candidate): number {
  const [one, other] = [shareOf(a), shareOf(b)];
  const difference = one.missing * other.need - other.missing * one.need;
  return difference === 0n ? a.promotion - b.promotion : difference < 0n ? -1 : 1;
}

function shareOf({ kind, lack }: Candidate): { missing: bigint; need: bigint } {
  if (lack === null) return { missing: kind === "upcoming" ? 1n : 0n, need: 1n };
  return { missing: BigInt(lack.need - lack.have), need: BigInt(lack.need) };
}

function toldHint({ plan }: Inputs, { promotion, kind, lack, startMs }: Candidate, { gain }: Worth): Hint {
  const items = lack?.items == null ? null : toldItems(plan, lack.items);
  return {
    promotion: plan.promotionId(promotion),
    label: plan.text(plan.sections.promotion_label[promotion] ?? NONE),
    kind,
    for: rowOf(plan, promotion).gives,
    ...(lack === null ? {} : { need: lack.need, have: lack.have, missing: lack.need - lack.have }),
    ...(items === null ? {} : { items }),
    ...(lack?.step == null ? {} : { step: lack.step }),
    ...(startMs === null ? {} : { at: instantText(startMs) }),
    ...(gain === null ? {} : { gain }),
  };
}

/** The line tree at a place as its author wrote it; null where the bytes are damaged. */
function toldItems(plan: Plan, place: number): Hint["items"] | null {
  const { hint_tree_place, hint_tree_text } = plan.sections;
  const row = placeIn(hint_tree_place, place);
  if (row < 0) return null;
  try {
    return HintItemsSchema.safeParse(JSON.parse(plan.text(hint_tree_text[row] ?? NONE))).data ?? null;
  } catch {
    return null;
  }
}
