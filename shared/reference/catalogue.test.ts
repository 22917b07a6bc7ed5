/** The catalogue stage in numbers worked by hand. */
import { describe, expect, test } from "vitest";
import type { Award } from "../rules/award.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import {
  decide,
  type Example,
  line,
  off,
  onItems,
  onSale,
  priceOf,
  reasonsIn,
  savings,
  sku,
} from "./testing.ts";

/** A catalogue promotion; they stand in no lane. */
function lowering(award: Award, fields: Partial<RulePromotion> = {}): Partial<RulePromotion> {
  return { stage: "catalogue", lane: "", awards: [award], ...fields };
}

function lowered(example: Example) {
  return decide(example).lines.map(({ catalog, lowered: parts }) => [
    catalog,
    ...(parts ?? []).map(({ promotion, amount }) => `${promotion} ${amount}`),
  ]);
}

const every: Example["policies"] = { catalogue_selection: "all" };
const ten = lowering(onItems(1000));
const two00 = lowering(off(200));
const only = (reading: "sole" | "stop" | "only_if_first") => ({
  exclusive: { reading, reach: "lane" as const },
});

test.each<[string, Example, (number | string)[][]]>([
  [
    "[CAT-3] a percentage of each unit, rounded",
    { promotions: [ten], lines: [line("a", 95, { quantity: 3 })] },
    [[255, "p 10"]],
  ],
  [
    "[CAT-3, POL-2] the price is rounded",
    { promotions: [ten], lines: [line("a", 95)], policies: { rounded: "price" } },
    [[86, "p 9"]],
  ],
  ["[CAT-3] an amount, at most the price", { promotions: [two00], lines: [line("a", 150)] }, [[0, "p 150"]]],
  [
    "[CAT-3, POL-13] or nothing",
    { promotions: [two00], lines: [line("a", 150)], policies: { excess: "refuse" } },
    [[150]],
  ],
  [
    "[CAT-3] a price that is not lower",
    { promotions: [lowering(priceOf(200))], lines: [line("a", 150)] },
    [[150]],
  ],
  [
    "[CAT-3] down to the floor",
    { promotions: [lowering(priceOf(100))], lines: [line("a", 150, { floor: 120 })] },
    [[120, "p 30"]],
  ],
  [
    "[CAT-2] not a sent price, not what may not be reduced, no gift",
    {
      promotions: [ten],
      lines: [
        onSale("a", 80, 100),
        line("b", 100, { discountable: false }),
        line("c", 100, { gift_of: "x" }),
      ],
    },
    [[80], [100], [100]],
  ],
  [
    "[CAT-2] its items, judged at the list price",
    {
      promotions: [ten, lowering(onItems(5000, { items: { kind: "on_sale" } }))],
      lines: [line("a", 100)],
      policies: every,
    },
    [[90, "p 10"]],
  ],
  [
    "[CAT-4] the one that takes most off",
    { promotions: [ten, two00], lines: [line("a", 1000), line("b", 3000)] },
    [
      [800, "q 200"],
      [2700, "p 300"],
    ],
  ],
  ["[CAT-4] ties by order", { promotions: [two00, ten], lines: [line("a", 2000)] }, [[1800, "p 200"]]],
  [
    "[CAT-4] all, each on what is left",
    { promotions: [ten, two00], lines: [line("a", 1000)], policies: every },
    [[700, "p 100", "q 200"]],
  ],
  [
    "[CAT-1] by priority",
    { promotions: [ten, { ...two00, priority: 1 }], lines: [line("a", 1000)], policies: every },
    [[720, "q 200", "p 80"]],
  ],
  [
    "[CAT-5] the first `sole` is the whole choice",
    { promotions: [two00, { ...ten, ...only("sole") }], lines: [line("a", 1000)], policies: every },
    [[900, "q 100"]],
  ],
  [
    "[CAT-5] line by line",
    {
      promotions: [two00, lowering(onItems(1000, { items: sku("a") }), only("sole"))],
      lines: [line("a", 1000), line("b", 1000)],
    },
    [
      [900, "q 100"],
      [800, "p 200"],
    ],
  ],
  [
    "[CAT-5] after a `stop` nothing",
    { promotions: [{ ...ten, ...only("stop") }, two00], lines: [line("a", 1000)] },
    [[900, "p 100"]],
  ],
  [
    "[CAT-5] one that takes nothing stops nothing",
    { promotions: [lowering(priceOf(5000), only("stop")), two00], lines: [line("a", 1000)] },
    [[800, "q 200"]],
  ],
  [
    "[CAT-5] `only_if_first` is passed over",
    { promotions: [ten, { ...two00, ...only("only_if_first") }], lines: [line("a", 1000)], policies: every },
    [[900, "p 100"]],
  ],
  [
    "[CAT-5] and what does not combine",
    {
      promotions: [
        { ...ten, class: "x" },
        { ...two00, combines_with: [] },
      ],
      lines: [line("a", 1000)],
      policies: every,
    },
    [[900, "p 100"]],
  ],
])("%s", (_, example, expected) => {
  expect(lowered(example)).toEqual(expected);
});

describe("beside the cart's promotions", () => {
  test("[CAT-6] what it lowers is the catalogue price of all that follows, and is not applied", () => {
    const onSaleItems = {
      awards: [onItems(1000, { items: { kind: "on_sale", by: "catalogue_promotion" } })],
    };
    expect(savings({ promotions: [ten, onSaleItems], lines: [line("a", 1000)] })).toEqual({ q: 90 });
  });

  test("[CAT-6] each explains itself", () => {
    const far = { conditions: { kind: "channel" as const, any_of: ["shop"] } };
    const promotions = [ten, { ...two00, ...far }, lowering(onItems(1000, { items: sku("x") }))];
    expect(reasonsIn({ promotions, lines: [line("a", 1000)] })).toEqual({
      q: [{ code: "wrong_channel", have: "web" }],
      r: [{ code: "no_effect" }],
    });
  });

  test("[AWD-24] what they lowered can be excluded", () => {
    const excluding: Partial<RulePromotion> = {
      awards: [onItems(1000)],
      excludes_reduced: ["catalogue_promotion"],
    };
    const lines = [line("a", 1000), onSale("b", 500, 800)];
    expect(savings({ promotions: [ten, excluding], lines })).toEqual({ q: 50 });
  });
});
