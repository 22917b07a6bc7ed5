/** Counting lines, asking them one by one, and what is known of a line: each condition true, false, unknown, and its reasons. */
import type { LineFacts } from "../../shared/model/cart-facts.ts";
import type { Reason } from "../../shared/model/reason.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { LineCondition } from "../../shared/rules/line-condition.ts";
import { line } from "./golden.ts";
import { kindRows, missing, not } from "./kind-rows.ts";

const drinks: LineCondition = { kind: "category", any_of: ["drinks"] };
const cola = line("a", 300, { product: "cola", list: 400, quantity: 2, categories: ["drinks"] });
const zero = line("b", 350, { product: "cola", list: 400, categories: ["drinks"] });
const what = line("c", 500);
const gift = line("g", 9_000, { gift_of: "x" });
const shelf = { lines: [cola, zero, what, gift], shipping: [{ id: "s", method: "post", amount: 90 }] };
const distinct = (of: object): CartCondition => ({ kind: "distinct", of: "product", ...of });
const largest = (of: object): CartCondition => ({ kind: "largest_line", ...of });
const total = (of: object): CartCondition => ({ kind: "total", ...of });
const least = (need: number, have: number, by: string): Reason[] => [
  { code: "minimum_not_reached", need, have, by },
];
const most = (need: number, have: number, by: string): Reason[] => [
  { code: "maximum_exceeded", need, have, by },
];
kindRows("counting", [
  ["[CND-25] products", distinct({ at_least: 2, at_most: 2 }), shelf, "true"],
  ["[CND-25] skus", distinct({ of: "sku", at_least: 3, at_most: 3 }), shelf, "true"],
  ["[CND-25] too few", distinct({ at_least: 3 }), shelf, least(3, 2, "distinct")],
  ["[CND-25] too many", distinct({ at_most: 1 }), shelf, most(1, 2, "distinct")],
  ["[CND-25] drinks, at least one", distinct({ items: drinks, at_least: 1 }), shelf, "true"],
  [
    "[CND-25] drinks, one may be unknown",
    distinct({ items: drinks, at_least: 2 }),
    shelf,
    missing("distinct"),
  ],
  [
    "[CND-25] drinks, too few in any case",
    distinct({ items: drinks, at_least: 3 }),
    shelf,
    least(3, 1, "distinct"),
  ],
  [
    "[CND-21] not so many drinks",
    not(distinct({ items: drinks, at_least: 1 })),
    shelf,
    [{ code: "items_excluded", by: "distinct" }],
  ],
  ["[CND-26] the largest line", largest({ at_least: { EUR: 600 }, at_most: { EUR: 600 } }), shelf, "true"],
  ["[CND-26] at list price", largest({ basis: "list", at_least: { EUR: 800 } }), shelf, "true"],
  ["[CND-26] too small", largest({ above: { EUR: 600 } }), shelf, least(600, 600, "largest_line")],
  ["[CND-26] of the drinks", largest({ items: drinks, at_least: { EUR: 600 } }), shelf, "true"],
  [
    "[CND-26] of the drinks, one may be unknown",
    largest({
      items: { kind: "all", of: [drinks, { kind: "product", any_of: ["b", "c"] }] },
      at_least: { EUR: 500 },
    }),
    shelf,
    missing("largest_line"),
  ],
  [
    "[CND-26] without lines it is 0",
    largest({ at_least: { EUR: 1 } }),
    { lines: [] },
    least(1, 0, "largest_line"),
  ],
  [
    "[CND-26] split lines are one run",
    largest({ at_least: { EUR: 900 } }),
    { lines: [cola, { ...cola, id: "z", sku: "a", quantity: 1 }] },
    "true",
  ],
  [
    "[CND-26] total with charges",
    total({ at_least: { EUR: 1_540 }, at_most: { EUR: 1_540 } }),
    shelf,
    "true",
  ],
  ["[CND-26] total at list prices", total({ basis: "list", at_least: { EUR: 1_790 } }), shelf, "true"],
  ["[CND-26] total too small", total({ at_least: { EUR: 1_541 } }), shelf, least(1_541, 1_540, "total")],
  ["[CND-26] total too great", total({ below: { EUR: 1_540 } }), shelf, most(1_540, 1_540, "total")],
]);

