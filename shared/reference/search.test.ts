/** The lane mode best_combination: which candidates are free, and which set of the others is taken. */
import { describe, expect, test } from "vitest";
import type { Award } from "../rules/award.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { isFree } from "./free.ts";
import {
  type Example,
  line,
  off,
  offOrder,
  onItems,
  onOrder,
  reasonsIn,
  savings,
  sceneFor,
  sku,
} from "./testing.ts";

type Promotion = Partial<RulePromotion>;

const goods = [line("a", 1000), line("b", 500), line("c", 200)];

/** Candidates in this order of priority. */
function ordered(...promotions: (Award | Promotion)[]): Promotion[] {
  return promotions.map((promotion, index) => ({
    priority: 10 - index,
    ...("kind" in promotion ? { awards: [promotion] } : promotion),
  }));
}

/** Ids of the candidates that are free. */
function free(promotions: Promotion[], rest: Partial<Example> = {}): string {
  const scene = sceneFor({ promotions, lines: goods, ...rest });
  const candidates = scene.players;
  return candidates
    .filter((candidate) => isFree(scene, [], candidates, candidate))
    .map(({ promotion }) => promotion.id)
    .join("");
}

describe("free", () => {
  const at = (...skus: string[]) => ({ items: sku(...skus) });
  const tenOn = (...skus: string[]) => onItems(1000, at(...skus));
  const pack = (...skus: string[]): Award => ({
    kind: "fixed_price",
    on: "items",
    per: "once",
    prices: { USD: 1 },
    ...at(...skus),
  });
  const onceOn = (...skus: string[]) => off(10, { per: "once", ...at(...skus) });
  const atMost = { pick: { by: "at_most", units: 1, per: "order" } };
  const late: Promotion = {
    conditions: { kind: "subtotal", basis: "current", items: sku("a"), at_least: { USD: 1 } },
  };
  const closing = onItems(1000, { ...at("a"), closes_units: true });
  const refuse: Partial<Example> = { policies: { excess: "refuse" } };
  const granted: Partial<Example> = { options: { granted: [{ promotion: "q", amount: 50 }] } };

  test.each<[string, Promotion[], Partial<Example>, string]>([
    [
      "[SEL-19] plain percentages and amounts",
      ordered(tenOn("a"), off(10), onOrder(1000), offOrder(10)),
      {},
      "pqrs",
    ],
    ["[SEL-19, SEL-20] not what comes before a price for all", ordered(tenOn("a"), pack("a", "b")), {}, "q"],
    ["[SEL-19] what comes after it is", ordered(pack("a", "b"), tenOn("a")), {}, "pq"],
    ["[SEL-19] elsewhere it is", ordered(tenOn("c"), pack("a", "b")), {}, "pq"],
    [
      "[SEL-19, SEL-21] joined by an amount between",
      ordered(tenOn("c"), onceOn("c", "b"), pack("a", "b")),
      {},
      "r",
    ],
    ["[SEL-19, SEL-21] not by a percentage", ordered(tenOn("c"), tenOn("c", "b"), pack("a", "b")), {}, "pr"],
    [
      "[SEL-21] joined by a cap",
      ordered(tenOn("c"), onItems(1000, { ...at("c", "b"), cap: { USD: 5 } }), pack("a", "b")),
      {},
      "r",
    ],
    [
      "[SEL-21] by a pick of at most",
      ordered(tenOn("c"), onItems(1000, { ...at("c", "b"), ...atMost }), pack("a", "b")),
      {},
      "r",
    ],
    [
      "[SEL-21] by the order's cap everything",
      ordered(tenOn("c"), tenOn("b"), pack("a")),
      { caps: { order: { USD: 100 } } },
      "qr",
    ],
    [
      "[SEL-21] by a grant the awards of its promotion",
      ordered(tenOn("c"), { awards: [tenOn("c"), tenOn("b")] }, pack("b")),
      granted,
      "r",
    ],
    [
      "[SEL-21] without it they are apart",
      ordered(tenOn("c"), { awards: [tenOn("c"), tenOn("b")] }, pack("b")),
      {},
      "pr",
    ],
    ["[SEL-20] an amount that may be refused", ordered(tenOn("a"), off(10)), refuse, "q"],
    [
      "[SEL-20] a capped pick of at most",
      ordered(tenOn("a"), onItems(1000, { ...atMost, cap: { USD: 5 } })),
      {},
      "q",
    ],
    ["[SEL-20] an uncapped one reads nothing", ordered(tenOn("a"), onItems(1000, atMost)), {}, "pq"],
    [
      "[SEL-20] a table on what is left",
      ordered(tenOn("a"), {
        kind: "every_full",
        on: "items",
        every: { USD: 100 },
        amounts: { USD: 1 },
        basis: "current",
      }),
      {},
      "q",
    ],
    [
      "[SEL-20] on the catalogue price it reads nothing",
      ordered(tenOn("a"), { kind: "every_full", on: "items", every: { USD: 100 }, amounts: { USD: 1 } }),
      {},
      "pq",
    ],
    [
      "[SEL-20] an exclusion of what was reduced before",
      ordered(tenOn("a"), { awards: [tenOn("a")], excludes_reduced: ["earlier_promotion"] }),
      {},
      "q",
    ],
    ["[SEL-20] a late condition", ordered(tenOn("a"), { ...late, awards: [tenOn("b")] }), {}, "q"],
    ["[SEL-20] of other goods", ordered(tenOn("b"), { ...late, awards: [tenOn("c")] }), {}, "pq"],
    [
      "[SEL-20] of one that only gives something",
      ordered(tenOn("a"), { ...late, awards: [{ kind: "message", message: "m" }] }),
      {},
      "q",
    ],
    ["[SEL-19] closing what a later award takes", ordered(closing, tenOn("a")), {}, "q"],
    ["[SEL-19] closing what none takes", ordered(closing, tenOn("b")), {}, "pq"],
    ["[SEL-19] classes that do not combine", ordered({ class: "x" }, { combines_with: [] }, {}), {}, "r"],
    [
      "[SEL-19] `only_if_first`, and what comes before it",
      ordered({}, { exclusive: { reading: "only_if_first", reach: "lane" } }, {}),
      {},
      "r",
    ],
    [
      "[SEL-19] by the order of application, not of promotions",
      ordered(onOrder(1000), pack("a", "b")),
      {},
      "pq",
    ],
  ])("%s", (_, promotions, rest, expected) => {
    expect(free(promotions, rest)).toBe(expected);
  });
});

