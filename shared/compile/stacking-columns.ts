/**
 * How promotions stand to one another, in columns: exclusivity, classes, what awards close, join and read (SEL-17 to SEL-21). A column that
 * says nothing of any promotion is left empty.
 */
import { compareText } from "../model/identifier.ts";
import type { Policies } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import { AWARD_KINDS } from "../rules/award-kinds.ts";
import { CART_KINDS } from "../rules/condition-kinds.ts";
import { reducedBits } from "../rules/reduced.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { cartLeaves, lineLeaves } from "../rules/tree.ts";
import { ListCollector } from "../snapshot/ranges.ts";
import {
  AWARD_CLOSES,
  AWARD_JOINS,
  AWARD_PICKS_AT_MOST,
  AWARD_READS_MEASURED,
  AWARD_READS_PLACES,
  EXCLUSIVE_CART,
  EXCLUSIVE_READINGS,
  NODES_SHIFT,
  NONE,
} from "../snapshot/rules-blob.ts";

type NumberOf = (text: string) => number;

const NODES_MAX = 2 ** NODES_SHIFT - 1;

export function stackingColumns(promotions: readonly RulePromotion[], number: NumberOf) {
  return {
    promotion_exclusive: Uint8Array.from(sparse(promotions.map(exclusiveOf))),
    promotion_reduced: Uint8Array.from(
      sparse(promotions.map(({ excludes_reduced }) => reducedBits(excludes_reduced))),
    ),
    promotion_nodes: Uint32Array.from(promotions, nodesOf),
    ...profilesOf(promotions, number),
  };
}

/** Nothing where all say nothing. */
export function sparse(column: readonly number[]): readonly number[] {
  return column.some((value) => value !== 0) ? column : [];
}

function exclusiveOf({ exclusive }: RulePromotion): number {
  if (exclusive === undefined) return 0;
  return (
    1 + EXCLUSIVE_READINGS.indexOf(exclusive.reading) + (exclusive.reach === "cart" ? EXCLUSIVE_CART : 0)
  );
}

function nodesOf({ conditions }: RulePromotion): number {
  const leaves = cartLeaves(conditions);
  const trees = leaves.flatMap((leaf) => CART_KINDS[leaf.kind].lineTrees(leaf));
  const lineNodes = trees.reduce((sum, { tree }) => sum + lineLeaves(tree).length, 0);
  return Math.min(leaves.length, NODES_MAX) + Math.min(lineNodes, NODES_MAX) * 2 ** NODES_SHIFT;
}

/** What promotions of equal class and equal lists share (SEL-18). */
function profilesOf(promotions: readonly RulePromotion[], number: NumberOf) {
  const names = new Map<string, number>([[profileName({}), 0]]);
  const classes: number[] = [NONE];
  const allowsAll: number[] = [1];
  const lists = new ListCollector();
  lists.add([]);
  const ofPromotion = promotions.map((promotion) => {
    const name = profileName(promotion);
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, classes.length);
    classes.push(promotion.class === undefined ? NONE : number(promotion.class));
    allowsAll.push(promotion.combines_with === undefined ? 1 : 0);
    lists.add(allowedOf(promotion).map(number));
    return classes.length - 1;
  });
  return {
    promotion_profile: Uint32Array.from(sparse(ofPromotion)),
    profile_class: Uint32Array.from(classes),
    profile_allows_all: Uint8Array.from(allowsAll),
    profile_allows_at: lists.starts(),
    profile_allows: lists.u32(),
  };
}

type Combining = Pick<RulePromotion, "class" | "combines_with">;

function profileName(of: Combining): string {
  return JSON.stringify([of.class ?? null, of.combines_with === undefined ? null : allowedOf(of)]);
}

function allowedOf({ combines_with }: Combining): string[] {
  return [...new Set(combines_with ?? [])].sort(compareText);
}

/** What one award closes, joins and reads by its kind and pick. */
export function awardFlags(award: Award, policies: Policies): number {
  const kind = AWARD_KINDS[award.kind];
  const reads = kind.reads(award, policies);
  const pick = "pick" in award ? award.pick : undefined;
  const picksAtMost = typeof pick === "object" && pick.by === "at_most";
  return (
    (kind.closes(award) ? AWARD_CLOSES : 0) |
    (kind.joins(award) ? AWARD_JOINS : 0) |
    (reads === "places" ? AWARD_READS_PLACES : 0) |
    (reads === "measured" ? AWARD_READS_MEASURED : 0) |
    (picksAtMost ? AWARD_PICKS_AT_MOST : 0)
  );
}
