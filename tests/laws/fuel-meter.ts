/**
 * Prices a cart and looks on at the fuel (SEL-23). `Inputs` alone counts it, and all that it is burnt for goes through applications and single
 * calls beside them, so both are watched at their methods; the evaluator knows nothing of it.
 */
import { evaluate } from "../../shared/evaluate/evaluate.ts";
import { Inputs } from "../../shared/evaluate/inputs.ts";
import type { Plan } from "../../shared/evaluate/plan.ts";
import { Application } from "../../shared/evaluate/pricing.ts";
import type { DecisionResult } from "../../shared/model/decision.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import type { PricingCase } from "../differential/random-case.ts";

export interface Metered {
  readonly decision: DecisionResult;
  /** Steps burnt in all. */
  readonly spent: number;
  /** Promotions that were reached without fuel. */
  readonly notJudged: readonly string[];
  /** Steps of the greatest single application. */
  readonly greatest: number;
  /** Applications that were begun when the fuel had run out, and their steps. */
  readonly late: { readonly applications: number; readonly steps: number };
}

/** With so much fuel, by default all that an evaluation has. */
export function metered(plan: Plan, priced: PricingCase, fuel: number = LIMITS.fuel): Metered {
  const watch = new Watch(fuel);
  const { burn, burnSlices } = Inputs.prototype;
  const { run } = Application.prototype;
  Inputs.prototype.burn = function (steps) {
    watch.begin(this, burn);
    burn.call(this, steps);
  };
  Inputs.prototype.burnSlices = function (slices) {
    watch.begin(this, burn);
    burnSlices.call(this, slices);
  };
  Application.prototype.run = function () {
    return watch.apply(() => run.call(this));
  };
  try {
    const decision = evaluate(plan, priced.facts, priced.atMs, priced.options);
    return { decision, ...watch.told(plan) };
  } finally {
    Object.assign(Inputs.prototype, { burn, burnSlices });
    Application.prototype.run = run;
  }
}

class Watch {
  readonly #fuel: number;
  #inputs: Inputs | null = null;
  #greatest = 0;
  #lateApplications = 0;
  #lateSteps = 0;

  constructor(fuel: number) {
    this.#fuel = fuel;
  }

  /** At the first step that is counted all fuel but the given is taken away. */
  begin(inputs: Inputs, burn: (this: Inputs, steps: number) => void): void {
    if (this.#inputs !== null) return;
    this.#inputs = inputs;
    burn.call(inputs, LIMITS.fuel - this.#fuel);
  }

  apply<T>(run: () => T): T {
    const before = this.#left;
    const applied = run();
    const steps = before - this.#left;
    this.#greatest = Math.max(this.#greatest, steps);
    if (before <= 0) {
      this.#lateApplications += 1;
      this.#lateSteps += steps;
    }
    return applied;
  }

  get #left(): number {
    return this.#inputs?.fuel ?? this.#fuel;
  }

  told(plan: Plan): Omit<Metered, "decision"> {
    return {
      spent: this.#fuel - this.#left,
      notJudged: [...(this.#inputs?.notJudged ?? [])].map((promotion) => plan.promotionId(promotion)),
      greatest: this.#greatest,
      late: { applications: this.#lateApplications, steps: this.#lateSteps },
    };
  }
}
