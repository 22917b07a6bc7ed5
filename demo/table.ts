/** The demo's result: per campaign what was recorded, accepted, refused and given, beside the figures computed from the files alone. */
import { campaignId } from "./company.ts";
import type { ExpectedFigures } from "./expected.ts";
import type { Journey } from "./journey.ts";
import type { Replayed } from "./replay.ts";

export interface CampaignFigures {
  campaign: string;
  targeted: number;
  recorded: number;
  accepted: number;
  /** Refused recorded redemptions by reason. */
  refused: Map<string, number>;
  discountMinor: number;
  basketsCompleted: number;
  planted: number;
  plantedRefused: number;
}

/** Sums what came out of the replay by campaign. */
export function figuresOf(journey: Journey, replayed: Replayed): CampaignFigures[] {
  return journey.campaigns.map(({ id, households }) => {
    const own = replayed.redemptions.filter(({ campaign }) => campaign === id);
    const planted = replayed.planted.filter(({ campaign }) => campaign === id);
    const refused = new Map<string, number>();
    for (const { outcome } of own) {
      if (outcome !== "accepted") refused.set(outcome, (refused.get(outcome) ?? 0) + 1);
    }
    const completed = journey.householdDays.filter(({ lines }) =>
      lines.some(({ addedFor }) => addedFor?.startsWith(`${id}-`)),
    );
    return {
      campaign: id,
      targeted: households.size,
      recorded: own.length,
      accepted: own.filter(({ outcome }) => outcome === "accepted").length,
      refused,
      discountMinor: own.reduce((sum, { savedMinor }) => sum + savedMinor, 0),
      basketsCompleted: completed.length,
      planted: planted.length,
      plantedRefused: planted.filter(({ outcome, expected }) => outcome === expected).length,
    };
  });
}

/** Every figure that is not what the files say, as a sentence. */
export function differences(
  figures: readonly CampaignFigures[],
  expected: ExpectedFigures,
  reported: ReadonlyMap<string, { redemptions: number; discountMinor: number }>,
): string[] {
  const wrong: string[] = [];
  const compare = (what: string, have: number, want: number) => {
    if (have !== want) wrong.push(`${what}: ${have}, but the files say ${want}`);
  };
  for (const want of expected.campaigns) {
    const have = figures.find(({ campaign }) => campaign === want.campaign);
    if (have === undefined) {
      wrong.push(`campaign ${want.campaign} is missing`);
      continue;
    }
    const name = `campaign ${want.campaign}`;
    compare(`${name} targeted`, have.targeted, want.targeted);
    compare(`${name} recorded`, have.recorded, want.recorded);
    compare(`${name} accepted`, have.accepted, want.accepted);
    compare(`${name} repeats refused`, have.refused.get("usage_limit_reached") ?? 0, want.repeatsRefused);
    compare(`${name} discount in cents`, have.discountMinor, want.discountMinor);
    compare(`${name} baskets completed`, have.basketsCompleted, want.basketsCompleted);
    compare(`${name} planted refused`, have.plantedRefused, have.planted);
    const report = reported.get(campaignId(want.campaign)) ?? { redemptions: 0, discountMinor: 0 };
    compare(`${name} redemptions in the report`, report.redemptions, want.accepted);
    compare(`${name} discount cost in the report, in cents`, report.discountMinor, want.discountMinor);
  }
  const total = (field: "recorded" | "accepted" | "planted" | "plantedRefused") =>
    figures.reduce((sum, each) => sum + each[field], 0);
  compare("recorded", total("recorded"), expected.totals.recorded);
  compare("accepted", total("accepted"), expected.totals.accepted);
  compare("planted", total("planted"), expected.totals.planted);
  compare("planted refused", total("plantedRefused"), expected.totals.planted);
  return wrong;
}

/** The table as lines of text. */
export function tableLines(figures: readonly CampaignFigures[]): string[] {
  const head = [
    "campaign",
    "targeted",
    "recorded",
    "accepted",
    "refused",
    "discount",
    "completed",
    "planted refused",
  ];
  const rows = figures.map((each) => [
    each.campaign,
    String(each.targeted),
    String(each.recorded),
    String(each.accepted),
    [...each.refused].map(([reason, count]) => `${count} ${reason}`).join(", ") || "–",
    (each.discountMinor / 100).toFixed(2),
    String(each.basketsCompleted),
    `${each.plantedRefused} of ${each.planted}`,
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
