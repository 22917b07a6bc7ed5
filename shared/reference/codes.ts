/** Typed codes: which count (SEL-9), and what is answered of each (SEL-10). */
import type { DecisionCode } from "../model/decision.ts";
import type { ReasonCode } from "../model/reason.ts";
import type { RuleCode, RulePromotion } from "../rules/rule-set.ts";
import { savedBy } from "./apply.ts";
import { codeState } from "./conditions.ts";
import type { Scene } from "./scene.ts";
import { type Selection, select } from "./selection.ts";
import { compareTexts } from "./text.ts";

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
  return (
    comparePriorities(prioritiesOf(a), prioritiesOf(b)) ||
    compareIds(scene, idsOf(scene, a), idsOf(scene, b)) ||
    compareTexts(a.counting.join(), b.counting.join())
  );
}

function prioritiesOf({ applied }: Selection): number[] {
  return applied.map(({ priority }) => priority).sort((a, b) => b - a);
}

/** The greater at the first difference, and the longer, comes first. */
function comparePriorities(a: number[], b: number[]): number {
  for (const [index, priority] of a.entries()) {
    const other = b[index];
    if (other === undefined) return -1;
    if (priority !== other) return other - priority;
  }
  return a.length === b.length ? 0 : 1;
}

function idsOf(scene: Scene, { applied }: Selection): string[] {
  return applied.map(({ id }) => id).sort((a, b) => compareId(scene, a, b));
}

/** The smaller at the first difference, and the shorter, comes first. */
function compareIds(scene: Scene, a: string[], b: string[]): number {
  for (const [index, id] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (id !== other) return compareId(scene, id, other);
  }
  return a.length === b.length ? 0 : -1;
}

function compareId(scene: Scene, a: string, b: string): number {
  if (a === b) return 0;
  return scene.steps.precedes(a, b) ? -1 : 1;
}

/** SEL-10, in the order of codes. */
export function codeAnswers(scene: Scene, outcome: CodeOutcome): DecisionCode[] {
  return typedCodes(scene).map((code) => codeAnswer(scene, outcome, code));
}

function codeAnswer(scene: Scene, { selection, alone }: CodeOutcome, text: string): DecisionCode {
  const code = knownCode(scene, text);
  if (code === undefined) return { code: text, status: "refused", reasons: [{ code: "code_not_found" }] };
  const about = { code: text, promotion: code.promotion };
  const state = codeState(code, scene.atMs);
  if (state !== "holds") return { ...about, status: "refused", reasons: [{ code: state }] };
  const own = selection.counting.includes(text) ? selection : alone.get(text);
  if (own === undefined) throw new Error("a standing code without a selection");
  const promotion = scene.promotions.find(({ id }) => id === code.promotion);
  if (promotion === undefined) throw new Error(`the code ${text} belongs to no promotion`);
  if (savedBy(own.application, promotion.id) > 0n) {
    const stronger = own === selection ? smallestCode(scene, promotion, own) : selection.counting[0];
    if (stronger === text || stronger === undefined) return { ...about, status: "applied", reasons: [] };
    return { ...about, status: "refused", reasons: [{ code: "codes_do_not_combine", by: stronger }] };
  }
  const reasons = own.reasons.get(promotion) ?? [];
  const isKept = reasons.every((reason) => KEPT.includes(reason.code));
  return { ...about, status: isKept ? "kept" : "refused", reasons };
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
