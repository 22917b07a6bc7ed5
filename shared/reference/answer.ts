/** How the outcome is told: lines, totals, applied promotions, explanation (AWD-16, SEL-11 to 13). */
import type { LineFacts } from "../model/cart-facts.ts";
import type {
  AppliedPromotion,
  DecisionLine,
  DecisionResult,
  ExplainedPromotion,
  LineFlag,
  Part,
  UnitRun,
} from "../model/decision.ts";
import type { Policies } from "../model/policies.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { type Application, savedBy } from "./apply.ts";
import { costOf, sumLeft } from "./awards.ts";
import { type CodeOutcome, codeAnswers, smallestCode } from "./codes.ts";
import { leavesOf, treeIsMet } from "./conditions.ts";
import type { Piece, Scene } from "./scene.ts";
import { holdsCode, type Selection } from "./selection.ts";
import { sumOf } from "./steps.ts";
import { canonicalText, compareTexts } from "./text.ts";
import { isoText } from "./time.ts";

export function decisionOf(scene: Scene, outcome: CodeOutcome): DecisionResult {
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
    proven: true, // SEL-5
    lines: [...facts.lines]
      .sort((a, b) => compareTexts(a.id, b.id))
      .map((line) => lineOf(scene, line, application)),
    shipping: scene.charges.map((charge) => ({
      id: charge.charge.id,
      amount: charge.charge.amount,
      total: Number(costOf(application.left, charge)),
      parts: partsOf(application, charge),
    })),
    totals: totalsOf(scene, application),
    applied: selection.applied.map((promotion) => appliedOf(scene, selection, promotion)),
    codes: codeAnswers(scene, outcome),
    gifts: [],
    hints: [],
    exposures: [],
    ...(options.explain === false ? {} : { explain: explanationOf(scene, selection) }),
  };
}

const DEFAULTS: Policies = {
  rounding: "half_up",
  rounded: "discount",
  codes: "one",
  guest_first_order: "never_matches",
  reward_units: "cheapest",
  incomplete_reward: "given",
};

/** Policies: the default stands first; a decision names those that differ. */
function policiesNamed(policies: Policies): Partial<Policies> {
  const names = Object.keys(DEFAULTS) as (keyof Policies)[];
  const different = names.filter((name) => policies[name] !== DEFAULTS[name]);
  return Object.fromEntries(different.map((name) => [name, policies[name]]));
}

function lineOf(scene: Scene, line: LineFacts, application: Application): DecisionLine {
  const units = scene.units.filter((unit) => unit.line === line).sort((a, b) => a.index - b.index);
  return {
    id: line.id,
    quantity: line.quantity,
    list: Number(BigInt(line.list) * BigInt(line.quantity)),
    catalog: Number(BigInt(line.catalog) * BigInt(line.quantity)),
    total: Number(sumLeft(application.left, units)),
    units: unitRuns(units, application),
    flags: flagsOf(line),
  };
}

/** AWD-16: neighbours of equal net and parts stand together. */
function unitRuns(units: Piece[], application: Application): UnitRun[] {
  const runs: UnitRun[] = [];
  for (const unit of units) {
    const net = Number(costOf(application.left, unit));
    const parts = partsOf(application, unit);
    const last = runs.at(-1);
    if (last !== undefined && last.net === net && canonicalText(last.parts) === canonicalText(parts)) {
      last.count += 1;
    } else {
      runs.push({ count: 1, net, parts });
    }
  }
  return runs;
}

function partsOf(application: Application, piece: Piece): Part[] {
  const parts = application.parts.get(piece) ?? [];
  return parts.map(({ promotion, amount }) => ({ promotion, amount: Number(amount) }));
}

function flagsOf(line: LineFacts): LineFlag[] {
  const flags: LineFlag[] = [];
  if (!line.discountable) flags.push("not_discountable");
  if (line.gift_of !== undefined) flags.push("gift_not_earned");
  if (line.catalog < line.list) flags.push("on_sale");
  return flags;
}

/** SEL-12. */
function totalsOf(scene: Scene, application: Application): DecisionResult["totals"] {
  const { lines } = scene.facts;
  const list = sumOf(lines.map((line) => BigInt(line.list) * BigInt(line.quantity)));
  const catalog = sumOf(lines.map((line) => BigInt(line.catalog) * BigInt(line.quantity)));
  const charges = sumOf(scene.charges.map((charge) => charge.price));
  const items = sumLeft(application.left, scene.units);
  const shipping = sumLeft(application.left, scene.charges);
  return {
    list: Number(list),
    catalog: Number(catalog),
    items: Number(items),
    shipping: Number(shipping),
    saved: Number(catalog + charges - items - shipping),
    to_pay: Number(items + shipping),
  };
}

/** SEL-11, CND-18. */
function appliedOf(scene: Scene, selection: Selection, promotion: RulePromotion): AppliedPromotion {
  const code = smallestCode(scene, promotion, selection);
  const codeCounts = holdsCode(scene, promotion, selection.counting);
  const restsOnFirstOrder = !treeIsMet(scene, promotion, { codeCounts, withoutFirstOrder: true });
  return {
    promotion: promotion.id,
    version: promotion.version,
    ...(promotion.campaign === null ? {} : { campaign: promotion.campaign }),
    ...(code === undefined ? {} : { code }),
    label: promotion.label,
    saved: Number(savedBy(selection.application, promotion.id)),
    ...(restsOnFirstOrder ? { first_order: true } : {}),
    grants: [],
  };
}

/** SEL-13. */
function explanationOf(scene: Scene, selection: Selection): NonNullable<DecisionResult["explain"]> {
  const { explain } = scene.options;
  const asked = typeof explain === "object" ? [...new Set(explain.promotions)] : nearest(scene, selection);
  return {
    promotions: asked.map((id) => explained(scene, selection, id)),
    trace: selection.application.trace.map((step) => ({
      ...step,
      base: Number(step.base),
      saved: Number(step.saved),
    })),
  };
}

function nearest(scene: Scene, selection: Selection): string[] {
  return scene.promotions
    .filter((promotion) => !selection.applied.includes(promotion))
    .filter((promotion) => !wantsCode(promotion) || codeWasTyped(scene, promotion))
    .slice(0, 20)
    .map(({ id }) => id);
}

function wantsCode(promotion: RulePromotion): boolean {
  return leavesOf(promotion.conditions).some((leaf) => leaf.kind === "code");
}

function codeWasTyped(scene: Scene, promotion: RulePromotion): boolean {
  return holdsCode(scene, promotion, scene.facts.codes);
}

function explained(scene: Scene, selection: Selection, id: string): ExplainedPromotion {
  const promotion = scene.promotions.find((one) => one.id === id);
  if (promotion === undefined) {
    return { promotion: id, status: "refused", reasons: [{ code: "promotion_not_active" }] };
  }
  if (selection.applied.includes(promotion)) return { promotion: id, status: "applied", reasons: [] };
  return { promotion: id, status: "refused", reasons: selection.reasons.get(promotion) ?? [] };
}
