/** Award: buy some units, or for some money, and get units reduced: of the same ones (inclusive, additive) or of others (disjoint). */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { LIMITS } from "../../model/limits.ts";
import {
  type Missing,
  type MoneyKind,
  NO_TARGET,
  PLAIN_MONEY,
  type Target,
  type UnitRange,
} from "../award-kind.ts";
import type { CartView, ContentRun } from "../cart-view.ts";
import { lineTreeAt } from "../condition-kind.ts";
import { type DisjointSets, disjointSets } from "../disjoint-sets.ts";
import { type Lack, unitsLack } from "../lack.ts";
import { LineConditionSchema } from "../line-condition.ts";
import { mostOfValue } from "../most.ts";
import { inPriceOrder, type RunUnits } from "../pick.ts";
import {
  amountsLength,
  capAt,
  nodeEnd,
  type Program,
  takenAt,
  wordAt,
  writeAmounts,
  writeCap,
  writeForAnyCurrency,
} from "../program.ts";
import {
  boughtOf,
  countSets,
  firstOf,
  firstUnitsOf,
  groupedRewards,
  rewardsOf,
  type SetRule,
} from "../sets.ts";
import { closesUnits, isOpen, openRuns, runsAt, unitTarget } from "../target.ts";
import {
  hasOneValue,
  ONE_VALUE,
  takeValue,
  UNIT_VALUE_FIELDS,
  valueAt,
  valueLength,
  valueTables,
  worthOfValue,
  writeValue,
} from "../unit-value.ts";

export const BuyGetAwardSchema = z
  .strictObject({
    kind: z.literal("buy_get"),
    /**
     * `inclusive`: of every `buy` units `get` are rewarded (3 for 2 is buy 3, get 1). `additive`: `buy` at the full price, then `get`
     * rewarded. `disjoint`: what is bought (`items`) and what is rewarded (`reward_items`) are different units.
     */
    reading: z.enum(["inclusive", "additive", "disjoint"]).default("additive"),
    /** So many units; `disjoint` also units worth so much. */
    buy: z.union([z.int().min(1).max(1_000), AmountsSchema]),
    get: z.int().min(1).max(1_000),
    /** For each rewarded unit. */
    ...UNIT_VALUE_FIELDS,
    /** Units that form sets together: of one sku, of one product, or any that match. */
    same: z.enum(["sku", "product", "any"]).default("product"),
    items: LineConditionSchema.optional(),
    /** Units that may be rewarded; `disjoint` only. */
    reward_items: LineConditionSchema.optional(),
    /** Sets of one group in one order; without it as many as there are. */
    sets_max: z.int().min(1).max(LIMITS.lineQuantity).optional(),
    /** Units rewarded in one order. */
    units_max: z.int().min(1).max(LIMITS.lineQuantity).optional(),
    cap: AmountsSchema.optional(),
    /** Bought and rewarded units are closed to later awards. */
    closes_units: z.literal(true).optional(),
  })
  .superRefine((award, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const isDisjoint = award.reading === "disjoint";
    if (!hasOneValue(award)) refuse("rate_bps", ONE_VALUE);
    if (isDisjoint !== (award.reward_items !== undefined))
      refuse("reward_items", "goes with `reading: disjoint`");
    if (isDisjoint && award.same !== "any") refuse("same", "is `any` with `reading: disjoint`");
    if (!isDisjoint && typeof award.buy !== "number") refuse("buy", "is money with `reading: disjoint` only");
    if (award.reading === "inclusive" && typeof award.buy === "number" && award.get > award.buy) {
      refuse("get", "is at most `buy` with `reading: inclusive`");
    }
  });
export type BuyGetAward = z.infer<typeof BuyGetAwardSchema>;

const READINGS = ["inclusive", "additive", "disjoint"] as const;
const SAMES = ["sku", "product", "any"] as const;
const SAME_SHIFT = 2;
const FIELD_MASK = 3;
const IS_MONEY = 16;
const CLOSES = 32;
const HAS_ITEMS = 64;
const UNBOUNDED = 0;