describe("the best set", () => {
  const [one, two] = [
    { class: "one", combines_with: ["two"] },
    { class: "two", combines_with: ["one"] },
  ];
  const outfit = [line("s", 4000, { product: "shirt" }), line("t", 1500, { product: "tie" })];
  const bundle: Award = {
    kind: "bundle",
    components: [
      { items: sku("s"), units: 1 },
      { items: sku("t"), units: 1 },
    ],
    prices: { USD: 5000 },
    pick: "best",
  };
  const onlyIfFirst: Promotion = { exclusive: { reading: "only_if_first", reach: "lane" } };

  test("[SEL-15] pairs that exclude each other are searched together", () => {
    const promotions: Promotion[] = [
      { ...one, awards: [offOrder(1200)] },
      { ...one, awards: [onOrder(2000)] },
      { ...two, awards: [onItems(5000)] },
      { ...two, awards: [offOrder(100)] },
    ];
    const example: Example = { promotions, lines: [line("a", 7000)] };
    expect(savings(example)).toEqual({ p: 1200, r: 3500 });
    expect(reasonsIn(example)).toEqual({
      q: [{ code: "combined_excluded", by: "p" }],
      s: [{ code: "combined_excluded", by: "r" }],
    });
  });

  test.each<[string, Promotion[], Record<string, number>]>([
    [
      "[SEL-15] of equal savings that of the greater priorities: 10, 9 before 9",
      ordered(onItems(500), bundle),
      { p: 275, q: 225 },
    ],
    [
      "[SEL-15] the bundle saves more alone",
      [
        { priority: 1, ...one, awards: [onItems(800)] },
        { ...one, awards: [bundle] },
      ],
      { q: 500 },
    ],
    [
      "[SEL-15] ties by ids",
      [
        { ...one, awards: [offOrder(5)] },
        { ...one, awards: [offOrder(5)] },
      ],
      { p: 5 },
    ],
    [
      "[SEL-15] ties by priority",
      [
        { ...one, awards: [offOrder(5)] },
        { ...one, priority: 1, awards: [offOrder(5)] },
      ],
      { q: 5 },
    ],
  ])("%s", (_, promotions, expected) => {
    expect(savings({ promotions, lines: outfit })).toEqual(expected);
  });

  test("[SEL-15] of equal sets that with more members: the bundle is in it, without effect", () => {
    const example: Example = { promotions: ordered(onItems(1000), bundle), lines: outfit };
    expect(savings(example)).toEqual({ p: 550 });
    expect(reasonsIn(example)).toEqual({ q: [{ code: "no_effect" }] });
  });

  test("[SEL-16] what is not in the set because it saves more without it", () => {
    const closing = onItems(100, { closes_units: true });
    const example: Example = { promotions: ordered(closing, onOrder(5000)), lines: [line("a", 1000)] };
    expect(savings(example)).toEqual({ q: 500 });
    expect(reasonsIn(example)).toEqual({ p: [{ code: "lower_than_best" }] });
  });

  test("[SEL-15, SEL-16] `only_if_first` and what comes before it exclude each other", () => {
    const better = {
      promotions: ordered(offOrder(100), { ...onlyIfFirst, awards: [offOrder(150)] }),
      lines: outfit,
    };
    expect(savings(better)).toEqual({ q: 150 });
    expect(reasonsIn(better)).toEqual({ p: [{ code: "combined_excluded", by: "q" }] });
    const worse = {
      promotions: ordered(offOrder(200), { ...onlyIfFirst, awards: [offOrder(150)] }),
      lines: outfit,
    };
    expect(savings(worse)).toEqual({ p: 200 });
    expect(reasonsIn(worse)).toEqual({ q: [{ code: "combined_excluded", by: "p" }] });
  });

  test("[SEL-15] no set that an earlier lane's choice does not allow", () => {
    const example: Example = {
      promotions: [
        { ...one, lane: "x", awards: [offOrder(10)] },
        { ...one, awards: [offOrder(500)] },
        { awards: [offOrder(20)] },
      ],
      lanes: [
        { id: "x", mode: "all" },
        { id: "default", mode: "best_combination" },
      ],
      lines: outfit,
    };
    expect(savings(example)).toEqual({ p: 10, r: 20 });
    expect(reasonsIn(example)).toEqual({ q: [{ code: "combined_excluded", by: "p" }] });
  });

  test("[SEL-9] of several codes the one that saves most, worth included", () => {
    const coded = (award: Award): Promotion => ({ conditions: { kind: "code" }, awards: [award] });
    const example: Example = {
      promotions: [coded(offOrder(100)), coded({ kind: "coupon", set: "s", worth: { USD: 200 } })],
      codes: [{ code: "A" }, { code: "B", promotion: "q" }],
      cart: { codes: ["A", "B"] },
      lines: outfit,
    };
    expect(savings(example)).toEqual({ q: 0 });
  });
});
