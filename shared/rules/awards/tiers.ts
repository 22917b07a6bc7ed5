/** Award: steps by spend or by units; the highest step reached holds for all (cliff), or each part has the value of its step (marginal). */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Policies } from "../../model/policies.ts";
import { divideRounded } from "../../money/rounding.ts";
import { type MoneyKind, NO_TARGET, PLAIN_MONEY, type Turn } from "../award-kind.ts";
import { type Basis, BasisSchema } from "../basis.ts";
import type { CartView, ContentRun } from "../cart-view.ts";
import { LineConditionSchema } from "../line-condition.ts";
import { basisFlags } from "../measure.ts";
import { mostOfRate } from "../most.ts";
import { inPriceOrder } from "../pick.ts";
import {
  amountsLength,
  capAt,
  type Program,
  takenAt,
  wordAt,
  writeAmounts,
  writeCap,
  writeForAnyCurrency,
} from "../program.ts";
import { rateBasis, takeRate } from "../rate.ts";
import { type Slice, splitAfter } from "../slice.ts";
import { IN_UNITS, lackOf, measureOf, supposedAt } from "../spend.ts";
import { spread } from "../spread.ts";
import {
  closesUnits,
  findTarget,
  fittingTarget,
  type On,
  onAt,
  openRuns,
  stageOf,
  targetItems,
  targetKeys,
  targetTrees,
  writeTarget,
} from "../target.ts";
import {
  hasOneValue,
  ONE_VALUE,
  type ReadValue,
  takeAmountOnce,
  takeValue,
  UNIT_VALUE_FIELDS,
  valueAt,
  valueLength,
  valueTables,
  writeValue,
} from "../unit-value.ts";

const StepSchema = z
  .strictObject({
    /** From so much spent, or from so many units. */
    from: z.union([
      AmountsSchema,
      z
        .int()
        .min(1)
        .max(LIMITS.lineQuantity * LIMITS.cartLines),
    ]),
    ...UNIT_VALUE_FIELDS,
  })
  .refine(hasOneValue, ONE_VALUE);

export const TiersAwardSchema = z
  .strictObject({
    kind: z.literal("tiers"),
    by: z.enum(["spend", "units"]),
    reading: z.enum(["cliff", "marginal"]),
    /** Which price spend is measured in; POL-7 where it is not said. */
    basis: BasisSchema.optional(),
    steps: z.array(StepSchema).min(1).max(LIMITS.tierSteps),
    /** With `amounts`: off each unit, or once over all. */
    per: z.enum(["unit", "once"]).optional(),
    on: z.enum(["items", "order"]),
    items: LineConditionSchema.optional(),
    cap: AmountsSchema.optional(),
    closes_units: z.literal(true).optional(),
  })
  .superRefine((award, context) => {
    const refuse = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: "custom", path, message });
    const isMarginal = award.reading === "marginal";
    if (award.on === "order" && award.items !== undefined) refuse("goes with `on: items` only", "items");
    if (award.by === "units" && award.basis !== undefined) refuse("goes with `by: spend` only", "basis");
    if (isMarginal && award.basis !== undefined) refuse("a marginal table is measured on `catalog`", "basis");
    if (isMarginal && award.by === "units" && award.on === "order")
      refuse("goes with `on: items` only", "on");
    const amounts = award.steps.some((step) => step.amounts !== undefined);
    if (amounts !== (award.per !== undefined)) refuse("goes with `amounts`, and must be said there", "per");
    if (award.per === "unit" && award.on === "order") refuse("goes with `on: items` only", "per");
    if (award.per === "once" && isMarginal) refuse("is `unit` in a marginal table", "per");
    for (const [index, step] of award.steps.entries()) {
      if ((typeof step.from === "number") !== (award.by === "units")) {
        refuse("must be an amount a currency by spend, a number by units", "steps", index, "from");
      }
      if (step.prices !== undefined && award.on === "order")
        refuse("go with `on: items` only", "steps", index, "prices");
      if (isMarginal && award.by === "spend" && step.rate_bps === undefined) {
        refuse("must be a `rate_bps` in a marginal table by spend", "steps", index);
      }
      if (!ascends(award.steps[index - 1]?.from, step.from))
        refuse("must be above the step before", "steps", index, "from");
    }
  });
export type TiersAward = z.infer<typeof TiersAwardSchema>;

type From = z.infer<typeof StepSchema>["from"];

/** Steps ascend in every currency, and all name the same currencies. */
function ascends(before: From | undefined, from: From): boolean {
  if (before === undefined || typeof before !== typeof from) return true;
  if (typeof before === "number" || typeof from === "number") return before < from;
  const [names, others] = [Object.keys(before), Object.keys(from)];
  return names.length === others.length && names.every((name) => (before[name] ?? 0) < (from[name] ?? 0));
}

const MARGINAL = 1;
const RATE_MOST = 10_000;
const ONCE = 2;