const which = (name: "any" | "every" | "none" | "cheapest" | "dearest"): CartCondition => ({
  kind: "items",
  which: name,
  match: drinks,
});
const drink = line("a", 100, { categories: ["drinks"] });
const food = line("b", 200, { categories: ["food"] });
const plain = line("c", 300);
const lines = (...of: LineFacts[]) => ({ lines: of });
const giftOfFood = line("g", 1, { gift_of: "x", categories: ["food"] });
const refusal = (code: "items_missing" | "items_excluded"): Reason[] => [{ code, by: "items" }];
const unknown = missing("items");
kindRows("items one by one", [
  ["[CND-27] any", which("any"), lines(drink, food, plain), "true"],
  ["[CND-27] any, perhaps", which("any"), lines(food, plain), unknown],
  ["[CND-27] any of none", which("any"), lines(food), refusal("items_missing")],
  ["[CND-27] any without lines", which("any"), lines(), refusal("items_missing")],
  ["[CND-21] not any", not(which("any")), lines(drink), refusal("items_excluded")],
  ["[CND-3, CND-27] every, gifts aside", which("every"), lines(drink, giftOfFood), "true"],
  ["[CND-27] every, one does not", which("every"), lines(drink, plain, food), refusal("items_excluded")],
  ["[CND-27] every, perhaps", which("every"), lines(drink, plain), unknown],
  ["[CND-27] every without lines", which("every"), lines(), refusal("items_excluded")],
  ["[CND-21] not every", not(which("every")), lines(drink), refusal("items_missing")],
  ["[CND-27] none", which("none"), lines(food), "true"],
  ["[CND-27] none without lines", which("none"), lines(), "true"],
  ["[CND-27] none, perhaps", which("none"), lines(food, plain), unknown],
  ["[CND-27] none, one does", which("none"), lines(drink, plain), refusal("items_excluded")],
  ["[CND-21] not none", not(which("none")), lines(food), refusal("items_missing")],
  ["[CND-27] the cheapest", which("cheapest"), lines(drink, food), "true"],
  [
    "[CND-27] the cheapest is another",
    which("cheapest"),
    lines(food, { ...drink, catalog: 201 }),
    refusal("items_missing"),
  ],
  [
    "[CND-27] the cheapest, ties by unit order",
    which("cheapest"),
    lines({ ...drink, catalog: 200 }, food),
    "true",
  ],
  ["[CND-27] the dearest", which("dearest"), lines({ ...drink, catalog: 400 }, food, plain), "true"],
  [
    "[CND-27] the dearest, ties by unit order",
    which("dearest"),
    lines({ ...drink, catalog: 200 }, food),
    "true",
  ],
  ["[CND-27] the dearest is not described", which("dearest"), lines(drink, plain), unknown],
  ["[CND-27] the dearest without lines", which("dearest"), lines(), refusal("items_missing")],
]);

const offered = line("a", 800, {
  list: 1_000,
  sent_price: true,
  seller: "s1",
  stock: 5,
  metadata: { engraved: true },
});
const bare = line("a", 800, { list: 1_000 });
const full = line("a", 1_000);
const some = (match: LineCondition): CartCondition => ({ kind: "items", which: "any", match });

kindRows("lines", [
  ["[CND-31] seller", some({ kind: "seller", any_of: ["s0", "s1"] }), lines(offered), "true"],
  [
    "[CND-31] another seller",
    some({ kind: "seller", any_of: ["s0"] }),
    lines(offered),
    refusal("items_missing"),
  ],
  ["[CND-31] no seller", some({ kind: "seller", any_of: ["s1"] }), lines(bare), refusal("items_missing")],
  ["[CND-31] stock", some({ kind: "stock", at_least: 5, at_most: 5 }), lines(offered), "true"],
  [
    "[CND-31] too little stock",
    some({ kind: "stock", at_least: 6 }),
    lines(offered),
    refusal("items_missing"),
  ],
  ["[CND-31] nobody knows the stock", some({ kind: "stock", at_most: 6 }), lines(bare), unknown],
  [
    "[CND-31] metadata",
    some({ kind: "line_metadata", name: "engraved", any_of: [true] }),
    lines(offered),
    "true",
  ],
  [
    "[CND-31] other metadata",
    some({ kind: "line_metadata", name: "engraved", any_of: [false] }),
    lines(offered),
    refusal("items_missing"),
  ],
  [
    "[CND-31] no such metadata",
    some({ kind: "line_metadata", name: "color", any_of: [true] }),
    lines(offered),
    unknown,
  ],
  [
    "[CND-31] no metadata",
    some({ kind: "line_metadata", name: "engraved", any_of: [true] }),
    lines(bare),
    unknown,
  ],
  ["[CND-14] on sale by price", some({ kind: "on_sale", by: "price" }), lines(offered), "true"],
  [
    "[CND-14] by price, but lowered",
    some({ kind: "on_sale", by: "price" }),
    lines(bare),
    refusal("items_missing"),
  ],
  [
    "[CND-14] on sale by a promotion",
    some({ kind: "on_sale", by: "catalogue_promotion" }),
    lines(bare),
    "true",
  ],
  [
    "[CND-14] by a promotion, but sent",
    some({ kind: "on_sale", by: "catalogue_promotion" }),
    lines(offered),
    refusal("items_missing"),
  ],
  ["[CND-14] for whatever reason", some({ kind: "on_sale" }), lines(offered), "true"],
  [
    "[CND-14] a full price",
    some({ kind: "on_sale", by: "catalogue_promotion" }),
    lines(full),
    refusal("items_missing"),
  ],
]);
