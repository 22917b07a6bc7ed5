/** Lanes choose one after another, then everything chosen is applied together (SEL-2, SEL-4 to 8). */
import type { Reason } from "../model/reason.ts";
import type { Lane, RulePromotion } from "../rules/rule-set.ts";
import { type Application, apply, type Choice, savedBy } from "./apply.ts";
import { hasTarget, missingUnits } from "./awards.ts";
import { bestEach } from "./best-each.ts";
import { inOrder, refusal } from "./reasons.ts";
import type { Scene } from "./scene.ts";

export interface Selection {
  /** Codes that count in it (SEL-9). */
  counting: string[];
  application: Application;
  /** Promotions that took something off, in the order of SEL-1. */
  applied: RulePromotion[];
  /** Of every promotion that was not applied. */
  reasons: Map<RulePromotion, Reason[]>;
}

/** The whole selection, with these codes counting. `gaveWay` names the promotions of standing codes that do not count. */
export function select(scene: Scene, counting: string[], gaveWay: Set<string>): Selection {
  const refusals = new Map<RulePromotion, Reason[]>();
  for (const promotion of scene.promotions) {
    const codeCounts = holdsCode(scene, promotion, counting);
    const refused = refusal(scene, promotion, { codeCounts, withoutFirstOrder: false });
    if (refused !== null) refusals.set(promotion, refused);
  }
  const chosen: Choice[] = [];
  const lost = new Map<RulePromotion, Reason>();
  for (const lane of scene.rules.lanes) {
    const eligible = scene.promotions.filter(
      (promotion) => promotion.lane === lane.id && !refusals.has(promotion),
    );
    chosen.push(...chooseInLane(scene, lane, chosen, eligible, lost)); // SEL-5
  }
  const application = apply(scene, chosen); // SEL-8
  const applied = scene.promotions.filter((promotion) => savedBy(application, promotion.id) > 0n);
  const reasons = new Map(refusals);
  for (const promotion of scene.promotions) {
    if (refusals.has(promotion) || applied.includes(promotion)) continue;
    const winning = gaveWay.has(promotion.id) ? counting[0] : undefined;
    reasons.set(promotion, unappliedReasons(scene, promotion, lost.get(promotion), winning));
  }
  return { counting, application, applied, reasons };
}

/** CND-11: one of the counting codes belongs to the promotion. */
export function holdsCode(scene: Scene, promotion: RulePromotion, counting: string[]): boolean {
  return scene.rules.codes.some((code) => code.promotion === promotion.id && counting.includes(code.code));
}

function chooseInLane(
  scene: Scene,
  lane: Lane,
  chosen: Choice[],
  eligible: RulePromotion[],
  lost: Map<RulePromotion, Reason>,
): Choice[] {
  switch (lane.mode) {
    case "all":
    case "best_combination": // every candidate is free today
      return eligible.map((promotion) => ({ promotion, won: null }));
    case "best_one":
      return bestOne(scene, chosen, eligible, lost);
    case "best_each": {
      const { choices, outbid } = bestEach(scene, chosen, eligible);
      for (const promotion of outbid) lost.set(promotion, { code: "lower_than_best" });
      return choices;
    }
  }
}

/** SEL-6. */
function bestOne(
  scene: Scene,
  chosen: Choice[],
  eligible: RulePromotion[],
  lost: Map<RulePromotion, Reason>,
): Choice[] {
  const without = apply(scene, chosen).saving;
  const rivals = eligible
    .map((promotion) => {
      const application = apply(scene, [...chosen, { promotion, won: null }]);
      const hasEffect = savedBy(application, promotion.id) > 0n;
      return { promotion, hasEffect, gain: application.saving - without }; // SEL-4
    })
    .filter(({ hasEffect }) => hasEffect);
  let winner: (typeof rivals)[number] | null = null;
  for (const rival of rivals) {
    if (rival.gain >= 0n && (winner === null || rival.gain > winner.gain)) winner = rival;
  }
  if (winner === null) return [];
  for (const { promotion } of rivals) {
    if (promotion !== winner.promotion)
      lost.set(promotion, { code: "lower_than_best", by: winner.promotion.id });
  }
  return [{ promotion: winner.promotion, won: null }];
}

/** CND-23: why an eligible promotion was not applied; `winning` is the code to which its own gave way. */
function unappliedReasons(
  scene: Scene,
  promotion: RulePromotion,
  lost: Reason | undefined,
  winning: string | undefined,
): Reason[] {
  if (lost !== undefined) return [lost];
  if (winning !== undefined) return [{ code: "codes_do_not_combine", by: winning }];
  if (promotion.awards.some((award) => hasTarget(scene, award))) return [{ code: "no_effect" }];
  const missing = promotion.awards.map((award): Reason => {
    if (award.kind !== "buy_get") return { code: "items_missing", by: award.kind };
    return { code: "items_missing", ...missingUnits(scene, award), by: award.kind };
  });
  return inOrder(missing);
}
