/**
 * One workload by its specification: a rule set, and carts as they are sent together with what a shop would know of them. Every
 * process makes it anew from the seed.
 */
import { CartSchema } from "../../shared/model/cart.ts";
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import { DEFAULT_POLICIES } from "../../shared/model/policies.ts";
import { resolveCart } from "../../shared/quote/resolve-cart.ts";
import type { RuleSet } from "../../shared/rules/rule-set.ts";
import { localMs } from "../../shared/time/offsets.ts";
import { type Call, type CartSpec, makeCart } from "./carts.ts";
import { at, Chance } from "./chance.ts";
import { type Draft, rulePromotion } from "./draft.ts";
import { AT_MS, OFFSETS } from "./moment.ts";
import { makeDraft } from "./promotions.ts";
import { rivalRules } from "./rivals.ts";
import { makeShop, type Shop } from "./shop.ts";

/**
 * `mixed`: as drawn, so that more promotions match the more there are. `steady`: from a thousand promotions on always the same ones match,
 * the others match none of the carts. `stores`: each is bound to some of 2,000 stores. `rivals`: a few that compete and must be searched.
 */
export type Series = "mixed" | "steady" | "stores" | "rivals";

export interface WorkloadSpec {
  readonly series: Series;
  readonly promotions: number;
  readonly cart: CartSpec;
}

export interface Workload {
  readonly spec: WorkloadSpec;
  readonly shop: Shop;
  readonly drafts: readonly Draft[];
  readonly rules: RuleSet;
  readonly calls: readonly Call[];
  readonly carts: readonly CartFacts[];
}

/** Whether a promotion is eligible for one of the carts; only `steady` asks. */
type MatchesSome = (draft: Draft, carts: readonly CartFacts[]) => boolean;

export const COMPANY = "bench";

const CARTS = 32;
const PROMOTION_SEED = 7;
const CART_SEED = 11;
/** Carts type codes of the first promotions, so that they type the same ones whatever the number of promotions. */
const CODED_PROMOTIONS = 1_000;
/** What matches in `steady` is what matches among so many of `mixed`. */
const STEADY_POOL = 10_000;

export function makeWorkload(spec: WorkloadSpec, matchesSome: MatchesSome): Workload {
  const shop = makeShop(spec.series === "stores" ? 2_000 : 500);
  if (spec.series === "rivals") {
    const calls = makeCalls(spec, shop, []);
    const rules = rivalRules(COMPANY, shop, spec.promotions);
    return { spec, shop, drafts: [], rules, calls, carts: calls.map(factsOf) };
  }
  const draftOf = drawDrafts(spec, shop);
  const coded = firstDrafts(Math.min(spec.promotions, CODED_PROMOTIONS), draftOf);
  const calls = makeCalls(
    spec,
    shop,
    coded.flatMap((draft) => draft.codes),
  );
  const carts = calls.map(factsOf);
  const drafts =
    spec.series === "steady"
      ? steadyDrafts(spec.promotions, draftOf, (draft) => matchesSome(draft, carts))
      : firstDrafts(spec.promotions, draftOf);
  return { spec, shop, drafts, rules: ruleSet(drafts), calls, carts };
}

type DraftOf = (number: number) => Draft;

/** Promotions by number; each is drawn once, in their order. */
function drawDrafts({ series }: WorkloadSpec, shop: Shop): DraftOf {
  const chance = new Chance(PROMOTION_SEED);
  const local = localMs(OFFSETS, AT_MS);
  const drawn: Draft[] = [];
  return (number) => {
    while (drawn.length <= number) {
      const draft = makeDraft(shop, chance, drawn.length, local);
      const stores = series === "stores" ? chance.some(shop.stores, chance.between(1, 40)) : draft.stores;
      drawn.push({ ...draft, stores });
    }
    return at(drawn, number);
  };
}

function firstDrafts(count: number, draftOf: DraftOf): Draft[] {
  return Array.from({ length: count }, (_, number) => draftOf(number));
}

/** Those of the pool that match some cart, and as many as are wanted that match none. */
function steadyDrafts(count: number, draftOf: DraftOf, isMatch: (draft: Draft) => boolean): Draft[] {
  const drafts = firstDrafts(STEADY_POOL, draftOf).filter(isMatch);
  for (let number = 0; drafts.length < count; number += 1) {
    const draft = draftOf(number);
    if (!isMatch(draft)) drafts.push(draft);
  }
  return drafts;
}

function makeCalls(spec: WorkloadSpec, shop: Shop, codes: readonly string[]): Call[] {
  const chance = new Chance(CART_SEED);
  return Array.from({ length: CARTS }, () => makeCart(spec.cart, shop, codes, chance));
}

/** The facts of a cart, as the edge makes them. */
function factsOf({ cart, context }: Call): CartFacts {
  const resolved = resolveCart(CartSchema.parse(cart), context);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  return resolved.facts;
}

function ruleSet(drafts: readonly Draft[]): RuleSet {
  return {
    company: COMPANY,
    policies: { ...DEFAULT_POLICIES, codes: "several" },
    lanes: [{ id: "default", mode: "best_combination" }],
    promotions: drafts.map(rulePromotion),
    codes: drafts.flatMap(({ id, codes }) =>
      codes.map((code) => ({ code, promotion: id, start_ms: null, end_ms: null })),
    ),
    zones: [OFFSETS],
  };
}
