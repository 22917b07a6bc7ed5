/**
 * Applies a set of promotions: stage by stage, in a stage in the order of SEL-1, of a promotion its awards in their own order (SEL-3).
 * Selection asks for it many times, so it keeps no more than the amounts; the last time makes the decision.
 */

import { STAGES, type Stage, type Target } from "../rules/award-kind.ts";
import { AWARD_KINDS } from "../rules/award-kinds.ts";
import { nodeEnd, opcodeAt } from "../rules/program.ts";
import { currentSum, type Slice, splitAfter, takenSum, trim } from "../rules/slice.ts";
import type { Inputs } from "./inputs.ts";
import type { PreparedCart } from "./prepared-cart.ts";

/** Units or charges that a promotion won in a lane `best_each`: half-open pairs of unit indexes by place. */
export type Won = ReadonlyMap<number, readonly (readonly [from: number, to: number])[]>;

export interface Chosen {
  readonly promotion: number;
  /** Null: it acts on all its targets. */
  readonly won: Won | null;
}

/** One award that took something off. */
export interface Step {
  readonly promotion: number;
  /** Its place among the promotion's awards. */
  readonly award: number;
  readonly stage: Stage;
  readonly base: number;
  readonly saved: number;
}

/** What applying a set came to. */
export interface Applied {
  /** First slice of each line, in unit order. */
  readonly goods: readonly Slice[];
  readonly charges: readonly Slice[];
  /** What each of the chosen took off, in their order. */
  readonly saved: readonly number[];
  readonly saving: number;
  readonly steps: readonly Step[];
}

const KIND_BY_OPCODE = new Map(
  Object.entries(AWARD_KINDS).map(([name, kind]) => [kind.opcode, { name, kind }] as const),
);

/** Kind of an award, with its name; undefined where the bytes are damaged. */
export function awardKind({ plan }: Inputs, award: number) {
  return KIND_BY_OPCODE.get(opcodeAt(plan, plan.sections.award_place[award] ?? 0));
}

const NO_TARGET: Target = { places: [], counts: [], missing: {} };

/** Units or charges of an award by the cart as it came; found once an evaluation. */
export function targetOf(inputs: Inputs, award: number): Target {
  const known = inputs.targets.get(award);
  if (known !== undefined) return known;
  const { plan, cart } = inputs;
  const at = plan.sections.award_place[award] ?? 0;
  const end = nodeEnd(plan, at, plan.words.length);
  const target = awardKind(inputs, award)?.kind.target(plan, at + 1, end, cart) ?? NO_TARGET;
  inputs.targets.set(award, target);
  return target;
}

/** Applies a set that is sorted in the order of SEL-1. */
export function applySet(inputs: Inputs, chosen: readonly Chosen[]): Applied {
  const goods = goodsOf(inputs.cart);
  const charges = chargesOf(inputs.cart);
  const saved = chosen.map(() => 0);
  const steps: Step[] = [];
  for (const stage of STAGES) {
    for (const [index, each] of chosen.entries()) {
      const first = inputs.plan.firstAward(each.promotion);
      for (let award = first; award < inputs.plan.awardsEnd(each.promotion); award++) {
        if (inputs.plan.stage(award) !== stage) continue;
        const slices = slicesOf(stage === "shipping" ? charges : goods, targetOf(inputs, award), each.won);
        const base = currentSum(slices);
        if (base === 0) continue;
        const left = (inputs.granted.get(each.promotion) ?? Number.POSITIVE_INFINITY) - (saved[index] ?? 0);
        const took = applyAward(inputs, each.promotion, award, slices, left);
        if (took === 0) continue;
        saved[index] = (saved[index] ?? 0) + took;
        steps.push({ promotion: each.promotion, award: award - first, stage, base, saved: took });
      }
    }
  }
  return { goods, charges, saved, saving: saved.reduce((sum, each) => sum + each, 0), steps };
}

/** Takes one award off its slices: what it says, its cap, then what is left of a grant (AWD-8, AWD-15). */
function applyAward(
  inputs: Inputs,
  promotion: number,
  award: number,
  slices: Slice[],
  grantLeft: number,
): number {
  const { plan, cart } = inputs;
  const kind = awardKind(inputs, award)?.kind;
  if (kind === undefined) return 0;
  const at = plan.sections.award_place[award] ?? 0;
  const end = nodeEnd(plan, at, plan.words.length);
  const full = [...kind.take(plan, at + 1, end, slices, cart)];
  const parts = trim(trim(full, kind.cap(plan, at + 1, end, cart)), grantLeft);
  const took = takenSum(parts);
  for (const slice of parts) {
    if (slice.taken > 0) {
      slice.current -= slice.taken;
      slice.parts = { promotion, amount: slice.taken, before: slice.parts };
    }
    slice.taken = 0;
  }
  return took;
}

function goodsOf({ runs, quantities }: PreparedCart): Slice[] {
  const goods: Slice[] = [];
  for (const [run, { from, to, catalog }] of runs.entries()) {
    for (let place = from; place < to; place++)
      goods.push(newSlice(place, run, quantities[place] ?? 0, catalog));
  }
  return goods;
}

function chargesOf({ facts }: PreparedCart): Slice[] {
  return facts.shipping.map((charge, place) => newSlice(place, place, 1, charge.amount));
}

function newSlice(place: number, run: number, count: number, current: number): Slice {
  return { place, run, count, current, taken: 0, parts: null, next: null };
}

/** Slices of a target in unit order, split where the target begins or ends inside one. */
function slicesOf(heads: readonly Slice[], target: Target, won: Won | null): Slice[] {
  const slices: Slice[] = [];
  for (const [index, place] of target.places.entries()) {
    const head = heads[place];
    if (head === undefined) continue;
    if (won === null) collect(head, 0, target.counts[index] ?? 0, slices);
    else for (const [from, to] of won.get(place) ?? []) collect(head, from, to, slices);
  }
  return slices;
}

function collect(head: Slice, from: number, to: number, slices: Slice[]): void {
  let start = 0;
  let slice: Slice | null = head;
  while (slice !== null && start < to) {
    if (start < from && start + slice.count > from) splitAfter(slice, from - start);
    else if (start >= from) {
      if (start + slice.count > to) splitAfter(slice, to - start);
      slices.push(slice);
    }
    start += slice.count;
    slice = slice.next;
  }
}
