/** Award: buy some units of a product, get further ones of the same product reduced. */
import * as z from "zod";
import { RateBpsSchema } from "../../model/amount.ts";
import { LIMITS } from "../../model/limits.ts";
import { type AwardKind, type Target, uncapped } from "../award-kind.ts";
import type { CartView, ContentRun } from "../cart-view.ts";
import { worthOf } from "../exact-worth.ts";
import { LineConditionSchema } from "../line-condition.ts";
import { type Program, rateAt, wordAt } from "../program.ts";
import { discountOf, takeByRun } from "../slice.ts";
import { targetKeys, targetSentence } from "../target.ts";
import { TRUE } from "../truth.ts";

export const BuyGetAwardSchema = z.strictObject({
  kind: z.literal("buy_get"),
  buy: z.int().min(1).max(1_000),
  get: z.int().min(1).max(1_000),
  /** Taken off each rewarded unit; 10,000 makes it free. */
  rate_bps: RateBpsSchema.default(10_000),
  /** What "the same" is: one sku, or all variants of one product. */
  same: z.enum(["sku", "product"]).default("product"),
  items: LineConditionSchema.optional(),
  /** Sets of one product (or sku) in one order; without it as many as there are. */
  sets_max: z.int().min(1).max(LIMITS.lineQuantity).optional(),
});
export type BuyGetAward = z.infer<typeof BuyGetAwardSchema>;

const BY_SKU = 1;
const HAS_ITEMS = 2;

/** AWD-12. Fields: flags, buy, get, rate, most sets (0: no bound), line tree. */
export const buyGetKind: AwardKind<BuyGetAward> = {
  opcode: 66,
  schema: BuyGetAwardSchema,
  sentence(award, wording) {
    const off = award.rate_bps === 10_000 ? "free" : `at ${award.rate_bps / 100} % off`;
    const most = award.sets_max === undefined ? "" : `, at most ${award.sets_max} times`;
    const what = targetSentence({ on: "items", items: award.items }, wording);
    return `buy ${award.buy}, get ${award.get} of the same ${award.same} ${off}, of ${what}${most}`;
  },
  stage: () => "items",
  contest: () => "unit",
  keys: (award, source) => targetKeys({ on: "items", items: award.items }, source),
  amounts: () => [],
  items: (award) => award.items,
  write(award, out) {
    out.word((award.same === "sku" ? BY_SKU : 0) | (award.items === undefined ? 0 : HAS_ITEMS));
    out.word(award.buy);
    out.word(award.get);
    out.word(award.rate_bps);
    out.word(award.sets_max ?? 0);
    if (award.items !== undefined) out.lineTree(award.items);
  },
  target: rewardedUnits,
  take(program, at, _end, slices, cart) {
    const rate = rateAt(program, at + 3);
    return takeByRun(slices, false, (sum) => discountOf(sum, rate, cart.policies));
  },
  cap: uncapped,
  worth: (program, at, _end, base) => worthOf(base, rateAt(program, at + 3)),
};

function rewardedUnits(program: Program, at: number, end: number, cart: CartView): Target {
  const wanted = {
    buy: wordAt(program, at + 1),
    get: wordAt(program, at + 2),
    setsMax: wordAt(program, at + 4),
  };
  const counts = new Map<number, number>();
  let largest = 0;
  let isRewarding = false;
  for (const group of groupsOf(program, at, end, cart)) {
    const units = group.reduce((sum, run) => sum + run.count, 0);
    const rewards = rewardsOf(units, wanted, cart.policies.incomplete_reward === "given");
    largest = Math.max(largest, units);
    if (rewards > 0) isRewarding = true;
    pick(group, rewards, cart, counts);
  }
  const places = [...counts.keys()].sort((a, b) => a - b);
  const need = wanted.buy + (cart.policies.incomplete_reward === "given" ? 1 : wanted.get);
  return {
    places,
    counts: places.map((place) => counts.get(place) ?? 0),
    missing: isRewarding ? null : { need, have: largest },
  };
}

function groupsOf(program: Program, at: number, end: number, cart: CartView): Iterable<ContentRun[]> {
  const flags = wordAt(program, at);
  const groups = new Map<string, ContentRun[]>();
  for (const run of cart.runs) {
    if ((flags & HAS_ITEMS) !== 0 && cart.itemTruth(program, at + 5, end, run) !== TRUE) continue;
    const name = (flags & BY_SKU) === 0 ? run.line.product : run.line.sku;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [run]);
    else group.push(run);
  }
  return groups.values();
}

function rewardsOf(
  units: number,
  { buy, get, setsMax }: { buy: number; get: number; setsMax: number },
  isIncompleteGiven: boolean,
): number {
  const full = Math.floor(units / Math.max(1, buy + get));
  if (setsMax > 0 && full >= setsMax) return setsMax * get;
  const rest = units - full * (buy + get);
  return full * get + (isIncompleteGiven ? Math.max(0, rest - buy) : 0);
}

/** Runs come in unit order, and sorting keeps it among equal prices. */
function pick(
  group: readonly ContentRun[],
  rewards: number,
  cart: CartView,
  counts: Map<number, number>,
): void {
  const sign = cart.policies.reward_units === "cheapest" ? 1 : -1;
  let left = rewards;
  for (const run of group
    .filter((each) => each.discountable)
    .sort((a, b) => sign * (a.catalog - b.catalog))) {
    for (let place = run.from; place < run.to && left > 0; place++) {
      const count = Math.min(cart.quantities[place] ?? 0, left);
      counts.set(place, count);
      left -= count;
    }
  }
}
