/**
 * Applies a set of promotions: stage by stage, in a stage in the order of SEL-1, of a promotion its awards in their own order (SEL-3).
 * Selection asks for it many times, so it keeps no more than the amounts; the last time makes the decision.
 */
import type { Grant, TraceStep } from "../model/decision.ts";
import { mulDivRounded } from "../money/rounding.ts";
import type { Award } from "../rules/award.ts";
import type { MoneyKind, Stage, Target, UnitRange } from "../rules/award-kind.ts";
import { pickAtMost } from "../rules/pick.ts";
import { REDUCED_BEFORE } from "../rules/reduced.ts";
import { RunBounds } from "../rules/run-bounds.ts";
import { currentSum, type Slice, takenSum } from "../rules/slice.ts";
import { trim } from "../rules/spread.ts";
import { awardFields, awardKind, giftOf, hasUnit, refuses, targetOf } from "./award-targets.ts";
import { type GivenGifts, Giving, NO_GIFTS } from "./gift-lines.ts";
import { enter, type Inputs } from "./inputs.ts";
import { lateHolds } from "./late.ts";
import { hasReduced, isReducedBefore, PresentSlices, type Won } from "./present-slices.ts";
import { SliceAmounts } from "./slice-amounts.ts";

export interface Chosen {
  readonly promotion: number;
  /** Null: it acts on all its targets. */
  readonly won: Won | null;
}

/** One award that took something off. */
export interface Step {
  readonly promotion: number;
  /** Its place among the promotion's awards. */
  readonly award: number;
  readonly stage: TraceStep["stage"];
  readonly base: number;
  readonly saved: number;
}

/** What applying a set came to; lists are in the order of the set. */
export interface Applied {
  /** First slice of each line, in unit order. */
  readonly goods: readonly Slice[];
  readonly charges: readonly Slice[];
  /** What each of the chosen took off, gifts included. */
  readonly saved: readonly number[];
  /** Whether each took something off, gave a gift or grants something (SEL-4). */
  readonly effects: readonly boolean[];
  /** What was taken off without gifts, and the worth of what has an effect. */
  readonly saving: number;
  readonly steps: readonly Step[];
  readonly gifts: GivenGifts;
  /** What each of the chosen grants (AWD-28). */
  readonly grants: readonly (readonly Grant[])[];
}

/** Applies a set that is sorted in the order of SEL-1. */
export function applySet(inputs: Inputs, chosen: readonly Chosen[]): Applied {
  inputs.burn(inputs.cart.quantities.length);
  return new Application(inputs, chosen).run();
}

/** What a promotion may still do in an application, once its first award had its turn. */
type State = "waits" | "acts" | "idle";

/** Who looks on, to say why a promotion did nothing. */
export interface Watcher {
  readonly promotion: number;
  /** The turn of its first award has come; nothing of it was judged yet. */
  begins(application: Application): void;
  /** The turn of one of its awards. */
  turn(award: number, application: Application): void;
}

interface AwardTurn {
  /** Place of its promotion in the set. */
  readonly index: number;
  readonly award: number;
}

/** One application on its way. */
export class Application {
  /** What units and charges cost at the moment. */
  readonly amounts: SliceAmounts;
  readonly #slices: PresentSlices;
  readonly #inputs: Inputs;
  readonly #chosen: readonly Chosen[];
  readonly #watcher: Watcher | null;
  readonly #states: State[];
  readonly #saved: number[];
  readonly #worths: number[];
  /** Whether each gives a gift. */
  readonly #isGiving: boolean[];
  readonly #steps: Step[] = [];
  readonly #giftSteps: Step[] = [];
  readonly #bounds: RunBounds | null;
  #giving: Giving | null = null;
  /** What was taken off so far without gifts. */
  #takenMinor = 0;

