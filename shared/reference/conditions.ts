/** Conditions on the cart: the trees of promotions (CND-1, 2), and their leaves. */
import type { Policies } from "../model/policies.ts";
import type { CartLeaf } from "../rules/cart-condition.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { boundsIn, judgeRange } from "./bounds.ts";
import { judgeContext } from "./context-conditions.ts";
import { judgeCustomer } from "./customer-conditions.ts";
import { judgeLateBefore, lateLeaf } from "./late.ts";
import { judgeLine } from "./line-conditions.ts";
import { basisOf, type Measuring, measured } from "./measures.ts";
import { isGift, type Piece, type Scene, type Unit } from "./scene.ts";
import { allOf, anyOf, judgeTree, notOf, type Truth } from "./truth.ts";

/** What one promotion's tree is judged with beside the scene. */
export interface Judged {
  policies: Policies;
  /** A code of the promotion counts (CND-11). */
  codeCounts: boolean;
  /** CND-18: `first_order` is taken as false. */
  withoutFirstOrder: boolean;
}

/** CND-2. */
export function treeIsMet(scene: Scene, promotion: RulePromotion, judged: Judged): boolean {
  return judgeCart(scene, promotion.conditions, judged) === true;
}

export function judgeCart(scene: Scene, tree: RulePromotion["conditions"], judged: Judged): Truth {
  return judgeTree<CartLeaf>(tree, (leaf) => judgeLeaf(scene, leaf, judged));
}

export function judgeLeaf(scene: Scene, leaf: CartLeaf, judged: Judged): Truth {
  const { policies } = judged;
  const late = lateLeaf(leaf, policies);
  if (late !== null) return judgeLateBefore(scene, late); // CND-24
  switch (leaf.kind) {
    case "subtotal": // CND-4, 5, 25, 26
    case "quantity":
    case "distinct":
    case "largest_line":
    case "total":
      return judgeRange(
        measuredBefore(scene, leaf, policies),
        boundsIn(leaf, scene.facts.currency),
        scene.steps,
      );
    case "items":
      return judgeItems(scene, leaf);
    case "first_order": // CND-8, CND-18
      if (judged.withoutFirstOrder) return false;
      if (scene.facts.customer.order_count !== null) return scene.facts.customer.order_count === 0;
      return policies.guest_first_order === "counts_as_first"; // POL-4
    case "code": // CND-11
      return judged.codeCounts;
    case "channel":
    case "store":
    case "currency":
    case "country":
    case "region":
    case "postcode":
    case "payment_method":
    case "shipping_method":
    case "cart_metadata":
    case "variant":
      return judgeContext(scene, leaf);
    default:
      return judgeCustomer(scene, leaf, policies);
  }
}

/** The measure before any cart promotion; on basis `current` that is by the catalogue price (CND-24). */
export function measuredBefore(scene: Scene, leaf: Measuring, policies: Policies) {
  const isAtList = leaf.kind !== "quantity" && leaf.kind !== "distinct" && basisOf(leaf, policies) === "list";
  return measured(scene, leaf, (piece: Piece) => (isAtList ? piece.list : piece.catalog));
}

/** CND-27. */
function judgeItems(scene: Scene, leaf: Extract<CartLeaf, { kind: "items" }>): Truth {
  const units = scene.units.filter((unit) => !isGift(unit));
  const judge = ({ line }: Unit) => judgeLine(scene, leaf.match, line);
  const lines = units.filter(({ index }) => index === 0);
  switch (leaf.which) {
    case "any":
      return anyOf(lines.map(judge));
    case "none":
      return notOf(anyOf(lines.map(judge)));
    case "every":
      return lines.length > 0 && allOf(lines.map(judge));
    case "cheapest":
    case "dearest": {
      const first = units.reduce<Unit | null>((best, unit) => {
        if (best === null) return unit;
        const isBefore =
          leaf.which === "cheapest" ? unit.catalog < best.catalog : unit.catalog > best.catalog;
        return isBefore ? unit : best;
      }, null);
      return first !== null && judge(first);
    }
  }
}

/** The leaves of a cart tree in the order of appearance. */
export function leavesOf(tree: RulePromotion["conditions"]): CartLeaf[] {
  if (tree.kind === "all" || tree.kind === "any") return tree.of.flatMap(leavesOf);
  if (tree.kind === "not") return leavesOf(tree.of);
  return [tree];
}
