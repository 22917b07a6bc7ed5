/** How the outcome is told: applied promotions, policies, explanation (SEL-11, SEL-13). */
import type { AppliedPromotion, DecisionResult, ExplainedPromotion } from "../model/decision.ts";
import type { Policies, PromotionPolicies } from "../model/policies.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { savedBy, traceOf } from "./apply.ts";
import { isoText } from "./calendar.ts";
import type { CatalogueStage } from "./catalogue.ts";
import { type CodeOutcome, codeAnswers, reasonsOf, smallestCode } from "./codes.ts";
import { leavesOf, treeIsMet } from "./conditions.ts";
import { holdsCode } from "./eligibility.ts";
import { chargesOf, linesOf, totalsOf } from "./lines.ts";
import type { Player, Scene } from "./scene.ts";
import type { Selection } from "./selection.ts";

export function decisionOf(scene: Scene, stage: CatalogueStage, outcome: CodeOutcome): DecisionResult {
  const { facts, options } = scene;
  const { selection } = outcome;
  const { application } = selection;
  return {
    at: isoText(scene.atMs),
    currency: facts.currency,
    tax_mode: facts.tax_mode,
    ...(facts.country_from === undefined ? {} : { country_from: facts.country_from }),
    policies: policiesNamed(scene.rules.policies),
    left_out: options.left_out,
    granted: options.granted,
    proven: true, // SEL-16: every set was tried
    lines: linesOf(scene, stage, application),
    shipping: chargesOf(scene, application),
    totals: totalsOf(scene, application),
    applied: selection.applied.map((player) => appliedOf(scene, selection, player)),
    codes: codeAnswers(scene, stage, outcome),
    gifts: application.gifts,
    hints: [],
    exposures: [],
    ...(options.explain === false ? {} : { explain: explanationOf(scene, stage, selection) }),
  };
}

/** policies.md: the default stands first there. */
const DEFAULTS: Policies = {
  rounding: "half_up",
  rounded: "discount",
  codes: "one",
  guest_first_order: "never_matches",
  reward_units: "cheapest",
  incomplete_reward: "given",
  threshold_basis: "catalog",
  rounding_place: "run",
  percent_base: "current",
  order_percent_base: "current",
  at_most_picks: "dearest",
  reduced_items: "skip",
  excess: "cut",
  catalogue_selection: "best",
};

/** A decision names those that differ from the defaults. */
function policiesNamed(policies: Policies): Partial<Policies> {
  const defaults = new Map<string, string>(Object.entries(DEFAULTS));
  return Object.fromEntries(Object.entries(policies).filter(([name, value]) => defaults.get(name) !== value));
}

/** Those that a promotion chose for itself and that differ from the company's. */
function ownPolicies(scene: Scene, { promotion }: Player): PromotionPolicies {
  const company = new Map<string, string>(Object.entries(scene.rules.policies));
  const own = Object.entries(promotion.policies ?? {});
  return Object.fromEntries(
    own.filter(([name, value]) => value !== undefined && company.get(name) !== value),
  );
}

/** SEL-11, CND-18. */
function appliedOf(scene: Scene, selection: Selection, player: Player): AppliedPromotion {
  const { promotion, policies } = player;
  const code = smallestCode(scene, promotion, selection);
  const codeCounts = holdsCode(scene, promotion, selection.counting);
  const restsOnFirstOrder = !treeIsMet(scene, promotion, { policies, codeCounts, withoutFirstOrder: true });
  const own = ownPolicies(scene, player);
  return {
    promotion: promotion.id,
    version: promotion.version,
    ...(promotion.campaign === null ? {} : { campaign: promotion.campaign }),
    ...(code === undefined ? {} : { code }),
    label: promotion.label,
    saved: Number(savedBy(selection.application, player)),
    ...(restsOnFirstOrder ? { first_order: true } : {}),
    ...(Object.keys(own).length === 0 ? {} : { policies: own }),
    grants: selection.application.grants.get(player) ?? [],
  };
}

/** SEL-13. */
function explanationOf(
  scene: Scene,
  stage: CatalogueStage,
  selection: Selection,
): NonNullable<DecisionResult["explain"]> {
  const { explain } = scene.options;
  const asked =
    typeof explain === "object" ? [...new Set(explain.promotions)] : nearest(scene, stage, selection);
  return {
    promotions: asked.map((id) => explained(scene, stage, selection, id)),
    trace: traceOf(selection.application),
  };
}

const NEAREST_MAX = 20;

/**
 * The nearest misses of all promotions: the reference has no index, so it takes the cart to have reached every one. The compiled
 * evaluator answers of those that its index reaches, which may be fewer.
 */
function nearest(scene: Scene, stage: CatalogueStage, selection: Selection): string[] {
  const inOrder = [...stage.promotions, ...scene.players.map(({ promotion }) => promotion)];
  return inOrder
    .map((promotion) => ({ promotion, reasons: reasonsOf(stage, selection, promotion) }))
    .filter(({ promotion, reasons }) => reasons !== null && !wantsUntypedCode(scene, promotion))
    .sort((a, b) => (a.reasons?.length ?? 0) - (b.reasons?.length ?? 0))
    .slice(0, NEAREST_MAX)
    .map(({ promotion }) => promotion.id);
}

function wantsUntypedCode(scene: Scene, promotion: RulePromotion): boolean {
  const wantsCode = leavesOf(promotion.conditions).some(({ kind }) => kind === "code");
  return wantsCode && !holdsCode(scene, promotion, scene.facts.codes);
}

function explained(
  scene: Scene,
  stage: CatalogueStage,
  selection: Selection,
  id: string,
): ExplainedPromotion {
  const promotion = scene.rules.promotions.find((one) => one.id === id);
  if (promotion === undefined) {
    return { promotion: id, status: "refused", reasons: [{ code: "promotion_not_active" }] };
  }
  const reasons = reasonsOf(stage, selection, promotion);
  return { promotion: id, status: reasons === null ? "applied" : "refused", reasons: reasons ?? [] };
}
