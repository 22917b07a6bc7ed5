/** What promotions of a random case lack, before hints are weighed: all of them opted in. */
import { compileRules } from "../../shared/compile/compile-rules.ts";
import { lowerPrices } from "../../shared/evaluate/catalogue-stage.ts";
import { eligibleWith, meet } from "../../shared/evaluate/eligibility.ts";
import { type Candidate, candidateOf } from "../../shared/evaluate/hint-candidates.ts";
import { Inputs } from "../../shared/evaluate/inputs.ts";
import { linkPlan, type Plan } from "../../shared/evaluate/plan.ts";
import { reasonsOf } from "../../shared/evaluate/reasons.ts";
import { isApplied, type Selection, select } from "../../shared/evaluate/selection.ts";
import type { CartFacts, LineFacts } from "../../shared/model/cart-facts.ts";
import type { ContentRun } from "../../shared/rules/cart-view.ts";
import type { HintWish } from "../../shared/rules/promotion.ts";
import type { RuleSet } from "../../shared/rules/rule-set.ts";
import { openRules } from "../../shared/snapshot/rules-blob.ts";
import type { PricingCase } from "../differential/random-case.ts";

/** The rules with every promotion of the cart stage opted in. */
export function withHints(rules: RuleSet, hint: HintWish = {}): RuleSet {
  const opt = (promotion: RuleSet["promotions"][number]) =>
    promotion.stage === "catalogue" ? promotion : { ...promotion, hint };
  return { ...rules, promotions: rules.promotions.map(opt) };
}

export function hintPlan(rules: RuleSet): Plan {
  const opened = openRules(compileRules(withHints(rules)), rules.company);
  if (!opened.ok) throw new Error(opened.why);
  return linkPlan(opened.view);
}

/** One cart and the selection that counts: all typed codes do. */
export class HintScene {
  readonly inputs: Inputs;
  readonly counted: Selection;
  readonly #eligible: ReadonlySet<number>;
  readonly #hinting: readonly number[];

  constructor(plan: Plan, facts: CartFacts, { atMs, options }: PricingCase) {
    this.inputs = new Inputs(plan, facts, atMs, { ...options, hints: true });
    const { catalogs } = lowerPrices(this.inputs);
    if (catalogs !== null) this.inputs.lowerTo(catalogs);
    const met = meet(this.inputs);
    const counting = this.inputs.codes.filter(({ state }) => state === "stands");
    this.counted = select(this.inputs, met, counting);
    this.#eligible = new Set(eligibleWith(this.inputs, met, counting));
    this.#hinting = met.hinting;
  }

  candidates(): Candidate[] {
    return this.#hinting.flatMap((promotion) => this.candidate(promotion) ?? []);
  }

  candidate(promotion: number): Candidate | null {
    return candidateOf(this.inputs, promotion, this.counted, this.#eligible.has(promotion));
  }

  /** The kind of condition or award that lacks something. */
  whatLacks({ promotion, weighed }: Candidate): string {
    if (weighed === "step" && isApplied(this.counted, promotion)) return "step";
    const [reason, ...others] = reasonsOf(this.inputs, promotion, this.counted);
    return others.length === 0 && reason?.need !== undefined ? (reason.by ?? "") : "step";
  }

  /** Whether amounts are what they are without any other promotion. */
  isUndisturbed(promotion: number): boolean {
    const { plan } = this.inputs;
    const isAlone = this.counted.applied.steps.every((step) => step.promotion === promotion);
    return isAlone && plan.awardsEnd(promotion) - plan.firstAward(promotion) === 1;
  }

  /** Whether a line counts for a hint that tells the tree at a place; null: all lines do, but gifts. */
  matches(line: LineFacts, items: number | null): boolean {
    const { cart, plan } = this.inputs;
    const run = this.runOf(line);
    if (run === null) return false;
    if (items === null) return true;
    return cart.itemRuns(plan, items, plan.words.length).sure.includes(cart.runs.indexOf(run));
  }

  /** The content run of a line; null for a gift line. */
  runOf({ id }: LineFacts): ContentRun | null {
    const { cart } = this.inputs;
    const place = cart.lineIndexes.findIndex((index) => cart.facts.lines[index]?.id === id);
    return cart.runs.find(({ from, to }) => place >= from && place < to) ?? null;
  }
}