/** AWD-25. Fields: flags, measure, cap, number of steps, of each its `from` and value, target. */
export const tiersKind: MoneyKind<TiersAward> = {
  ...PLAIN_MONEY,
  opcode: 70,
  schema: TiersAwardSchema,
  stage: stageOf,
  contest: () => "none",
  joins(award) {
    return award.cap !== undefined || award.per === "once" || isMarginalSpend(award) || award.on === "order";
  },
  reads(award, { threshold_basis, excess }) {
    if (measureBasis(award, threshold_basis) === "current") return "measured";
    return excess === "refuse" && award.steps.some(({ amounts }) => amounts !== undefined)
      ? "places"
      : "none";
  },
  closes: closesUnits,
  keys: targetKeys,
  amounts(award) {
    const froms = award.steps.flatMap(({ from }) => (typeof from === "number" ? [] : [from]));
    return [...froms, ...award.steps.flatMap(valueTables), ...(award.cap === undefined ? [] : [award.cap])];
  },
  lineTrees: targetTrees,
  write(award, out) {
    out.word((award.reading === "marginal" ? MARGINAL : 0) | (award.per === "once" ? ONCE : 0));
    const basis = measureBasis(award, out.basis(undefined));
    out.word(basis === null ? IN_UNITS : basisFlags(basis));
    writeCap(out, award.cap);
    out.word(award.steps.length);
    for (const step of award.steps) {
      if (typeof step.from === "number") writeForAnyCurrency(out, step.from);
      else writeAmounts(out, step.from);
      writeValue(out, step);
    }
    writeTarget(out, award);
  },
  target(program, at, end, cart) {
    const tiers = tiersAt(program, at, end, cart);
    const missing = tiers.isAtCurrent ? null : lackOf(measured(tiers, cart), tiers.first);
    return missing === null ? findTarget(program, tiers.target, end, cart) : { ...NO_TARGET, missing };
  },
  fitting: (program, at, end, cart) => tiersAt(program, at, end, cart).fitting,
  measured: (program, at, end, cart) => tiersAt(program, at, end, cart).fitting,
  lacks(program, at, end, cart) {
    const tiers = tiersAt(program, at, end, cart);
    return lackOf(measured(tiers, cart), tiers.first);
  },
  nextStep(program, at, end, cart) {
    const tiers = tiersAt(program, at, end, cart);
    const have = measured(tiers, cart);
    const step = tiers.steps.findIndex(({ from }) => from > have);
    const need = tiers.steps[step]?.from;
    if (need === undefined) return null;
    const kind = tiers.isInUnits ? "units" : "amount";
    return { kind, need, have, items: targetItems(program, tiers.target), step };
  },
  take(program, at, end, turn) {
    const tiers = tiersAt(program, at, end, turn.cart);
    if (!tiers.isMarginal) return takeCliff(tiers, onAt(program, tiers.target), turn);
    return tiers.isInUnits ? takeUnitSteps(tiers, turn) : takeSpendSteps(tiers, turn);
  },
  cap: (program, at, end, cart) => capAt(program, at + 2, end, cart.currency),
  most(program, at, end, target, cart) {
    const tiers = tiersAt(program, at, end, cart);
    const isSupposed = cart.supposed?.at === at;
    const rates = tiers.steps.map(({ value }) =>
      value.by === "rate" && !isSupposed ? value.rateBps : RATE_MOST,
    );
    const basis = rateBasis(onAt(program, tiers.target), cart.policies);
    // Each part of a marginal table is rounded on its own, so a rate alone does not bound it.
    const isFixed = tiers.isMarginal && (basis === "current" || !tiers.isInUnits);
    return mostOfRate(Math.max(0, ...rates), isFixed ? "catalog" : basis, target, cart);
  },
};

/** The price that spend is measured in; null by units. A marginal table has no choice. */
function measureBasis(award: TiersAward, threshold: Basis): Basis | null {
  if (award.by === "units") return null;
  return award.reading === "marginal" ? "catalog" : (award.basis ?? threshold);
}

function isMarginalSpend({ reading, by }: TiersAward): boolean {
  return reading === "marginal" && by === "spend";
}

interface ReadStep {
  readonly from: number;
  readonly value: ReadValue;
}

/** A compiled table in the cart's currency. */
interface ReadTiers {
  /** First field of its node. */
  readonly at: number;
  readonly isMarginal: boolean;
  readonly isOnce: boolean;
  readonly isInUnits: boolean;
  readonly isAtCurrent: boolean;
  readonly measureFlags: number;
  readonly steps: readonly ReadStep[];
  /** Where the lowest step begins. */
  readonly first: number;
  /** Place of the written target. */
  readonly target: number;
  /** Content runs of its items, by their index. */
  readonly fitting: readonly number[];
}

