/**
 * Judges compiled trees in three values and says why they ended as they did (CND-1, CND-21). The inner nodes are known here, the leaves by
 * their kinds alone. A node that is not known is unknown, so what a newer compiler wrote is never half applied.
 */
import type { Reason } from "../model/reason.ts";
import type { CartView } from "../rules/cart-view.ts";
import type { Fact } from "../rules/condition-kind.ts";
import { CART_KINDS } from "../rules/condition-kinds.ts";
import type { Lack } from "../rules/lack.ts";
import { nodeEnd, opcodeAt, type Program } from "../rules/program.ts";
import { ALL, ANY, NOT } from "../rules/tree.ts";
import { FALSE, mirrored, TRUE, type Truth, UNKNOWN } from "../rules/truth.ts";

/** Far above what an author may nest; only damaged words reach it. */
export const DEPTH_MAX = 64;

type NamedKind = { readonly name: string; readonly kind: (typeof CART_KINDS)[keyof typeof CART_KINDS] };

const KIND_BY_OPCODE: (NamedKind | undefined)[] = [];
for (const [name, kind] of Object.entries(CART_KINDS)) KIND_BY_OPCODE[kind.opcode] = { name, kind };

/** Whether the leaf at a place is judged again in each application (CND-24). */
export function isLateAt(program: Program, at: number): boolean {
  return KIND_BY_OPCODE[opcodeAt(program, at)]?.kind.isLateAt(program, at + 1) ?? false;
}

/** Facts that the leaf at a place reads. */
export function factsAt(program: Program, at: number): readonly Fact[] {
  return KIND_BY_OPCODE[opcodeAt(program, at)]?.kind.facts ?? [];
}

/** Truth of the cart tree at a place. */
export function cartTruth(program: Program, at: number, end: number, cart: CartView, depth = 0): Truth {
  if (depth > DEPTH_MAX) return UNKNOWN;
  const stop = nodeEnd(program, at, end);
  const opcode = opcodeAt(program, at);
  if (opcode === NOT) return mirrored(cartTruth(program, at + 1, stop, cart, depth + 1));
  if (opcode !== ALL && opcode !== ANY) {
    return KIND_BY_OPCODE[opcode]?.kind.test(program, at + 1, stop, cart) ?? UNKNOWN;
  }
  let truth: Truth = opcode === ALL ? TRUE : FALSE;
  for (let child = at + 1; child < stop; child = nodeEnd(program, child, stop)) {
    const single = cartTruth(program, child, stop, cart, depth + 1);
    if (opcode === ALL ? single < truth : single > truth) truth = single;
    if (truth === (opcode === ALL ? FALSE : TRUE)) return truth;
  }
  return truth;
}

/** CND-21: why the tree at a place did not end as wanted. */
export function treeReasons(
  program: Program,
  at: number,
  end: number,
  cart: CartView,
  wanted: boolean,
  out: Reason[],
  depth = 0,
): void {
  const truth = cartTruth(program, at, end, cart, depth);
  if (depth > DEPTH_MAX || truth === (wanted ? TRUE : FALSE)) return;
  const stop = nodeEnd(program, at, end);
  const opcode = opcodeAt(program, at);
  if (opcode === NOT) {
    treeReasons(program, at + 1, stop, cart, !wanted, out, depth + 1);
    return;
  }
  if (opcode === ALL || opcode === ANY) {
    for (let child = at + 1; child < stop; child = nodeEnd(program, child, stop)) {
      treeReasons(program, child, stop, cart, wanted, out, depth + 1);
    }
    return;
  }
  const leaf = KIND_BY_OPCODE[opcode];
  if (leaf === undefined) return;
  if (truth === UNKNOWN) out.push({ code: "fact_missing", by: leaf.name });
  else leaf.kind.reasons(program, at + 1, stop, cart, wanted, out);
}

/** A leaf of a tree that must end otherwise, and how. */
export interface Leaf {
  readonly at: number;
  readonly end: number;
  readonly wanted: boolean;
}

/**
 * The one leaf that keeps the tree at a place from ending as wanted; null if it needs more than one. Where one of several would do it is the
 * first.
 */
export function missingLeaf(
  program: Program,
  { at, end, wanted }: Leaf,
  cart: CartView,
  depth = 0,
): Leaf | null {
  if (depth > DEPTH_MAX) return null;
  const stop = nodeEnd(program, at, end);
  const opcode = opcodeAt(program, at);
  if (opcode === NOT) {
    return missingLeaf(program, { at: at + 1, end: stop, wanted: !wanted }, cart, depth + 1);
  }
  if (opcode !== ALL && opcode !== ANY) return { at, end: stop, wanted };
  const needsEach = (opcode === ALL) === wanted;
  const goal = wanted ? TRUE : FALSE;
  let found: Leaf | null = null;
  for (let child = at + 1; child < stop; child = nodeEnd(program, child, stop)) {
    if (cartTruth(program, child, stop, cart, depth + 1) === goal) continue;
    if (needsEach && found !== null) return null;
    found ??= missingLeaf(program, { at: child, end: stop, wanted }, cart, depth + 1);
    if (needsEach && found === null) return null;
  }
  return found;
}

/** What a leaf lacks to end as wanted (HNT-2). */
export function lackOfLeaf(program: Program, { at, end, wanted }: Leaf, cart: CartView): Lack | null {
  return KIND_BY_OPCODE[opcodeAt(program, at)]?.kind.lack?.(program, at + 1, end, cart, wanted) ?? null;
}
