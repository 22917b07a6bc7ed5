/** Which typed code counts, and what is answered of each. */

import { charge, golden } from "./golden.ts";
import { both, code, never, off, percent, ten, typed } from "./selection-rows.ts";

golden("after the last lane, and codes", [
  {
    title: "[SEL-8] what took nothing off is not applied and says why",
    promotions: [{ awards: [{ kind: "free_shipping" }] }, { awards: [{ kind: "free_shipping" }] }],
    cart: { lines: ten, shipping: [charge(500)] },
    expected: { applied: { p: 500 }, reasons: { q: [{ code: "no_effect" }] } },
  },
  {
    title: "[SEL-9] the greatest saving counts, with what it does to others",
    promotions: [
      { conditions: code, awards: [off(300)] },
      { conditions: code, awards: [off(250)] },
      { conditions: { kind: "all", of: [] } },
    ],
    codes: both,
    cart: typed,
    expected: { applied: { p: 300, r: 70 } },
  },
  {
    title: "[SEL-9] ties: the greater priority",
    promotions: [{ conditions: code }, { conditions: code, priority: 1 }],
    codes: both,
    cart: typed,
    expected: { applied: { q: 100 } },
  },
  {
    // A alone takes everything, so that r has no effect; B leaves r its part.
    title: "[SEL-9] ties: the longer list of priorities",
    promotions: [
      { conditions: code, awards: [percent(10_000)] },
      { conditions: code, awards: [off(60)] },
      { awards: [off(940)] },
    ],
    codes: both,
    cart: typed,
    expected: { applied: { q: 60, r: 940 } },
  },
  {
    title: "[SEL-9] ties: the smaller ids",
    promotions: [
      { id: "z", conditions: code },
      { id: "y", conditions: code },
    ],
    codes: [
      { code: "A", promotion: "z" },
      { code: "B", promotion: "y" },
    ],
    cart: typed,
    expected: { applied: { y: 100 } },
  },
  {
    title: "[SEL-9] ties: the smaller code",
    promotions: [{ conditions: code }],
    codes: [{ code: "A" }, { code: "B" }],
    cart: typed,
    expected: { codes: { A: "applied", B: "refused: codes_do_not_combine by A" } },
  },
  {
    title: "[SEL-9] without a standing code nothing counts",
    promotions: [{ conditions: code }, {}],
    codes: [{ code: "A", end_ms: 0 }],
    cart: typed,
    expected: { applied: { q: 100 }, codes: { A: "refused: expired", B: "refused: code_not_found" } },
  },
  {
    title: "[SEL-10] unknown, not yet and no longer, in the order of codes",
    promotions: [{ conditions: code }],
    codes: [
      { code: "B", start_ms: Date.parse("2027-01-01") },
      { code: "C", end_ms: 0 },
    ],
    cart: { lines: ten, codes: ["A", "B", "C"] },
    expected: {
      part: {
        codes: [
          { code: "A", status: "refused", reasons: [{ code: "code_not_found" }] },
          { code: "B", status: "refused", promotion: "p", reasons: [{ code: "not_started" }] },
          { code: "C", status: "refused", promotion: "p", reasons: [{ code: "expired" }] },
        ],
      },
    },
  },
  {
    title: "[SEL-10] kept: more of the same would do",
    policies: { codes: "several" },
    promotions: [
      { conditions: { kind: "all", of: [code, { kind: "quantity", at_least: 2 }] } },
      { conditions: code, awards: [{ kind: "free_shipping" }] },
      { conditions: code, awards: [percent(1)] },
    ],
    codes: [...both, { code: "C", promotion: "r" }],
    cart: { lines: ten, codes: ["A", "B", "C"] },
    expected: {
      codes: {
        A: "kept: minimum_not_reached by quantity",
        B: "kept: items_missing by free_shipping",
        C: "kept: no_effect",
      },
    },
  },
  {
    title: "[SEL-10] refused: another reason stands beside",
    promotions: [{ conditions: { kind: "all", of: [code, never, { kind: "quantity", at_least: 2 }] } }],
    codes: [{ code: "A" }],
    cart: { lines: ten, codes: ["A"] },
    expected: { codes: { A: "refused: minimum_not_reached by quantity: wrong_channel" } },
  },
  {
    title: "[SEL-10] several codes of one promotion: the smallest is applied",
    policies: { codes: "several" },
    promotions: [{ conditions: code }],
    codes: [{ code: "B" }, { code: "A" }],
    cart: typed,
    expected: { codes: { A: "applied", B: "refused: codes_do_not_combine by A" } },
  },
  {
    title: "[SEL-10] one counts: another that would have worked, one that would not",
    promotions: [
      { conditions: code },
      { conditions: code, awards: [percent(500)] },
      { conditions: { kind: "all", of: [code, { kind: "quantity", at_least: 9 }] } },
    ],
    codes: [...both, { code: "C", promotion: "r" }],
    cart: { lines: ten, codes: ["A", "B", "C"] },
    expected: {
      codes: {
        A: "applied",
        B: "refused: codes_do_not_combine by A",
        C: "kept: minimum_not_reached by quantity",
      },
    },
  },
]);
