/** What awards of a plan are and act on in one cart, found once an evaluation: it depends on the cart as it came alone. */

import type { Award } from "../rules/award.ts";
import { type AwardKind, NO_TARGET, type Target } from "../rules/award-kind.ts";
import { AWARD_KINDS } from "../rules/award-kinds.ts";
import type { ContentRun } from "../rules/cart-view.ts";
import { nodeEnd, opcodeAt } from "../rules/program.ts";
import { isExcluded } from "../rules/reduced.ts";
import { type OfferedGift, offeredGift } from "./gift-lines.ts";
import { enter, type Inputs } from "./inputs.ts";
import type { Plan } from "./plan.ts";

interface NamedKind {
  readonly name: Award["kind"];
  readonly kind: AwardKind<Award>;
}

const KIND_BY_OPCODE: readonly (NamedKind | undefined)[] = kindsByOpcode();

function kindsByOpcode(): (NamedKind | undefined)[] {
  const table: (NamedKind | undefined)[] = [];
  for (const [name, kind] of Object.entries(AWARD_KINDS)) {
    table[kind.opcode] = { name: name as Award["kind"], kind };
  }
  return table;
}

/** Kind of an award, with its name; undefined where the bytes are damaged. */
export function awardKind({ plan }: Inputs, award: number): NamedKind | undefined {
  return KIND_BY_OPCODE[opcodeAt(plan, plan.sections.award_place[award] ?? 0)];
}

/** Where the fields of an award stand in the program. */
export function awardFields(plan: Plan, award: number): { readonly at: number; readonly end: number } {
  const place = plan.sections.award_place[award] ?? 0;
  return { at: place + 1, end: nodeEnd(plan, place, plan.words.length) };
}

/** Units and charges of an award. */
export function targetOf(inputs: Inputs, award: number): Target {
  const known = inputs.targets.get(award);
  if (known !== undefined) return known;
  enterAward(inputs, award);
  const target = findTarget(inputs, award);
  inputs.targets.set(award, target);
  return target;
}

/** The same were nothing reduced (AWD-24). */
export function targetWithReduced(inputs: Inputs, award: number): Target {
  enterAward(inputs, award);
  inputs.cart.reduced = 0;
  return findTarget(inputs, award);
}

function findTarget(inputs: Inputs, award: number): Target {
  const { plan, cart } = inputs;
  const kind = awardKind(inputs, award)?.kind;
  const { at, end } = awardFields(plan, award);
  inputs.burn(cart.runs.length);
  return kind?.does === "money" ? kind.target(plan, at, end, cart) : NO_TARGET;
}

/** What an award gives for nothing; null if it is no gift. */
export function giftOf(inputs: Inputs, award: number): OfferedGift | null {
  const known = inputs.gifts.get(award);
  if (known !== undefined) return known;
  const { plan, cart } = inputs;
  const kind = awardKind(inputs, award)?.kind;
  if (kind?.does !== "gift") return null;
  const promotion = enterAward(inputs, award);
  const { at, end } = awardFields(plan, award);
  const gift = offeredGift(cart, plan.promotionId(promotion), kind.gift(plan, at, end, cart));
  inputs.gifts.set(award, gift);
  return gift;
}

/** Content runs that an award measures at its turn, by their places (SEL-20). */
export function measuredRunsOf(inputs: Inputs, award: number): readonly number[] {
  const { plan, cart } = inputs;
  const kind = awardKind(inputs, award)?.kind;
  if (kind?.does !== "money") return [];
  enterAward(inputs, award);
  const { at, end } = awardFields(plan, award);
  return kind.measured(plan, at, end, cart);
}

/** AWD-24: whether a promotion refuses the cart because units that it would take were reduced before they came into it. */
export function refusesReduced(inputs: Inputs, promotion: number): boolean {
  const bits = inputs.plan.reducedOf(promotion);
  return refuses(inputs, promotion) && hasUnit(inputs, promotion, (run) => isExcluded(run, bits));
}

/** POL-12. */
export function refuses({ plan }: Inputs, promotion: number): boolean {
  return plan.reducedOf(promotion) !== 0 && plan.policiesOf(promotion).reduced_items === "refuse";
}

/** Whether one of a promotion's awards could take units of a content run of which something is so, were they open. */
export function hasUnit(
  inputs: Inputs,
  promotion: number,
  isSo: (run: ContentRun, index: number) => boolean,
): boolean {
  const { plan, cart } = inputs;
  enter(inputs, promotion);
  for (let award = plan.firstAward(promotion); award < plan.awardsEnd(promotion); award++) {
    const kind = awardKind(inputs, award)?.kind;
    if (kind?.does !== "money") continue;
    const { at, end } = awardFields(plan, award);
    inputs.burn(cart.runs.length);
    const isFound = kind.fitting(plan, at, end, cart).some((index) => {
      const run = cart.runs[index];
      return run?.discountable === true && isSo(run, index);
    });
    if (isFound) return true;
  }
  return false;
}

/** AWD-24: content runs, by their index, with units that one of a promotion's awards could take, were nothing reduced. */
export function openRuns(inputs: Inputs, promotion: number): readonly number[] {
  const open: number[] = [];
  hasUnit(inputs, promotion, (_run, index) => {
    open.push(index);
    return false;
  });
  return open;
}

/** Makes the promotion of an award the one at work, and answers it. */
function enterAward(inputs: Inputs, award: number): number {
  const { award_list_at } = inputs.plan.sections;
  let low = 0;
  let high = inputs.plan.promotionCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((award_list_at[middle + 1] ?? 0) <= award) low = middle + 1;
    else high = middle;
  }
  enter(inputs, low);
  return low;
}
