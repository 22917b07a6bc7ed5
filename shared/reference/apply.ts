/** Applying a set of promotions stage by stage (SEL-3), with the grants that cut some of them (AWD-15). */
import type { RulePromotion } from "../rules/rule-set.ts";
import { costOf, type Left, type Stage, stageOf, sumLeft, takenBy, targetsOf, trimmed } from "./awards.ts";
import type { Piece, Scene } from "./scene.ts";
import { sumOf } from "./steps.ts";

/** A promotion of a set. Chosen by a lane best_each it acts only on the pieces it won; `won` null is no bound. */
export interface Choice {
  promotion: RulePromotion;
  won: Set<Piece> | null;
}

export interface Step {
  promotion: string;
  award: number;
  stage: Stage;
  base: bigint;
  saved: bigint;
}

export interface Part {
  promotion: string;
  amount: bigint;
}

export interface Application {
  left: Left;
  /** AWD-16: without zeros, a promotion once at the place of its first part. */
  parts: Map<Piece, Part[]>;
  /** Awards that took something off, in the order of application. */
  trace: Step[];
  /** SEL-4: what a set takes off goods and shipping. */
  saving: bigint;
}

const STAGES: Stage[] = ["items", "order", "shipping"];

/** SEL-3. */
export function apply(scene: Scene, choices: Choice[]): Application {
  const pieces: Piece[] = [...scene.units, ...scene.charges];
  const application: Application = {
    left: new Map(pieces.map((piece) => [piece, piece.price])),
    parts: new Map(pieces.map((piece) => [piece, []])),
    trace: [],
    saving: 0n,
  };
  const inOrder = [...choices].sort(
    (a, b) => scene.promotions.indexOf(a.promotion) - scene.promotions.indexOf(b.promotion),
  );
  for (const stage of STAGES) {
    for (const choice of inOrder) applyStage(scene, choice, stage, application);
  }
  return application;
}

function applyStage(scene: Scene, choice: Choice, stage: Stage, application: Application): void {
  const { promotion, won } = choice;
  for (const [index, award] of promotion.awards.entries()) {
    if (stageOf(award) !== stage) continue;
    const targets = targetsOf(scene, award).filter((piece) => won === null || won.has(piece));
    const base = sumLeft(application.left, targets);
    const wanted = takenBy(scene, award, targets, application.left);
    const granted = trimmed(scene, wanted, grantLeft(scene, promotion.id, application)); // AWD-15
    const saved = sumOf(granted.map(({ amount }) => amount));
    for (const { piece, amount } of granted) take(application, promotion.id, piece, amount);
    if (saved > 0n) application.trace.push({ promotion: promotion.id, award: index, stage, base, saved });
    application.saving += saved;
  }
}

/** What is left of a promotion's grant; null without a grant. */
function grantLeft(scene: Scene, promotion: string, application: Application): bigint | null {
  const grant = scene.options.granted.find((one) => one.promotion === promotion);
  return grant === undefined ? null : BigInt(grant.amount) - savedBy(application, promotion);
}

/** AWD-14, AWD-16. */
function take(application: Application, promotion: string, piece: Piece, amount: bigint): void {
  if (amount === 0n) return;
  const left = costOf(application.left, piece) - amount;
  if (left < 0n || amount < 0n) throw new Error("an award took more than is there");
  application.left.set(piece, left);
  const parts = application.parts.get(piece) ?? [];
  const part = parts.find((one) => one.promotion === promotion);
  if (part === undefined) parts.push({ promotion, amount });
  else part.amount += amount;
}

/** What one promotion took off in an application; above zero is an effect (SEL-4). */
export function savedBy(application: Application, promotion: string): bigint {
  return sumOf(application.trace.filter((step) => step.promotion === promotion).map((step) => step.saved));
}
