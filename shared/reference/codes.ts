/** Typed codes: which count (SEL-9), and what is answered of each (SEL-10). */
import type { DecisionCode } from "../model/decision.ts";
import type { Reason, ReasonCode } from "../model/reason.ts";
import type { RuleCode, RulePromotion } from "../rules/rule-set.ts";
import type { CatalogueStage } from "./catalogue.ts";
import { codeState } from "./eligibility.ts";
import type { Scene } from "./scene.ts";
import { type Selection, select } from "./selection.ts";
import { compareTexts } from "./text.ts";
import { compareEffects } from "./ties.ts";

export interface CodeOutcome {
  /** The selection that counts. */
  selection: Selection;
  /** Under POL-3 `one`: the selection of each standing code alone. */
  alone: Map<string, Selection>;
}

/** SEL-9. */
export function selectWithCodes(scene: Scene): CodeOutcome {
  const standing = standingCodes(scene);
  const texts = standing.map(({ code }) => code);
  if (scene.rules.policies.codes === "several" || standing.length === 0) {
    return { selection: select(scene, texts, new Set()), alone: new Map() };
  }
  const alone = new Map<string, Selection>();
  for (const { code, promotion } of standing) {
    const others = standing.filter((other) => other.promotion !== promotion);
    alone.set(code, select(scene, [code], new Set(others.map((other) => other.promotion))));
  }
  const [best] = [...alone.values()].sort((a, b) => compareSelections(scene, a, b));
  if (best === undefined) throw new Error("standing codes without a selection");
  return { selection: best, alone };
}

/** SEL-9: typed, known and holding now; in the order of codes. */
function standingCodes(scene: Scene): RuleCode[] {
  return typedCodes(scene)
    .map((code) => knownCode(scene, code))
    .filter((code) => code !== undefined)
    .filter((code) => codeState(code, scene.atMs) === "holds");
}

function typedCodes(scene: Scene): string[] {
  return [...new Set(scene.facts.codes)].sort(compareTexts);
}

function knownCode(scene: Scene, text: string): RuleCode | undefined {
  return scene.rules.codes.find(({ code }) => code === text);
}

/** SEL-9: the better first. */
function compareSelections(scene: Scene, a: Selection, b: Selection): number {
  if (a.application.saving !== b.application.saving) {
    return a.application.saving > b.application.saving ? -1 : 1;
  }
  return compareEffects(scene, a.applied, b.applied) || compareTexts(a.counting.join(), b.counting.join());
}

/** SEL-10, in the order of codes. */
export function codeAnswers(scene: Scene, stage: CatalogueStage, outcome: CodeOutcome): DecisionCode[] {
  return typedCodes(scene).map((code) => codeAnswer(scene, stage, outcome, code));
}

function codeAnswer(
  scene: Scene,
  stage: CatalogueStage,
  { selection, alone }: CodeOutcome,
  text: string,
): DecisionCode {
  const code = knownCode(scene, text);
  if (code === undefined) return { code: text, status: "refused", reasons: [{ code: "code_not_found" }] };
  const about = { code: text, promotion: code.promotion };
  const state = codeState(code, scene.atMs);
  if (state !== "holds") return { ...about, status: "refused", reasons: [{ code: state }] };
  const own = selection.counting.includes(text) ? selection : alone.get(text);
  if (own === undefined) throw new Error("a standing code without a selection");
  const promotion = scene.rules.promotions.find(({ id }) => id === code.promotion);
  if (promotion === undefined) throw new Error(`the code ${text} belongs to no promotion`);
  const reasons = reasonsOf(stage, own, promotion);
  if (reasons === null) {
    const stronger = own === selection ? smallestCode(scene, promotion, own) : selection.counting[0];
    if (stronger === text || stronger === undefined) return { ...about, status: "applied", reasons: [] };
    return { ...about, status: "refused", reasons: [{ code: "codes_do_not_combine", by: stronger }] };
  }
  const isKept = reasons.every((reason) => KEPT.includes(reason.code));
  return { ...about, status: isKept ? "kept" : "refused", reasons };
}

/** Why a promotion was not applied; null if it was. One of the catalogue stage is if it lowered a line (CAT-6). */
export function reasonsOf(
  stage: CatalogueStage,
  selection: Selection,
  promotion: RulePromotion,
): Reason[] | null {
  return stage.reasons.get(promotion) ?? selection.reasons.get(promotion) ?? null;
}

/** A code is kept while more of the same cart would make it work. */
const KEPT: ReasonCode[] = ["minimum_not_reached", "items_missing", "no_effect"];

/** SEL-11: the smallest counting code of a promotion. */
export function smallestCode(
  scene: Scene,
  promotion: RulePromotion,
  selection: Selection,
): string | undefined {
  return scene.rules.codes
    .filter((code) => code.promotion === promotion.id && selection.counting.includes(code.code))
    .map(({ code }) => code)
    .sort(compareTexts)[0];
}