  constructor(inputs: Inputs, chosen: readonly Chosen[], watcher: Watcher | null = null) {
    this.#inputs = inputs;
    this.#chosen = chosen;
    this.#watcher = watcher;
    this.#slices = new PresentSlices(inputs.cart);
    this.amounts = new SliceAmounts(inputs.cart, this.#slices.goods, this.#slices.charges);
    this.#states = chosen.map(() => "waits");
    this.#saved = chosen.map(() => 0);
    this.#worths = chosen.map(() => 0);
    this.#isGiving = chosen.map(() => false);
    this.#bounds = lineBounds(inputs);
  }

  run(): Applied {
    const turns = this.#turnsByStage();
    for (const turn of turns.items) this.#takeTurn(turn, "items");
    this.#steps.push(...this.#giftSteps);
    for (const turn of turns.order) this.#takeTurn(turn, "order");
    for (const turn of turns.shipping) this.#takeTurn(turn, "shipping");
    const grants = this.#chosen.map((): Grant[] => []);
    for (const turn of turns.grant) this.#grant(turn, grants[turn.index] ?? []);
    const { cart } = this.#inputs;
    cart.current = null;
    const effects = this.#saved.map((saved, index) => {
      return saved > 0 || this.#isGiving[index] === true || (grants[index]?.length ?? 0) > 0;
    });
    let saving = this.#takenMinor;
    for (const [index, worth] of this.#worths.entries()) if (effects[index] === true) saving += worth;
    return {
      goods: this.#slices.goods,
      charges: this.#slices.charges,
      saved: this.#saved,
      effects,
      saving,
      steps: this.#steps,
      gifts: this.#giving ?? NO_GIFTS,
      grants,
    };
  }