function tiersAt(program: Program, at: number, end: number, cart: CartView): ReadTiers {
  const flags = wordAt(program, at);
  const measureFlags = wordAt(program, at + 1);
  const count = at + 2 + amountsLength(program, at + 2);
  const steps: ReadStep[] = [];
  let place = count + 1;
  const length = Math.min(wordAt(program, count), LIMITS.tierSteps);
  for (let step = 0; step < length && place < end; step++) {
    const from = takenAt(program, place, end, cart.currency);
    place += amountsLength(program, place);
    steps.push({ from, value: valueAt(program, place, end, cart.currency) });
    place += valueLength(program, place);
  }
  const target = place;
  return {
    at,
    isMarginal: (flags & MARGINAL) !== 0,
    isOnce: (flags & ONCE) !== 0,
    isInUnits: measureFlags === IN_UNITS,
    isAtCurrent: measureFlags === basisFlags("current"),
    measureFlags,
    steps,
    first: steps[0]?.from ?? Number.POSITIVE_INFINITY,
    target,
    fitting: fittingTarget(program, target, end, cart),
  };
}

function measured(tiers: ReadTiers, cart: CartView): number {
  return supposedAt(cart, tiers.at, measureOf(cart, tiers.fitting, tiers.measureFlags));
}

/** What is taken to be there beside what is: it comes before all units, so that these have the numbers and parts of the steps above. */
function supposedBeside(tiers: ReadTiers, cart: CartView): number {
  if (cart.supposed?.at !== tiers.at) return 0;
  return measured(tiers, cart) - measureOf(cart, tiers.fitting, tiers.measureFlags);
}

/** The highest step that so much reaches. */
function stepFor({ steps }: ReadTiers, measure: number): ReadStep | undefined {
  return steps.findLast(({ from }) => from <= measure);
}

function takeCliff(tiers: ReadTiers, on: On, turn: Turn): readonly Slice[] {
  const step = stepFor(tiers, measured(tiers, turn.cart));
  if (step === undefined) return [];
  const { value } = step;
  if (value.by === "rate") return takeRate(turn, turn.slices, value.rateBps, on);
  if (tiers.isOnce && value.by === "amount") return takeAmountOnce(turn, turn.slices, value.minor);
  return takeValue(turn, turn.slices, value);
}

/** Each unit has the value of the step of its number, dearest first; units of one run and step go together. */
function takeUnitSteps(tiers: ReadTiers, turn: Turn): readonly Slice[] {
  const { cart } = turn;
  if (stepFor(tiers, measured(tiers, cart)) === undefined) return [];
  const before = supposedBeside(tiers, cart);
  const firstNumber = firstNumbers(inPriceOrder(openRuns(cart, tiers.fitting), false), cart);
  const pieces: { readonly slice: Slice; readonly step: ReadStep | undefined }[] = [];
  for (const whole of turn.slices) {
    let number = before + (firstNumber.get(whole.place) ?? 1) + whole.start;
    for (let slice: Slice | null = whole; slice !== null; ) {
      const end = tiers.steps.find(({ from }) => from > number)?.from ?? Number.POSITIVE_INFINITY;
      const rest: Slice | null = slice.count > end - number ? splitAfter(slice, end - number) : null;
      pieces.push({ slice, step: stepFor(tiers, number) });
      number += slice.count;
      slice = rest;
    }
  }
  const out: Slice[] = [];
  for (let from = 0; from < pieces.length; ) {
    const first = pieces[from];
    let to = from + 1;
    while (pieces[to]?.step === first?.step && pieces[to]?.slice.run === first?.slice.run) to++;
    const group = pieces.slice(from, to).map(({ slice }) => slice);
    if (first?.step !== undefined) out.push(...takeValue(turn, group, first.step.value));
    from = to;
  }
  return out;
}

/** The number of the first unit of each line when runs are counted through in some order. */
function firstNumbers(runs: readonly ContentRun[], { quantities }: CartView): Map<number, number> {
  const numbers = new Map<number, number>();
  let next = 1;
  for (const { from, to } of runs) {
    for (let place = from; place < to; place++) {
      numbers.set(place, next);
      next += quantities[place] ?? 0;
    }
  }
  return numbers;
}

/** The parts of the spend, each at the rate of its step, rounded once. */
function takeSpendSteps(tiers: ReadTiers, turn: Turn): readonly Slice[] {
  const { cart } = turn;
  if (stepFor(tiers, measured(tiers, cart)) === undefined) return [];
  const open = openRuns(cart, tiers.fitting);
  const spend =
    open.reduce((sum, { catalog, count }) => sum + catalog * count, 0) + supposedBeside(tiers, cart);
  let exact = 0n;
  for (const [index, { from, value }] of tiers.steps.entries()) {
    const to = Math.min(spend, tiers.steps[index + 1]?.from ?? Number.POSITIVE_INFINITY);
    if (value.by === "rate" && to > from) exact += BigInt(to - from) * BigInt(value.rateBps);
  }
  return spread(turn.slices, roundedOff(spend, exact, cart.policies), turn.bounds);
}

const RATE_WHOLE = 10_000n;

/** POL-1, POL-2 on a sum of parts times rates. */
function roundedOff(spend: number, exact: bigint, { rounding, rounded }: Policies): number {
  if (rounded === "discount") return Number(divideRounded(exact, RATE_WHOLE, rounding));
  return spend - Number(divideRounded(BigInt(spend) * RATE_WHOLE - exact, RATE_WHOLE, rounding));
}
