/** A decision is a function of what goes in, to the byte (SEL-14): again, in another process, and by rules that come in another order. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileRules } from "../../shared/compile/compile-rules.ts";
import { evaluate } from "../../shared/evaluate/evaluate.ts";
import { planOf } from "../../shared/evaluate/testing.ts";
import { Chance } from "../differential/chance.ts";
import type { PricingCase } from "../differential/random-case.ts";
import { caseOf, decisionText, digestsOf } from "./decision-bytes.ts";
import { deepFrozen, reordered, shuffled } from "./variations.ts";

const FROM = Number(process.env.FC_SEED ?? 1);
const REPEATS = 1_000;

function seeds(count: number): number[] {
  return Array.from({ length: count }, (_, index) => FROM + index);
}

/** The tree that a hint tells is kept as its author wrote it, keys and all, so its text is no law of the rules' order. */
function withoutHints(priced: PricingCase): PricingCase {
  const promotions = priced.rules.promotions.map(({ hint: _, ...promotion }) => promotion);
  return { ...priced, rules: { ...priced.rules, promotions } };
}

/** A plan with the cart it was made for, and what that comes to. */
class Repeated {
  readonly #priced: PricingCase;
  readonly #plan;
  readonly #first: string;

  constructor(priced: PricingCase) {
    this.#priced = deepFrozen(priced);
    this.#plan = planOf(priced.rules);
    this.#first = this.#decide(this.#priced);
  }

  /** Prices another cart, then the own one at another moment, which must leave nothing behind. */
  disturb({ facts, atMs }: PricingCase, laterMs: number): void {
    this.#decide({ ...this.#priced, facts, atMs });
    this.#decide({ ...this.#priced, atMs: this.#priced.atMs + laterMs });
  }

  check(): void {
    const again = this.#decide(this.#priced);
    if (again !== this.#first) expect(again).toBe(this.#first);
  }

  #decide({ facts, atMs, options }: PricingCase): string {
    return JSON.stringify(evaluate(this.#plan, facts, atMs, options));
  }
}

describe("[SEL-14] equal bytes", { timeout: 60_000 }, () => {
  test("a thousand times over", () => {
    const repeated = seeds(5).map((seed) => new Repeated(caseOf(seed)));
    for (let round = 0; round < REPEATS; round += 1) for (const each of repeated) each.check();
  });

  test("after other carts, priced by the same plan at other moments", () => {
    const cases = seeds(300).map(caseOf);
    const others = new Chance(FROM);
    for (const priced of cases) {
      const repeated = new Repeated(priced);
      for (const other of others.some(cases, 3, 6)) {
        repeated.disturb(other, others.whole(-3, 3) * others.one([1, 60_000, 3_600_000, 86_400_000]));
        repeated.check();
      }
    }
  });

  test("in another process, which prices them the other way round", () => {
    const all = seeds(150);
    const path = join(import.meta.dirname, "decision-process.ts");
    const backwards = all.toReversed().map(String);
    const printed = execFileSync(process.execPath, [path, ...backwards], { encoding: "utf8" });
    expect(printed.trim().split("\n").toReversed()).toEqual(digestsOf(all));
  });

  test("of decisions, whatever order promotions, codes, zones, sets and keys come in", () => {
    for (const seed of seeds(150)) {
      const priced = withoutHints(caseOf(seed));
      // Options are told as they were asked.
      const mixed = { ...shuffled(priced, new Chance(seed)), options: priced.options };
      expect(decisionText(mixed), `seed ${seed}`).toBe(decisionText(priced));
    }
  });

  test("of blobs, whatever order promotions, codes, zones and keys come in", () => {
    for (const seed of seeds(150)) {
      const { rules } = withoutHints(caseOf(seed));
      expect(compileRules(reordered(rules, new Chance(seed))), `seed ${seed}`).toEqual(compileRules(rules));
    }
  });
});