  #turnsByStage(): Record<Stage, AwardTurn[]> {
    const { plan } = this.#inputs;
    const turns: Record<Stage, AwardTurn[]> = { items: [], order: [], shipping: [], grant: [] };
    for (const [index, { promotion }] of this.#chosen.entries()) {
      const end = plan.awardsEnd(promotion);
      for (let award = plan.firstAward(promotion); award < end; award++) {
        turns[plan.stage(award)].push({ index, award });
      }
    }
    return turns;
  }

  #takeTurn({ index, award }: AwardTurn, stage: Step["stage"]): void {
    const inputs = this.#inputs;
    const { promotion = -1, won = null } = this.#chosen[index] ?? {};
    if (!this.#acts(index, promotion)) return;
    if (this.#watcher?.promotion === promotion) {
      enter(inputs, promotion);
      inputs.cart.current = this.amounts;
      this.#watcher.turn(award, this);
    }
    const kind = awardKind(inputs, award)?.kind;
    if (kind?.does === "gift") this.#give(index, promotion, award);
    if (kind?.does !== "money") return;
    const target = targetOf(inputs, award);
    if (target.missing !== null) return;
    enter(inputs, promotion);
    const slices = this.#presentOf(target, stage, won);
    const base = currentSum(slices);
    inputs.burnSlices(slices.length);
    if (base === 0) return;
    // Ranges, as the award splits slices.
    const closing = inputs.plan.closesUnits(award) ? [...slices.map(rangeOf), ...target.bought] : null;
    const taken = this.#take(kind, award, { index, target, slices });
    if (taken === 0) return;
    if (closing !== null) this.#slices.close(closing);
    this.#steps.push({
      promotion,
      award: award - inputs.plan.firstAward(promotion),
      stage,
      base,
      saved: taken,
    });
  }

  /** Whether a promotion acts: its late conditions and what it refuses are judged when its first award's turn comes (CND-24, AWD-24). */
  #acts(index: number, promotion: number): boolean {
    const state = this.#states[index];
    if (state !== "waits") return state === "acts";
    const inputs = this.#inputs;
    const { plan, cart } = inputs;
    if (this.#watcher?.promotion === promotion) this.#watcher.begins(this);
    enter(inputs, promotion);
    const acts = lateHolds(plan, promotion, cart, this.amounts) && !this.refusesReduced(promotion);
    this.#states[index] = acts ? "acts" : "idle";
    return acts;
  }

  /** AWD-24: whether a promotion refuses what earlier ones reduced. */
  refusesReduced(promotion: number): boolean {
    const inputs = this.#inputs;
    if ((inputs.plan.reducedOf(promotion) & REDUCED_BEFORE) === 0 || !refuses(inputs, promotion))
      return false;
    return hasUnit(inputs, promotion, ({ from, to }) => {
      for (let place = from; place < to; place++) if (hasReduced(this.#slices.goods[place])) return true;
      return false;
    });
  }

  /** Whether an earlier promotion reduced all units of an award's target, and it excludes such. */
  isAllReducedBefore(award: number): boolean {
    const slices = this.#slices.ofTarget({ ...targetOf(this.#inputs, award), charges: [] });
    return (this.#inputs.cart.reduced & REDUCED_BEFORE) !== 0 && slices.every(isReducedBefore);
  }

  /** AWD-3: the units and charges of a target that are there when its turn comes; of a pick "at most" the picked ones. */
  #presentOf(target: Target, stage: Step["stage"], won: Won | null): readonly Slice[] {
    const { cart } = this.#inputs;
    const excludesReduced = (cart.reduced & REDUCED_BEFORE) !== 0;
    const present = this.#slices.of(target, won, stage === "shipping", excludesReduced);
    return target.atMost === null ? present : pickAtMost(present, target.atMost, cart.policies);
  }

  /** Takes one award off its slices: what it says, then its cap, what is left of a grant and of the order's cap (AWD-8, AWD-15, AWD-26). */
  #take(
    kind: MoneyKind<Award>,
    award: number,
    { index, target, slices }: { index: number; target: Target; slices: readonly Slice[] },
  ): number {
    const { plan, cart, orderCapMinor } = this.#inputs;
    const { at, end } = awardFields(plan, award);
    cart.current = this.amounts;
    const full = kind.take(plan, at, end, { cart, target, slices, bounds: this.#bounds });
    const granted = trim(trim(full, kind.cap(plan, at, end, cart)), this.#grantLeft(index));
    const parts = trim(granted, orderCapMinor - this.#takenMinor);
    const taken = takenSum(parts);
    this.#bounds?.settle(parts);
    this.#slices.split(slices, parts);
    const promotion = this.#chosen[index]?.promotion ?? -1;
    for (const slice of parts) {
      if (slice.taken > 0) {
        slice.current -= slice.taken;
        slice.parts = { promotion, amount: slice.taken, before: slice.parts };
      }
      slice.taken = 0;
    }
    this.#takenMinor += taken;
    this.#saved[index] = (this.#saved[index] ?? 0) + taken;
    return taken;
  }

  #grantLeft(index: number): number {
    const granted = this.#inputs.granted.get(this.#chosen[index]?.promotion ?? -1);
    return (granted ?? Number.POSITIVE_INFINITY) - (this.#saved[index] ?? 0);
  }

  /** AWD-27. */
  #give(index: number, promotion: number, award: number): void {
    const { plan, cart } = this.#inputs;
    const gift = giftOf(this.#inputs, award);
    if (gift === null || !gift.isGiven) return;
    this.#giving ??= new Giving(cart);
    this.#isGiving[index] = true;
    this.#worths[index] = (this.#worths[index] ?? 0) + gift.units * gift.worthMinor;
    const given = this.#giving.give(promotion, plan.promotionId(promotion), gift, this.#grantLeft(index));
    if (given === 0) return;
    this.#saved[index] = (this.#saved[index] ?? 0) + given;
    const place = award - plan.firstAward(promotion);
    this.#giftSteps.push({ promotion, award: place, stage: "items", base: given, saved: given });
  }

  /** AWD-28, when all stages are done. */
  #grant({ index, award }: AwardTurn, out: Grant[]): void {
    const inputs = this.#inputs;
    const { plan, cart } = inputs;
    const { promotion = -1 } = this.#chosen[index] ?? {};
    if (!this.#acts(index, promotion)) return;
    const kind = awardKind(inputs, award)?.kind;
    if (kind?.does !== "grant") return;
    const { at, end } = awardFields(plan, award);
    enter(inputs, promotion);
    cart.current = this.amounts;
    const grant = kind.grant(plan, at, end, cart);
    if (grant !== null) out.push(grant);
    this.#worths[index] = (this.#worths[index] ?? 0) + kind.worth(plan, at, end, cart);
  }
}

const RATE_WHOLE = 10_000;

/** AWD-26: what each content run may give; null without a line cap. */
function lineBounds({ cart, lineCapBps }: Inputs): RunBounds | null {
  if (lineCapBps === 0) return null;
  const most = cart.runs.map(({ catalog, count }) => {
    return mulDivRounded(catalog * count, lineCapBps, RATE_WHOLE, "floor");
  });
  return new RunBounds(most);
}

function rangeOf({ place, start, count }: Slice): UnitRange {
  return { place, from: start, to: start + count };
}
