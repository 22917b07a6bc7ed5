/** Random awards of every kind with all their fields. Amounts are near what lines and orders cost, so that bounds are met. */
import type { Award } from "../../shared/rules/award.ts";
import type { Pick } from "../../shared/rules/pick.ts";
import type { Chance } from "./chance.ts";
import { ascendingAmounts, type Meeting, randomAmounts } from "./random-bounds.ts";
import { randomGift, randomGrant } from "./random-gifts.ts";
import { randomItems } from "./random-line-conditions.ts";
import { randomBundle, randomBuyGet } from "./random-sets.ts";
import { randomCap, randomCharges, randomRate, randomSum } from "./random-values.ts";

const KINDS = [
  "percent",
  "percent",
  "percent",
  "amount",
  "amount",
  "amount",
  "fixed_price",
  "buy_get",
  "buy_get",
  "bundle",
  "tiers",
  "tiers",
  "every_full",
  "free_shipping",
  "gift",
  "grant",
] as const;

/** `promotion` is the one that has the award: gift lines in the cart name it. */
export function randomAward(meeting: Meeting, promotion: string): Award {
  switch (meeting.chance.one(KINDS)) {
    case "percent":
      return randomPercent(meeting);
    case "amount":
      return randomAmount(meeting);
    case "fixed_price":
      return randomFixedPrice(meeting);
    case "buy_get":
      return { ...randomBuyGet(meeting), ...randomCap(meeting), ...randomClosing(meeting) };
    case "bundle":
      return { ...randomBundle(meeting), ...randomCap(meeting), ...randomClosing(meeting) };
    case "tiers":
      return { ...randomTiers(meeting), ...randomCap(meeting), ...randomClosing(meeting) };
    case "every_full":
      return randomEveryFull(meeting);
    case "free_shipping":
      return { kind: "free_shipping", ...randomCharges(meeting), ...randomCap(meeting) };
    case "gift":
      return randomGift(meeting, promotion);
    case "grant":
      return randomGrant(meeting);
  }
}

function randomClosing({ chance }: Meeting) {
  return chance.once(5) ? { closes_units: true as const } : {};
}

function randomPick(chance: Chance): { pick?: Pick } {
  if (!chance.once(3)) return {};
  const units = chance.whole(1, 3);
  return {
    pick: chance.one<Pick>([
      { by: "cheapest", units },
      { by: "dearest", units },
      { by: "at_most", units, per: "line" },
      { by: "at_most", units, per: "order" },
      {
        by: "pattern",
        skip: chance.whole(0, 2),
        take: chance.whole(1, 2),
        from: chance.one(["cheapest", "dearest"] as const),
        ...(chance.once(2) ? { repeat_max: chance.whole(1, 2) } : {}),
      },
    ]),
  };
}

/** Items with what may be said of them. */
function onItems(meeting: Meeting) {
  return {
    on: "items" as const,
    ...randomItems(meeting),
    ...randomPick(meeting.chance),
    ...randomClosing(meeting),
  };
}

const ONS = ["items", "items", "items", "order", "shipping", "order_and_shipping"] as const;

function randomTarget(meeting: Meeting) {
  const on = meeting.chance.one(ONS);
  if (on === "items") return onItems(meeting);
  return on === "order" ? { on } : { on, ...randomCharges(meeting) };
}

function randomPercent(meeting: Meeting): Award {
  const rate_bps = randomRate(meeting.chance);
  return { kind: "percent", rate_bps, ...randomTarget(meeting), ...randomCap(meeting) };
}

function randomAmount(meeting: Meeting): Award {
  const { chance } = meeting;
  const target = randomTarget(meeting);
  const amounts = randomAmounts(meeting, randomSum(meeting));
  if (target.on === "items") {
    return { kind: "amount", amounts, per: chance.one(["unit", "line", "once"] as const), ...target };
  }
  const pers =
    target.on === "shipping"
      ? ([{}, { per: "charge" }, { per: "once" }] as const)
      : ([{}, { per: "once" }] as const);
  return { kind: "amount", amounts, ...chance.one<{ per?: "charge" | "once" }>(pers), ...target };
}

function randomFixedPrice(meeting: Meeting): Award {
  const { chance } = meeting;
  const target = randomTarget(meeting);
  const prices = randomAmounts(meeting, randomSum(meeting));
  if (target.on === "items") {
    return { kind: "fixed_price", prices, per: chance.one(["unit", "once"] as const), ...target };
  }
  const pers =
    target.on === "shipping"
      ? ([{}, { per: "charge" }, { per: "once" }] as const)
      : ([{}, { per: "once" }] as const);
  return { kind: "fixed_price", prices, ...chance.one<{ per?: "charge" | "once" }>(pers), ...target };
}

function randomEveryFull(meeting: Meeting): Award {
  const { chance } = meeting;
  const every = Math.floor(randomSum(meeting) / chance.whole(1, 2));
  return {
    kind: "every_full",
    every: randomAmounts(meeting, every),
    amounts: randomAmounts(meeting, Math.floor(every / chance.one([1, 2, 10]))),
    ...(chance.once(2) ? { basis: chance.one(["list", "catalog", "current"] as const) } : {}),
    ...(chance.once(3) ? { times_max: chance.whole(1, 3) } : {}),
    ...(chance.once(3) ? { on: "order" as const } : onItems(meeting)),
  };
}

export function randomTiers(meeting: Meeting): Award & { kind: "tiers" } {
  const { chance } = meeting;
  const by = chance.one(["spend", "spend", "units"] as const);
  const reading = chance.one(["cliff", "marginal"] as const);
  const isMarginal = reading === "marginal";
  const on = isMarginal && by === "units" ? "items" : chance.one(["items", "items", "order"] as const);
  const sorts: ("rate_bps" | "amounts" | "prices")[] = ["rate_bps", "rate_bps"];
  if (!(isMarginal && by === "spend")) sorts.push("amounts");
  if (on === "items" && !(isMarginal && by === "spend")) sorts.push("prices");
  const sort = chance.one(sorts);
  const count = chance.whole(1, 3);
  const values = chance.many(count, () =>
    sort === "rate_bps"
      ? { rate_bps: randomRate(chance) }
      : { [sort]: randomAmounts(meeting, randomSum(meeting)) },
  );
  const froms =
    by === "units" ? ascending(chance, count) : ascendingAmounts(meeting, spendSteps(meeting, count));
  const pers =
    on === "items" && !isMarginal
      ? (["unit", "once"] as const)
      : on === "items"
        ? (["unit"] as const)
        : (["once"] as const);
  return {
    kind: "tiers",
    by,
    reading,
    ...(by === "spend" && !isMarginal && chance.once(2)
      ? { basis: chance.one(["list", "catalog", "current", "current"] as const) }
      : {}),
    steps: froms.map((from, index) => ({ from, ...values[index] })),
    ...(sort === "amounts" ? { per: chance.one(pers) } : {}),
    on,
    ...(on === "items" ? randomItems(meeting) : {}),
  };
}

function ascending(chance: Chance, count: number): number[] {
  let last = 0;
  return chance.many(count, () => {
    last += chance.whole(1, 2);
    return last;
  });
}

/** At, above and below what a line or the whole cart costs. */
function spendSteps({ chance, facts }: Meeting, count: number): number[] {
  const sums = facts.lines.map((line) => line.catalog * line.quantity);
  const total = sums.reduce((sum, each) => sum + each, 0);
  const near = chance.many(
    count,
    () => chance.one([total, Math.floor(total / 2), ...sums]) + chance.whole(-1, 1),
  );
  return near.sort((a, b) => a - b);
}
