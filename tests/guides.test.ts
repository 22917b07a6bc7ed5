/**
 * The examples of docs/guides are what the engine does: promotions, a cart and what the decision holds, in fenced blocks. Promotions of a
 * section stand until others follow a result; they are called p1, p2, … in their order.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { NOW_MS, price, ruleSet } from "../shared/evaluate/testing.ts";
import { CartSchema } from "../shared/model/cart.ts";
import type { CartFacts } from "../shared/model/cart-facts.ts";
import type { DecisionResult } from "../shared/model/decision.ts";
import { normalizeCode } from "../shared/model/identifier.ts";
import { DEFAULT_POLICIES } from "../shared/model/policies.ts";
import { resolveCart } from "../shared/quote/resolve-cart.ts";
import { shopContext } from "../shared/quote/testing.ts";
import { referenceEvaluate } from "../shared/reference/evaluate.ts";
import { type PromotionContent, PromotionContentSchema } from "../shared/rules/promotion.ts";
import type { RuleSet } from "../shared/rules/rule-set.ts";
import { validatePromotion } from "../shared/validate/validate-promotion.ts";

const FOLDER = join(import.meta.dirname, "../docs/guides");
const LANES: RuleSet["lanes"] = [{ id: "default", mode: "best_combination" }];

interface Example {
  title: string;
  promotions: PromotionContent[];
  codes: Record<string, string[]>;
  cart: unknown;
  result: object;
}

/** All examples of one guide, in their order. */
function examplesOf(text: string): Example[] {
  const examples: Example[] = [];
  for (const section of text.split(/^## /m).slice(1)) {
    const title = section.slice(0, section.indexOf("\n"));
    let promotions: PromotionContent[] = [];
    let codes: Record<string, string[]> = {};
    let cart: unknown = null;
    let isStarted = true;
    for (const [, kind, json = ""] of section.matchAll(/^```json (\w+)\n([\s\S]+?)^```/gm)) {
      const value = JSON.parse(json);
      if (kind === "promotion") {
        if (!isStarted) promotions = [];
        isStarted = true;
        promotions = [...promotions, PromotionContentSchema.parse(value)];
      } else if (kind === "codes") codes = value;
      else if (kind === "cart") cart = value;
      else {
        examples.push({ title, promotions, codes, cart, result: value });
        isStarted = false;
      }
    }
  }
  return examples;
}

function rulesOf({ promotions, codes }: Example): RuleSet {
  return ruleSet({
    lanes: LANES,
    promotions: promotions.map(({ name: _name, schedule: _schedule, ...content }, index) => ({
      id: `p${index + 1}`,
      version: 1,
      campaign: null,
      schedules: [],
      ...content,
    })) as RuleSet["promotions"],
    codes: Object.entries(codes).flatMap(([promotion, own]) =>
      own.map((code) => ({ code: normalizeCode(code), promotion, start_ms: null, end_ms: null })),
    ),
  });
}

function factsOf(sent: unknown): CartFacts {
  const cart = CartSchema.parse({ currency: "EUR", tax_mode: "gross", channel: "web", ...(sent as object) });
  const key = cart.customer?.id ?? null;
  const resolved = resolveCart(
    cart,
    shopContext({ customer: { key, signedIn: key !== null, record: null }, withAncestors: (ids) => ids }),
  );
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  return resolved.facts;
}

const EVALUATORS: Record<string, (rules: RuleSet, facts: CartFacts, names: string[]) => DecisionResult> = {
  compiled: (rules, facts, promotions) => price(rules, facts, { explain: { promotions }, hints: true }),
  reference: (rules, facts, promotions) =>
    referenceEvaluate(rules, facts, NOW_MS, { left_out: [], granted: [], explain: { promotions } }),
};

/** Hints are shown beside a decision: the reference says the decision alone. */
function withoutHints(result: object): object {
  return Object.fromEntries(Object.entries(result).filter(([field]) => field !== "hints"));
}

for (const file of readdirSync(FOLDER)) {
  const examples = examplesOf(readFileSync(join(FOLDER, file), "utf8"));
  describe(`docs/guides/${file}`, () => {
    test("has examples", () => {
      expect(examples.length).toBeGreaterThan(4);
    });
    test.each(examples.map((example, index) => [`${index + 1} ${example.title}`, example] as const))(
      "%s",
      (_title, example) => {
        const context = { lanes: LANES, policies: DEFAULT_POLICIES, isZone: () => true };
        for (const content of example.promotions) expect(validatePromotion(content, context)).toEqual([]);
        const rules = rulesOf(example);
        const names = rules.promotions.map(({ id }) => id);
        for (const [name, evaluator] of Object.entries(EVALUATORS)) {
          const expected = name === "reference" ? withoutHints(example.result) : example.result;
          expect(evaluator(rules, factsOf(example.cart), names)).toMatchObject(expected);
        }
      },
    );
  });
}
