import { describe, expect, test } from "vitest";
import { compileRules } from "../compile/compile-rules.ts";
import { openRules } from "../snapshot/rules-blob.ts";
import { evaluate } from "./evaluate.ts";
import { linkPlan } from "./plan.ts";
import { cart, line, NOW_MS, promotion, ruleSet } from "./testing.ts";
import { bundle, currentAtLeast, once, percent } from "./testing-awards.ts";

const stacked = compileRules(
  ruleSet({
    caps: { order_bps: 5_000, line_bps: 6_000, order: { EUR: 900 } },
    promotions: [
      promotion({ id: "early", stage: "catalogue", awards: [percent(1_000, "a")], class: "z" }),
      promotion({ id: "a", class: "x", combines_with: ["y"], awards: [percent(2_000, "a", "b")] }),
      promotion({ id: "b", class: "y", awards: [bundle(1_500, "a", "b")], policies: { rounding: "floor" } }),
      promotion({
        id: "c",
        conditions: currentAtLeast(100, "a"),
        exclusive: { reading: "only_if_first", reach: "cart" },
        awards: [once(100, "b"), { kind: "points", points: 5, worth: { EUR: 10 } }],
        excludes_reduced: ["earlier_promotion"],
      }),
    ],
  }),
);

describe("poisoned rules", () => {
  const bytes = compileRules(
    ruleSet({
      promotions: [
        promotion({
          id: "p",
          conditions: { kind: "any", of: [{ kind: "code" }, { kind: "customer_known" }] },
        }),
        promotion({
          id: "q",
          awards: [{ kind: "percent", rate_bps: 5_000, on: "items", items: { kind: "sku", any_of: ["a"] } }],
        }),
      ],
      codes: [{ code: "X", promotion: "p", start_ms: null, end_ms: null }],
    }),
  );
  const facts = cart({ lines: [line({ id: "a" }), line({ id: "b", quantity: 2 })], codes: ["X"] });

  test("[S1] truncated, foreign, future and mixed-up blobs are refused", () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(openRules(bytes.slice(0, length), "acme").ok).toBe(false);
    }
    expect(openRules(bytes, "other").ok).toBe(false);
    for (const word of [0, 1, 2, 3, 4, 5]) {
      const future = bytes.slice();
      future[word * 4] = (future[word * 4] ?? 0) + 1;
      expect(openRules(future, "acme").ok).toBe(false);
    }
  });

  test.each([
    ["conditions and codes", bytes],
    ["what stacks", stacked],
  ])(
    "[T25] every bit of %s flipped alone is refused, or links and prices without harm",
    (_name, sound) => {
      for (let bit = 0; bit < sound.length * 8; bit++) {
        const flipped = sound.slice();
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const opened = openRules(flipped, "acme");
        if (!opened.ok) continue;
        const plan = linkPlan(opened.view);
        expect(plan.promotion("none")).toBeLessThan(0);
        evaluate(plan, facts, NOW_MS, { left_out: [], granted: [], explain: true });
      }
    },
    60_000,
  );
});
