import { expect, test } from "vitest";
import { compileRules } from "../compile/compile-rules.ts";
import { HintSchema } from "../model/hint.ts";
import { openRules } from "../snapshot/rules-blob.ts";
import { evaluate } from "./evaluate.ts";
import { linkPlan } from "./plan.ts";
import { NOW_MS, promotion, ruleSet } from "./testing.ts";
import { currentAtLeast, skus } from "./testing-awards.ts";
import { all, facts, subtotal } from "./testing-hints.ts";

const DAY_MS = 86_400_000;
const soon = { teaser_local_ms: NOW_MS - DAY_MS, start_local_ms: NOW_MS + DAY_MS, end_local_ms: null };
const sound = compileRules(
  ruleSet({
    promotions: [
      promotion({ id: "a", hint: { within_amounts: { EUR: 9_000 } }, conditions: subtotal(5_000, "coffee") }),
      promotion({
        id: "b",
        hint: {},
        conditions: all(currentAtLeast(4_500), { kind: "quantity", at_least: 1 }),
      }),
      promotion({
        id: "c",
        hint: { within_units: 9 },
        awards: [
          {
            kind: "buy_get",
            reading: "inclusive",
            buy: 9,
            get: 1,
            rate_bps: 1,
            same: "any",
            items: skus("cup"),
          },
          { kind: "every_full", every: { EUR: 3_000 }, amounts: { EUR: 300 }, on: "order" },
        ],
      }),
      promotion({ id: "d", hint: {}, schedules: [{ zone: "store", weekly: [], ...soon }] }),
      promotion({
        id: "e",
        hint: {},
        awards: [
          { kind: "bundle", components: [{ items: skus("cup"), units: 3 }], rate_bps: 1, pick: "best" },
        ],
      }),
    ],
  }),
);

test("[HNT-2, T25] a blob with one byte damaged gives hints of their form, or none", () => {
  for (let at = 0; at < sound.length; at++) {
    const damaged = sound.slice();
    damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
    const opened = openRules(damaged, "acme");
    if (!opened.ok) continue;
    const options = { left_out: [], granted: [], explain: false, hints: true };
    const { hints } = evaluate(linkPlan(opened.view), facts, NOW_MS, options);
    for (const hint of hints) {
      const { at: instant, ...told } = hint;
      expect(HintSchema.safeParse(told).error, `byte ${at}: ${instant}`).toBeUndefined();
    }
  }
});
