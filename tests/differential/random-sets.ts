/** Random awards on sets of units: buy some and get some in its three readings, and bundles. */
import type { BundleAward } from "../../shared/rules/awards/bundle.ts";
import type { BuyGetAward } from "../../shared/rules/awards/buy-get.ts";
import { type Meeting, randomAmounts } from "./random-bounds.ts";
import { articlesOfCart, randomItems, randomLineTree } from "./random-line-conditions.ts";
import { randomRate, randomSum, randomUnitValue } from "./random-values.ts";

/** Without a cap, so that it may stand in a lane best_each. */
export function randomBuyGet(meeting: Meeting): BuyGetAward {
  const { chance } = meeting;
  const reading = chance.one(["inclusive", "additive", "additive", "disjoint", "disjoint"] as const);
  const units = chance.whole(1, 3);
  const value = chance.once(2) ? { rate_bps: chance.one([10_000, 5000, 3333]) } : randomUnitValue(meeting);
  const shared = {
    kind: "buy_get" as const,
    ...value,
    ...randomItems(meeting),
    ...(chance.once(3) ? { sets_max: chance.whole(1, 2) } : {}),
    ...(chance.once(4) ? { units_max: chance.whole(1, 2) } : {}),
  };
  if (reading === "disjoint") {
    const buy = chance.once(3) ? randomAmounts(meeting, randomSum(meeting)) : units;
    const reward_items = chance.once(2) ? articlesOfCart(meeting) : randomLineTree(meeting, 1);
    return { ...shared, reading, buy, get: chance.whole(1, 2), same: "any", reward_items };
  }
  const get = reading === "inclusive" ? chance.whole(1, units) : chance.whole(1, 2);
  return { ...shared, reading, buy: units, get, same: chance.one(["sku", "product", "any"] as const) };
}

/** Without cap. Components overlap where their trees do. */
export function randomBundle(meeting: Meeting): BundleAward {
  const { chance } = meeting;
  const sort = chance.one(["prices", "prices", "amounts", "rate_bps", "rate_bps"] as const);
  const value =
    sort === "rate_bps"
      ? { rate_bps: randomRate(chance) }
      : { [sort]: randomAmounts(meeting, randomSum(meeting) + randomSum(meeting)) };
  const component = () => ({
    items: chance.once(3) ? randomLineTree(meeting, 1) : articlesOfCart(meeting),
    units: chance.one([1, 1, 1, 2, 3]),
  });
  const components: BundleAward["components"] = chance.many(chance.one([1, 2, 2, 3]), component);
  if (sort === "rate_bps" && chance.once(2)) components.push({ ...component(), optional: true });
  return {
    kind: "bundle",
    components: chance.shuffled(components),
    ...value,
    pick: chance.one(["best", "best", "dearest", "cheapest"] as const),
    ...(chance.once(3) ? { bundles_max: chance.whole(1, 2) } : {}),
  };
}