/** AWD-12, AWD-21, AWD-22. Fields: flags, get, most sets, most units, buy, cap, value, line tree, line tree of rewards. */
export const buyGetKind: MoneyKind<BuyGetAward> = {
  ...PLAIN_MONEY,
  opcode: 66,
  schema: BuyGetAwardSchema,
  stage: () => "items",
  contest: (award) => (award.cap === undefined ? "unit" : "none"),
  joins: (award) => award.cap !== undefined,
  reads: ({ amounts }, { excess }) => (amounts !== undefined && excess === "refuse" ? "places" : "none"),
  closes: closesUnits,
  keys: ({ items, reward_items }, source) =>
    (items === undefined ? null : source.ofItems(items)) ??
    (reward_items === undefined ? null : source.ofItems(reward_items)),
  amounts(award) {
    const tables = [typeof award.buy === "number" ? undefined : award.buy, award.cap];
    return [...tables.filter((table) => table !== undefined), ...valueTables(award)];
  },
  lineTrees: (award) => [
    ...lineTreeAt("items", award.items),
    ...lineTreeAt("reward_items", award.reward_items),
  ],
  write(award, out) {
    out.word(
      READINGS.indexOf(award.reading) |
        (SAMES.indexOf(award.same) << SAME_SHIFT) |
        (typeof award.buy === "number" ? 0 : IS_MONEY) |
        (award.closes_units === true ? CLOSES : 0) |
        (award.items === undefined ? 0 : HAS_ITEMS),
    );
    out.word(award.get);
    out.word(award.sets_max ?? UNBOUNDED);
    out.word(award.units_max ?? UNBOUNDED);
    if (typeof award.buy === "number") writeForAnyCurrency(out, award.buy);
    else writeAmounts(out, award.buy);
    writeCap(out, award.cap);
    writeValue(out, award);
    if (award.items !== undefined) out.lineTree(award.items);
    if (award.reward_items !== undefined) out.lineTree(award.reward_items);
  },
  target(program, at, end, cart) {
    return readingAt(program, at) === "disjoint"
      ? disjointTarget(program, at, end, cart)
      : sameTarget(program, at, end, cart);
  },
  fitting(program, at, end, cart) {
    return (readingAt(program, at) === "disjoint" ? rewardItems : boughtItems)(program, at, end, cart);
  },
  missingSets(program, at, end, cart) {
    if (readingAt(program, at) === "disjoint") return disjointLack(program, at, end, cart);
    const { missing } = sameTarget(program, at, end, cart);
    return unitsLack(missing, itemsOf(program, at));
  },
  take(program, at, end, turn) {
    const value = valueAt(program, valuePlace(program, at), end, turn.cart.currency);
    return takeValue(turn, turn.slices, value);
  },
  cap: (program, at, end, cart) => capAt(program, capPlace(program, at), end, cart.currency),
  most(program, at, end, target, cart) {
    return mostOfValue(valueAt(program, valuePlace(program, at), end, cart.currency), target, cart);
  },
  worth(program, at, end, found, cart) {
    return worthOfValue(found, valueAt(program, valuePlace(program, at), end, cart.currency), cart);
  },
};

function readingAt(program: Program, at: number) {
  return READINGS[wordAt(program, at) & FIELD_MASK] ?? "additive";
}

function buyPlace(at: number): number {
  return at + 4;
}

function capPlace(program: Program, at: number): number {
  return buyPlace(at) + amountsLength(program, buyPlace(at));
}

function valuePlace(program: Program, at: number): number {
  return capPlace(program, at) + amountsLength(program, capPlace(program, at));
}

function itemsPlace(program: Program, at: number): number {
  return valuePlace(program, at) + valueLength(program, valuePlace(program, at));
}

/** Content runs of what is bought, by their index. */
function boughtItems(program: Program, at: number, end: number, cart: CartView): readonly number[] {
  if ((wordAt(program, at) & HAS_ITEMS) === 0) return cart.all.sure;
  return cart.itemRuns(program, itemsPlace(program, at), end).sure;
}

/** Place of the line tree of what is bought; null without one. */
function itemsOf(program: Program, at: number): number | null {
  return (wordAt(program, at) & HAS_ITEMS) === 0 ? null : itemsPlace(program, at);
}

function rewardsPlace(program: Program, at: number, end: number): number {
  const items = itemsPlace(program, at);
  return (wordAt(program, at) & HAS_ITEMS) === 0 ? items : nodeEnd(program, items, end);
}

/** The same of what is rewarded. */
function rewardItems(program: Program, at: number, end: number, cart: CartView): readonly number[] {
  return cart.itemRuns(program, rewardsPlace(program, at, end), end).sure;
}

function mostAt(program: Program, at: number): number {
  const most = wordAt(program, at);
  return most === UNBOUNDED ? Number.POSITIVE_INFINITY : most;
}

/** AWD-12. */
function sameTarget(program: Program, at: number, end: number, cart: CartView): Target {
  const { incomplete_reward, reward_units } = cart.policies;
  const rule: SetRule = {
    reading: readingAt(program, at) === "inclusive" ? "inclusive" : "additive",
    buy: Math.max(1, takenAt(program, buyPlace(at), end, cart.currency)),
    get: wordAt(program, at + 1),
    setsMax: mostAt(program, at + 2),
    isIncompleteGiven: incomplete_reward === "given",
  };
  const isRewardable = (run: ContentRun) => isOpen(cart, run);
  const rewarded: RunUnits[] = [];
  const bought: RunUnits[] = [];
  let largest = 0;
  let isRewarding = false;
  for (const group of groupsOf(program, at, end, cart)) {
    const units = group.reduce((sum, run) => sum + run.count, 0);
    const count = countSets(units, rule);
    largest = Math.max(largest, units);
    if (rewardsOf(count, rule) === 0) continue;
    isRewarding = true;
    const rewards =
      reward_units === "grouped"
        ? groupedRewards(group, isRewardable, count, rule)
        : firstOf(
            inPriceOrder(group.filter(isRewardable), reward_units === "cheapest"),
            rewardsOf(count, rule),
          );
    rewarded.push(...rewards);
    bought.push(...firstUnitsOf(unitsBeside(group, rewards), boughtOf(count, rule)));
  }
  if (isRewarding) return setTarget(program, at, cart, { rewarded, bought });
  const least = rule.buy + (rule.isIncompleteGiven ? 1 : rule.get);
  const need = rule.reading === "inclusive" ? rule.buy : least;
  return { ...NO_TARGET, missing: { code: "items_missing", need, have: largest } };
}

