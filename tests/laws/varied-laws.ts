/** Laws of what changes nothing: the order of lists, how goods are put into lines, the name of the currency, a promotion that nobody meets. */
import { describe, expect, test } from "vitest";
import type { DecisionResult } from "../../shared/model/decision.ts";
import { canonicalJson } from "../../shared/quote/canonical.ts";
import { randomAward } from "../differential/random-awards.ts";
import type { PricingCase } from "../differential/random-case.ts";
import { decideBy, holdsFor, type Judged } from "./law.ts";
import {
  deepFrozen,
  inNewCurrency,
  shuffled,
  withIdsDealt,
  withLineSplit,
  withLinesMerged,
} from "./variations.ts";

export function variedLaws(judged: Judged): void {
  const decide = decideBy(judged);
  describe(`laws of what changes nothing: ${judged.name}`, { timeout: 120_000 }, () => {
    test("[SEL-14] the same inputs give the same bytes and stay untouched", () =>
      holdsFor(judged, (priced) => {
        const frozen = deepFrozen(priced);
        expect(canonicalJson(decide(frozen))).toBe(canonicalJson(decide(frozen)));
      }));

    test("[SEL-14] the order of promotions, codes, lists and keys changes nothing", () =>
      holdsFor(judged, (priced, chance) => {
        expect(canonicalJson(decide(shuffled(priced, chance)))).toBe(canonicalJson(decide(priced)));
      }));

    test("[SEL-14] the order of lines changes no total, no saving, no reason", () =>
      holdsFor(judged, (priced, chance) => {
        if (isRoundedByLine(priced)) return;
        expect(besideLines(decide(withIdsDealt(priced, chance)))).toEqual(besideLines(decide(priced)));
      }));

    test("[SEL-14, POL-8] splitting a line changes no total, no saving, no reason", () =>
      holdsFor(judged, (priced, chance) => {
        if (isRoundedByLine(priced)) return;
        expect(besideLines(decide(withLineSplit(priced, chance)))).toEqual(besideLines(decide(priced)));
      }));

    test("[SEL-14, POL-8] nor does merging lines of equal content", () =>
      holdsFor(judged, (priced) => {
        if (isRoundedByLine(priced)) return;
        expect(besideLines(decide(withLinesMerged(priced)))).toEqual(besideLines(decide(priced)));
      }));

    test("[MNY-9] the digits of the currency play no part", () =>
      holdsFor(judged, (priced, chance) => {
        const { renamed, back } = inNewCurrency(priced, chance.one(["CLF", "OMR", "KRW", "CHF"]));
        expect(back(canonicalJson(decide(renamed)))).toBe(canonicalJson(decide(priced)));
      }));

    test("[SEL-2] a promotion whose conditions nobody meets changes nothing", () =>
      holdsFor(judged, (priced, chance) => {
        const { rules, facts, atMs } = priced;
        const meeting = { chance, facts, atMs, policies: rules.policies };
        const lane = rules.lanes.find(({ mode }) => mode !== "best_each");
        if (lane === undefined) return;
        const promotions = rules.promotions.concat({
          id: "nobodys",
          version: 1,
          campaign: null,
          label: "nobody's",
          lane: lane.id,
          priority: chance.one([-9, 0, 9]),
          schedules: [],
          conditions: { kind: "channel", any_of: ["nowhere"] },
          awards: [randomAward(meeting, "nobodys")],
          exclusive: { reading: chance.one(["sole", "stop", "only_if_first"] as const), reach: "cart" },
          class: "nobodys",
          combines_with: [],
        });
        const decision = decide({ ...priced, rules: { ...rules, promotions } });
        expect(canonicalJson(decision)).toBe(canonicalJson(decide(priced)));
      }));
  });
}

function besideLines({ totals, shipping, applied, codes, gifts, explain }: DecisionResult) {
  return { totals, shipping, applied, codes, gifts, explain };
}

/** POL-8: under `line`, and on the order under `unit` too, a percentage is rounded once a line; then how goods are put into lines matters. */
function isRoundedByLine({ rules }: PricingCase): boolean {
  return rules.promotions.some(({ policies, awards }) => {
    const place = policies?.rounding_place ?? rules.policies.rounding_place;
    return (
      place === "line" || (place === "unit" && awards.some((award) => "on" in award && award.on === "order"))
    );
  });
}
