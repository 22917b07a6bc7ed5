/**
 * Late conditions (CND-24): those on what is left to pay, which stand at the top of a tree or under `all`s alone. They are judged in each
 * application, when the turn of a promotion's first award comes, with the amounts of that moment.
 */
import type { Reason } from "../model/reason.ts";
import type { CurrentAmounts } from "../rules/cart-view.ts";
import type { Lack } from "../rules/lack.ts";
import { measuredRuns } from "../rules/measure.ts";
import { nodeEnd, opcodeAt, type Program } from "../rules/program.ts";
import { ALL } from "../rules/tree.ts";
import { TRUE } from "../rules/truth.ts";
import { cartTruth, DEPTH_MAX, factsAt, isLateAt, type Leaf, lackOfLeaf, treeReasons } from "./judge.ts";
import type { Plan } from "./plan.ts";
import type { PreparedCart } from "./prepared-cart.ts";

/** Whether all late conditions of a promotion are true; one without any has them met. */
export function lateHolds(
  plan: Plan,
  promotion: number,
  cart: PreparedCart,
  current: CurrentAmounts,
): boolean {
  if (!plan.hasLate(promotion)) return true;
  cart.current = current;
  const holds = everyLate(plan, treeOf(plan, promotion), plan.words.length, (at, end) => {
    return cart.supposed?.at === at + 1 || cartTruth(plan, at, end, cart) === TRUE;
  });
  cart.current = null;
  return holds;
}

/** Reasons of those that are not true with these amounts. */
export function lateReasons(
  plan: Plan,
  promotion: number,
  cart: PreparedCart,
  current: CurrentAmounts,
  out: Reason[],
): void {
  cart.current = current;
  everyLate(plan, treeOf(plan, promotion), plan.words.length, (at, end) => {
    treeReasons(plan, at, end, cart, true, out);
    return true;
  });
  cart.current = null;
}

/** Those that are not true with these amounts, and what each lacks. */
export function lateLacks(
  plan: Plan,
  promotion: number,
  cart: PreparedCart,
  current: CurrentAmounts,
): { readonly leaf: Leaf; readonly lack: Lack | null }[] {
  const failed: { readonly leaf: Leaf; readonly lack: Lack | null }[] = [];
  cart.current = current;
  everyLate(plan, treeOf(plan, promotion), plan.words.length, (at, end) => {
    const leaf = { at, end, wanted: true };
    if (cartTruth(plan, at, end, cart) !== TRUE) failed.push({ leaf, lack: lackOfLeaf(plan, leaf, cart) });
    return true;
  });
  cart.current = null;
  return failed;
}

/** Content runs, by their index, that late conditions of a promotion measure: they match, or nobody knows (SEL-20). */
export function lateMeasured(plan: Plan, promotion: number, cart: PreparedCart): ReadonlySet<number> {
  const measured = new Set<number>();
  everyLate(plan, treeOf(plan, promotion), plan.words.length, (at, end) => {
    for (const run of measuredRuns(plan, at + 1, end, cart).possible) measured.add(run);
    return true;
  });
  return measured;
}

/** Whether a late condition of a promotion measures the charges (SEL-20). */
export function lateMeasuresCharges(plan: Plan, promotion: number): boolean {
  return !everyLate(
    plan,
    treeOf(plan, promotion),
    plan.words.length,
    (at) => !factsAt(plan, at).includes("shipping"),
  );
}

function treeOf(plan: Plan, promotion: number): number {
  return plan.sections.promotion_tree[promotion] ?? 0;
}

/** Goes through the late leaves of a tree until one is refused. */
function everyLate(
  program: Program,
  at: number,
  end: number,
  visit: (at: number, end: number) => boolean,
  depth = 0,
): boolean {
  if (depth > DEPTH_MAX) return true;
  const stop = nodeEnd(program, at, end);
  if (opcodeAt(program, at) !== ALL) return !isLateAt(program, at) || visit(at, stop);
  for (let child = at + 1; child < stop; child = nodeEnd(program, child, stop)) {
    if (!everyLate(program, child, stop, visit, depth + 1)) return false;
  }
  return true;
}