function groupsOf(program: Program, at: number, end: number, cart: CartView): Iterable<ContentRun[]> {
  const same = SAMES[(wordAt(program, at) >>> SAME_SHIFT) & FIELD_MASK] ?? "any";
  const matching = runsAt(cart, boughtItems(program, at, end, cart));
  return Map.groupBy(matching, ({ line }) => (same === "any" ? "" : line[same])).values();
}

/** The units of a group that are not rewarded, dearest first. */
function unitsBeside(group: readonly ContentRun[], rewards: readonly RunUnits[]): RunUnits[] {
  const rewarded = new Map(rewards.map(({ run, count }) => [run, count]));
  return inPriceOrder(group, false).map((run) => ({ run, count: run.count - (rewarded.get(run) ?? 0) }));
}

/** AWD-21. */
function disjointTarget(program: Program, at: number, end: number, cart: CartView): Target {
  const { incomplete_reward, reward_units } = cart.policies;
  const { buyable, buy, have, isMoney } = buyableUnits(program, at, end, cart);
  const rewardable = openRuns(cart, rewardItems(program, at, end, cart));
  const sets = disjointSets(buyable, rewardable, {
    buy,
    isMoney,
    get: wordAt(program, at + 1),
    setsMax: mostAt(program, at + 2),
    isIncompleteGiven: incomplete_reward === "given",
    isDearestRewarded: reward_units === "dearest",
  });
  if (sets.rewarded.length > 0) return setTarget(program, at, cart, sets);
  const code = isMoney ? "minimum_not_reached" : "items_missing";
  const missing: Missing =
    have < buy ? { code, need: buy, have } : { code: "items_missing", need: 1, have: 0 };
  return { ...NO_TARGET, missing };
}

/** What may be bought for disjoint sets: how much one asks for, units or money, and how much there is. */
function buyableUnits(program: Program, at: number, end: number, cart: CartView) {
  const isMoney = (wordAt(program, at) & IS_MONEY) !== 0;
  const buyable = runsAt(cart, boughtItems(program, at, end, cart));
  const have = buyable.reduce((sum, run) => sum + run.count * (isMoney ? run.catalog : 1), 0);
  const buy = Math.max(1, takenAt(program, buyPlace(at), end, cart.currency));
  return { buyable, buy, have, isMoney };
}

/** What disjoint sets lack: what is bought, else what is rewarded. Where a set must have several rewards no number is known for these. */
function disjointLack(program: Program, at: number, end: number, cart: CartView): Lack | null {
  const { missing } = disjointTarget(program, at, end, cart);
  const { buy, have, isMoney } = buyableUnits(program, at, end, cart);
  if (have < buy) {
    return { kind: isMoney ? "amount" : "units", need: buy, have, items: itemsOf(program, at), step: null };
  }
  const isOneEnough = wordAt(program, at + 1) === 1 || cart.policies.incomplete_reward === "given";
  return isOneEnough ? unitsLack(missing, rewardsPlace(program, at, end)) : null;
}

/** The target of sets that were found: at most `units_max` rewarded units, and after them the bought ones where they are closed. */
function setTarget(program: Program, at: number, cart: CartView, { rewarded, bought }: DisjointSets): Target {
  const most = mostAt(program, at + 3);
  const kept = Number.isFinite(most)
    ? firstUnitsOf(inRewardOrder(rewarded, cart.policies.reward_units === "dearest"), most)
    : rewarded;
  const target = unitTarget(cart, kept);
  return (wordAt(program, at) & CLOSES) === 0
    ? target
    : { ...target, bought: boughtRanges(cart, kept, bought) };
}

function inRewardOrder(rewarded: readonly RunUnits[], isDearestFirst: boolean): RunUnits[] {
  const sign = isDearestFirst ? -1 : 1;
  return rewarded.toSorted((a, b) => sign * (a.run.catalog - b.run.catalog) || a.run.from - b.run.from);
}

/** Bought units follow the rewarded ones of their content run. */
function boughtRanges(
  cart: CartView,
  rewarded: readonly RunUnits[],
  bought: readonly RunUnits[],
): UnitRange[] {
  const before = new Map(rewarded.map(({ run, count }) => [run, count]));
  const ranges: UnitRange[] = [];
  for (const { run, count } of bought) {
    const from = before.get(run) ?? 0;
    let start = 0;
    for (let place = run.from; place < run.to; place++) {
      const units = cart.quantities[place] ?? 0;
      const range = { place, from: Math.max(0, from - start), to: Math.min(units, from + count - start) };
      if (range.from < range.to) ranges.push(range);
      start += units;
    }
  }
  return ranges;
}
