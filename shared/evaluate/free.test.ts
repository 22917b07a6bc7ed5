import { describe, expect, test } from "vitest";
import { compareText } from "../model/identifier.ts";
import type { Award } from "../rules/award.ts";
import type { RulePromotion, RuleSet } from "../rules/rule-set.ts";
import { meet } from "./eligibility.ts";
import { freeOf } from "./free.ts";
import { Inputs } from "./inputs.ts";
import { cart, line, NOW_MS, planOf, promotion, ruleSet } from "./testing.ts";
import { bundle, currentAtLeast, ofOrder, once, percent, skus } from "./testing-awards.ts";

describe("free candidates", () => {
  /** Ids of the free ones where all stand in one lane. */
  function free(promotions: RulePromotion[], more: Partial<RuleSet> = {}, granted: string[] = []): string {
    const plan = planOf(ruleSet({ promotions, ...more }));
    const facts = cart({
      lines: ["a", "b", "c"].map((id) => line({ id, catalog: 1_000, quantity: 2 })),
      shipping: [{ id: "s", method: "post", amount: 500 }],
    });
    const grants = granted.map((id) => ({ promotion: id, amount: 100 }));
    const inputs = new Inputs(plan, facts, NOW_MS, { left_out: [], granted: grants, explain: false });
    const found = freeOf(inputs, meet(inputs).eligible, []);
    return found
      .map((each) => plan.promotionId(each))
      .sort(compareText)
      .join(" ");
  }
  const p = (id: string, priority: number, ...awards: Award[]) => promotion({ id, priority, awards });
  const refuse = { policies: { excess: "refuse" as const } };

  test.each<[string, string, RulePromotion[], Partial<RuleSet>?, string[]?]>([
    ["nothing reads", "x y z", [p("x", 9, percent(1_000)), p("y", 5, once(100)), p("z", 1, ofOrder(100))]],
    ["a bundle reads its units", "set", [p("x", 9, percent(1_000, "a")), p("set", 1, bundle(100, "a", "b"))]],
    ["other units", "set x", [p("x", 9, percent(1_000, "c")), p("set", 1, bundle(100, "a", "b"))]],
    ["what comes after it", "set x", [p("x", 1, percent(1_000, "a")), p("set", 9, bundle(100, "a", "b"))]],
    ["a later stage", "set x", [p("x", 9, ofOrder(100)), p("set", 1, bundle(100, "a", "b"))]],
    [
      "a spread carries over",
      "set",
      [
        p("x", 9, percent(1_000, "c")),
        p("carry", 5, once(100, "a", "c")),
        p("set", 1, bundle(100, "a", "b")),
      ],
    ],
    [
      "a spread that comes too early does not",
      "set x",
      [
        p("carry", 9, once(100, "a", "c")),
        p("x", 5, percent(1_000, "c")),
        p("set", 1, bundle(100, "a", "b")),
      ],
    ],
    ["its own reading is nothing to it", "p", [p("p", 1, percent(1_000, "a"), bundle(100, "a", "b"))]],
    [
      "a late condition reads what it measures",
      "late y",
      [
        p("x", 9, percent(1_000, "a")),
        p("y", 8, percent(1_000, "b")),
        promotion({ id: "late", conditions: currentAtLeast(1, "a"), awards: [ofOrder(100)] }),
      ],
    ],
    [
      "a total reads everything",
      "late",
      [
        p("x", 9, { kind: "free_shipping" }),
        p("y", 8, percent(1_000, "b")),
        promotion({
          id: "late",
          conditions: { kind: "total", basis: "current", at_least: { EUR: 1 } },
          awards: [{ kind: "message", message: "m" }],
        }),
      ],
    ],
    [
      "an amount under refuse reads its units",
      "refused",
      [p("x", 9, percent(1_000, "a")), promotion({ id: "refused", awards: [once(100, "a")], ...refuse })],
    ],
    [
      "an exclusion of what was reduced before",
      "picky",
      [
        p("x", 9, percent(1_000, "a")),
        promotion({ id: "picky", awards: [percent(1, "a")], excludes_reduced: ["earlier_promotion"] }),
      ],
    ],
    [
      "tiers on current read what they measure",
      "tiers",
      [
        p("x", 9, percent(1_000, "a")),
        p("tiers", 1, {
          kind: "tiers",
          by: "spend",
          reading: "cliff",
          basis: "current",
          steps: [{ from: { EUR: 1 }, rate_bps: 1_000 }],
          on: "items",
          items: skus("a"),
        }),
      ],
    ],
    [
      "at most n of a percentage reads nothing",
      "most x",
      [
        p("x", 9, percent(1_000, "a")),
        p("most", 1, { ...percent(1_000, "a"), pick: { by: "at_most", units: 1, per: "order" } } as Award),
      ],
    ],
    [
      "but with a granted amount it does",
      "most",
      [
        p("x", 9, percent(1_000, "a")),
        p("most", 1, { ...percent(1_000, "a"), pick: { by: "at_most", units: 1, per: "order" } } as Award),
      ],
      {},
      ["most"],
    ],
    [
      "closing units on which another acts",
      "y z",
      [
        p("x", 9, { ...percent(1_000, "a"), closes_units: true } as Award),
        p("y", 5, percent(1_000, "a", "b")),
        p("z", 1, { ...percent(1_000, "c"), closes_units: true } as Award),
      ],
    ],
    [
      "what closes units reads them: it closes only if it took something",
      "z",
      [p("x", 9, percent(1_000, "a")), p("z", 1, { ...percent(1_000, "a"), closes_units: true } as Award)],
    ],
    [
      "a cap of the order joins everything",
      "carry set",
      [p("x", 9, percent(1_000, "c")), p("carry", 5, percent(1_000, "b")), p("set", 1, bundle(100, "a"))],
      { caps: { order_bps: 3_000 } },
    ],
    [
      "a grant joins the places of its promotion",
      "set",
      [
        p("x", 9, percent(1_000, "c")),
        p("two", 5, percent(1_000, "a"), percent(1, "c")),
        p("set", 1, bundle(100, "a")),
      ],
      {},
      ["two"],
    ],
    [
      "without it they stay apart",
      "set x",
      [
        p("x", 9, percent(1_000, "c")),
        p("two", 5, percent(1_000, "a"), percent(1, "c")),
        p("set", 1, bundle(100, "a")),
      ],
    ],
    [
      "only_if_first, and what comes before it",
      "after",
      [
        p("before", 9, percent(1_000)),
        promotion({ id: "it", priority: 5, exclusive: { reading: "only_if_first", reach: "lane" } }),
        p("after", 1, percent(1_000)),
      ],
    ],
    [
      "classes that do not combine",
      "other",
      [
        promotion({ id: "x", class: "x", combines_with: [] }),
        promotion({ id: "y", class: "y" }),
        promotion({ id: "other" }),
      ],
    ],
  ])("[SEL-19, SEL-20, SEL-21] %s", (_name, expected, promotions, more, granted) => {
    expect(free(promotions, more, granted)).toBe(expected);
  });
});
