/** Smaller forms of one award: without an optional field, with fewer steps or components, with a number that is lower. */
import type { Award } from "../../shared/rules/award.ts";
import { dropEach, withoutEach } from "./smaller.ts";

const OPTIONAL = [
  "cap",
  "closes_units",
  "pick",
  "items",
  "methods",
  "sellers",
  "sets_max",
  "units_max",
  "bundles_max",
  "times_max",
  "basis",
  "every",
  "worth",
];

/** What is no award any more is among them; the caller keeps what could be published. */
export function smallerAwards(award: Award): Award[] {
  return [
    ...withoutEach<Award & Record<string, unknown>, string>(award, OPTIONAL),
    ...fewerParts(award),
    ...Object.entries(award)
      .filter(([, value]) => typeof value === "number" && value > 1)
      .filter(([field]) => field !== "rate_bps")
      .map(([field, value]) => ({ ...award, [field]: Number(value) - 1 })),
  ];
}

function fewerParts(award: Award): Award[] {
  if (award.kind === "tiers" && award.steps.length > 1) {
    return dropEach(award.steps).map((steps) => ({ ...award, steps }));
  }
  if (award.kind === "bundle" && award.components.length > 1) {
    return dropEach(award.components)
      .filter((components) => components.some(({ optional }) => optional === undefined))
      .map((components) => ({ ...award, components }));
  }
  if (award.kind === "gift" && award.choices.length > 1) {
    return dropEach(award.choices).map((choices) => ({ ...award, choices }));
  }
  return [];
}
