/** Trees over three values, and what counts at all: worked examples of docs/spec/conditions.md. */
import { met, NO, NOBODY_KNOWS, unmet, YES } from "./condition-rows.ts";
import { golden, line } from "./golden.ts";

golden("three values", [
  met("[CND-1] all of nothing is true", { kind: "all", of: [] }),
  unmet("[CND-1] any of nothing is false", { kind: "any", of: [] }, []),
  met("[CND-1] any is true beside the unknown", { kind: "any", of: [NOBODY_KNOWS, YES] }),
  unmet("[CND-1] all is unknown beside the true", { kind: "all", of: [NOBODY_KNOWS, YES] }, [
    { code: "fact_missing", by: "country" },
  ]),
  met("[CND-1] all is false beside the unknown", {
    kind: "not",
    of: { kind: "all", of: [NOBODY_KNOWS, NO] },
  }),
  unmet(
    "[CND-1] any is unknown beside the false",
    { kind: "not", of: { kind: "any", of: [NOBODY_KNOWS, NO] } },
    [{ code: "fact_missing", by: "country" }],
  ),
  met("[CND-1] not turns false round", { kind: "not", of: NO }),
  unmet("[CND-1] not leaves the unknown", { kind: "not", of: NOBODY_KNOWS }, [
    { code: "fact_missing", by: "country" },
  ]),
  {
    title: "[CND-2] an exclusion never reaches an article that nobody described",
    promotions: [
      {
        awards: [
          {
            kind: "percent",
            on: "items",
            rate_bps: 5000,
            items: { kind: "not", of: { kind: "category", any_of: ["electronics"] } },
          },
        ],
      },
    ],
    cart: {
      lines: [
        line("bread", 200, { categories: ["food"] }),
        line("tv", 900, { categories: ["electronics"] }),
        line("what", 500),
      ],
    },
    expected: { nets: { bread: [100], tv: [900], what: [500] }, applied: { p: 100 } },
  },
  {
    title: "[CND-3] a gift line counts for no threshold and is no target",
    promotions: [
      { conditions: { kind: "subtotal", basis: "catalog", at_least: { USD: 1001 } } },
      { awards: [{ kind: "percent", on: "items", rate_bps: 5000 }] },
    ],
    cart: { lines: [line("a", 1000), line("g", 500, { gift_of: "q" })] },
    expected: {
      nets: { a: [500], g: [500] },
      reasons: { p: [{ code: "minimum_not_reached", need: 1001, have: 1000, by: "subtotal" }] },
    },
  },
  {
    title: "[CND-3] a line that is not discountable counts for a threshold",
    promotions: [{ conditions: { kind: "subtotal", basis: "catalog", at_least: { USD: 1500 } } }],
    cart: { lines: [line("a", 1000), line("card", 500, { discountable: false })] },
    expected: { nets: { a: [900], card: [500] } },
  },
]);
