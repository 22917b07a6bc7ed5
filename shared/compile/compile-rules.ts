/**
 * Rule set to rules blob. Pure and deterministic: equal rule sets give equal bytes, in whatever order promotions, codes and zones come. The
 * rule set has been validated; what breaks its invariant here is a bug and throws.
 */
import type { DiscountCaps } from "../model/discount-caps.ts";
import { compareText } from "../model/identifier.ts";
import { policiesWith } from "../model/policies.ts";
import { CONTESTS, STAGES } from "../rules/award-kind.ts";
import { AWARD_KINDS } from "../rules/award-kinds.ts";
import type { Basis } from "../rules/basis.ts";
import { FACTS, type Fact } from "../rules/condition-kind.ts";
import { CART_KINDS, LINE_KINDS } from "../rules/condition-kinds.ts";
import type { LineLeaf } from "../rules/line-condition.ts";
import { writeAmounts } from "../rules/program.ts";
import type { RuleCode, RulePromotion, RuleSet } from "../rules/rule-set.ts";
import { cartLeaves, lineLeaves } from "../rules/tree.ts";
import { writeExperiments } from "../snapshot/experiment-columns.ts";
import { writePolicySets } from "../snapshot/policy-columns.ts";
import { ListCollector } from "../snapshot/ranges.ts";
import {
  AWARD_CLOSES,
  AWARD_READS_MEASURED,
  AWARD_READS_PLACES,
  CLOSES,
  HAS_CODE,
  HAS_COOL_DOWN,
  HAS_FIRST_ORDER,
  HAS_GRANTS,
  HAS_HINT,
  HAS_LATE,
  IS_SENSITIVE,
  LANE_MODES,
  NONE,
  writeRules,
} from "../snapshot/rules-blob.ts";
import { StringCollector } from "../snapshot/string-table.ts";
import { writeZones } from "../snapshot/zone-columns.ts";
import { gateTable } from "./gate-table.ts";
import { hintColumns, treesToTell } from "./hint-table.ts";
import { PolicyTable } from "./policy-table.ts";
import { WordWriter } from "./program-writer.ts";
import { indexOf } from "./promotion-index.ts";
import { ScheduleTable } from "./schedule-table.ts";
import { awardFlags, sparse, stackingColumns } from "./stacking-columns.ts";

type NumberOf = (text: string) => number;

/** Compiles a validated rule set. */
export function compileRules(ruleSet: RuleSet): Uint8Array {
  const promotions = inOrder(ruleSet);
  const codes = [...ruleSet.codes].sort((a, b) => compareText(a.code, b.code));
  const collector = new StringCollector();
  sectionsOf(ruleSet, promotions, codes, (text) => {
    collector.add(text);
    return 0;
  });
  const { number, sections } = collector.finish();
  return writeRules(ruleSet.company, {
    text_at: sections.at,
    text_units: sections.units,
    text_slots: sections.slots,
    ...sectionsOf(ruleSet, promotions, codes, number),
  });
}

/** The catalogue stage (CAT-1), then lane by lane (SEL-1). */
function inOrder(ruleSet: RuleSet): RulePromotion[] {
  const laneOf = laneIndex(ruleSet);
  return [...ruleSet.promotions].sort(
    (a, b) =>
      Number(isCatalogue(b)) - Number(isCatalogue(a)) ||
      laneOf(a) - laneOf(b) ||
      b.priority - a.priority ||
      compareText(a.id, b.id),
  );
}

function isCatalogue({ stage }: RulePromotion): boolean {
  return stage === "catalogue";
}

/** Place of a promotion's lane; promotions of the catalogue stage stand in none. */
function laneIndex(ruleSet: RuleSet): (promotion: RulePromotion) => number {
  const lanes = new Map(ruleSet.lanes.map((lane, index) => [lane.id, index]));
  return (promotion) => {
    if (isCatalogue(promotion)) return 0;
    const index = lanes.get(promotion.lane);
    if (index === undefined) throw new Error(`the lane of promotion \`${promotion.id}\` does not exist`);
    return index;
  };
}

function sectionsOf(ruleSet: RuleSet, promotions: RulePromotion[], codes: RuleCode[], number: NumberOf) {
  const schedules = new ScheduleTable(ruleSet.zones);
  const scheduleLists = new ListCollector();
  for (const promotion of promotions) {
    scheduleLists.add(promotion.schedules.map((schedule) => schedules.add(schedule)));
  }
  const policies = new PolicyTable(ruleSet.policies);
  const policiesOf = promotions.map((promotion) => policies.add(promotion));
  return {
    policies: writePolicySets(policies.sets),
    promotion_policies: Uint32Array.from(sparse(policiesOf)),
    facts: Uint32Array.of(factBits(promotions)),
    lane_name: Uint32Array.from(ruleSet.lanes, (lane) => number(lane.id)),
    ...gateTable(promotions, number),
    lane_mode: Uint32Array.from(ruleSet.lanes, (lane) => LANE_MODES.indexOf(lane.mode)),
    ...programOf(ruleSet, promotions, number),
    ...columnsOf(ruleSet, promotions, number),
    ...stackingColumns(promotions, number),
    ...currencySets(promotions, number),
    schedule_list_at: scheduleLists.starts(),
    schedule_list: scheduleLists.u32(),
    ...schedules.sections(),
    ...writeZones(schedules.zones(), number),
    ...writeExperiments(ruleSet.experiments ?? [], number),
    ...lookUps(promotions, codes, number),
    ...indexesOf(promotions, codes, number),
  };
}

function programOf(ruleSet: RuleSet, promotions: RulePromotion[], number: NumberOf) {
  const writer = new WordWriter(number);
  const trees: number[] = [];
  const places = new ListCollector();
  for (const promotion of promotions) {
    writer.thresholdBasis = thresholdBasis(ruleSet, promotion);
    writer.told = treesToTell(promotion);
    trees.push(writer.cartTree(promotion.conditions));
    places.add(promotion.awards.map((award) => writer.award(award)));
  }
  const awards = promotions.flatMap((promotion) => promotion.awards);
  const flags = promotions.flatMap((promotion) => awardFlagsOf(ruleSet, promotion));
  return {
    caps: writeCaps(ruleSet.caps, writer),
    ...hintColumns(promotions, writer, number),
    promotion_tree: Uint32Array.from(trees),
    award_list_at: places.starts(),
    award_place: places.u32(),
    award_stage: Uint8Array.from(awards, (award) => STAGES.indexOf(AWARD_KINDS[award.kind].stage(award))),
    award_contest: Uint8Array.from(awards, (award) =>
      CONTESTS.indexOf(AWARD_KINDS[award.kind].contest(award)),
    ),
    award_flags: Uint8Array.from(flags),
    words: Uint32Array.from(writer.words),
    numbers: writer.numbers(),
  };
}

/** AWD-26. */
function writeCaps(caps: DiscountCaps | undefined, writer: WordWriter): Uint32Array {
  const place = caps?.order === undefined ? NONE : writer.words.length;
  if (caps?.order !== undefined) writeAmounts(writer, caps.order);
  return Uint32Array.of(caps?.order_bps ?? NONE, caps?.line_bps ?? NONE, place);
}

function awardFlagsOf({ policies }: RuleSet, promotion: RulePromotion): number[] {
  const own = policiesWith(policies, promotion.policies);
  return promotion.awards.map((award) => awardFlags(award, own));
}

function columnsOf(ruleSet: RuleSet, promotions: RulePromotion[], number: NumberOf) {
  const laneOf = laneIndex(ruleSet);
  return {
    promotion_id: Uint32Array.from(promotions, ({ id }) => number(id)),
    promotion_version: Uint32Array.from(promotions, ({ version }) => version),
    promotion_campaign: Uint32Array.from(promotions, ({ campaign }) =>
      campaign === null ? NONE : number(campaign),
    ),
    promotion_label: Uint32Array.from(promotions, ({ label }) => number(label)),
    promotion_lane: Uint32Array.from(promotions, laneOf),
    promotion_priority: Uint32Array.from(promotions, ({ priority }) => priority),
    promotion_flags: Uint8Array.from(promotions, (promotion) => flagsOf(ruleSet, promotion)),
  };
}

/** What must be known of a promotion before its tree or awards are read. */
function flagsOf(ruleSet: RuleSet, promotion: RulePromotion): number {
  const leaves = cartLeaves(promotion.conditions);
  const facts = new Set(leaves.flatMap((leaf) => CART_KINDS[leaf.kind].facts));
  const basis = thresholdBasis(ruleSet, promotion);
  const isLate = leaves.some((leaf) => CART_KINDS[leaf.kind].isLate(leaf, basis));
  const awards = awardFlagsOf(ruleSet, promotion).reduce((bits, flags) => bits | flags, 0);
  const reads = (awards & (AWARD_READS_PLACES | AWARD_READS_MEASURED)) !== 0;
  const closes = (awards & AWARD_CLOSES) !== 0;
  const excludesEarlier = promotion.excludes_reduced?.includes("earlier_promotion") ?? false;
  return (
    (facts.has("codes") ? HAS_CODE : 0) |
    (facts.has("order_count") ? HAS_FIRST_ORDER : 0) |
    (isLate ? HAS_LATE : 0) |
    (promotion.awards.some((award) => AWARD_KINDS[award.kind].does !== "money") ? HAS_GRANTS : 0) |
    (reads || closes || isLate || excludesEarlier ? IS_SENSITIVE : 0) |
    (closes ? CLOSES : 0) |
    (promotion.hint === undefined ? 0 : HAS_HINT) |
    (promotion.schedules.some(({ cool_down_local_ms }) => cool_down_local_ms !== undefined)
      ? HAS_COOL_DOWN
      : 0)
  );
}

/** POL-7. */
function thresholdBasis({ policies }: RuleSet, promotion: RulePromotion): Basis {
  return promotion.policies?.threshold_basis ?? policies.threshold_basis;
}

function factBits(promotions: RulePromotion[]): number {
  const facts = new Set<Fact>();
  for (const promotion of promotions) {
    for (const leaf of cartLeaves(promotion.conditions)) {
      for (const fact of CART_KINDS[leaf.kind].facts) facts.add(fact);
    }
    for (const leaf of lineLeavesOf(promotion)) {
      for (const fact of LINE_KINDS[leaf.kind].facts) facts.add(fact);
    }
  }
  return FACTS.reduce((bits, fact, index) => (facts.has(fact) ? bits | (1 << index) : bits), 0);
}

/** Leaves of all line trees in conditions and awards. */
function lineLeavesOf({ conditions, awards }: RulePromotion): LineLeaf[] {
  const trees = [
    ...cartLeaves(conditions).flatMap((leaf) => CART_KINDS[leaf.kind].lineTrees(leaf)),
    ...awards.flatMap((award) => AWARD_KINDS[award.kind].lineTrees(award)),
  ];
  return trees.flatMap(({ tree }) => lineLeaves(tree));
}

/** CND-17: promotions whose tables name the same currencies share one set. */
function currencySets(promotions: RulePromotion[], number: NumberOf) {
  const sets = new ListCollector();
  const seen = new Map<string, number>();
  const ofPromotion = promotions.map((promotion) => {
    const currencies = currenciesOf(promotion);
    if (currencies === null) return NONE;
    const name = currencies.join();
    const known = seen.get(name);
    if (known !== undefined) return known;
    seen.set(name, seen.size);
    sets.add(currencies.map(number));
    return seen.size - 1;
  });
  return {
    promotion_currencies: Uint32Array.from(ofPromotion),
    currency_set_at: sets.starts(),
    currency_set: sets.u32(),
  };
}

function currenciesOf(promotion: RulePromotion): string[] | null {
  const tables = [
    ...cartLeaves(promotion.conditions).flatMap((leaf) => CART_KINDS[leaf.kind].amounts(leaf)),
    ...promotion.awards.flatMap((award) => AWARD_KINDS[award.kind].amounts(award)),
    ...lineLeavesOf(promotion).flatMap((leaf) => LINE_KINDS[leaf.kind].amounts(leaf)),
  ];
  const [first, ...rest] = tables;
  if (first === undefined) return null;
  const shared = Object.keys(first).filter((currency) =>
    rest.every((table) => Object.hasOwn(table, currency)),
  );
  return shared.sort(compareText);
}

function lookUps(promotions: RulePromotion[], codes: RuleCode[], number: NumberOf) {
  const places = new Map(promotions.map(({ id }, index) => [id, index]));
  if (places.size !== promotions.length) throw new Error("a promotion's id comes twice");
  const placeOf = (id: string) => {
    const place = places.get(id);
    if (place === undefined) throw new Error(`a code belongs to \`${id}\`, which is not a promotion`);
    return place;
  };
  const ids = [...places.keys()].sort(compareText);
  return {
    by_id_text: Uint32Array.from(ids, number),
    by_id_promotion: Uint32Array.from(ids, placeOf),
    code_text: Uint32Array.from(codes, ({ code }) => number(code)),
    code_promotion: Uint32Array.from(codes, ({ promotion }) => placeOf(promotion)),
    code_window: Float64Array.from(
      codes.flatMap(({ start_ms, end_ms }) => [
        start_ms ?? Number.NEGATIVE_INFINITY,
        end_ms ?? Number.POSITIVE_INFINITY,
      ]),
    ),
  };
}

function indexesOf(promotions: RulePromotion[], codes: RuleCode[], number: NumberOf) {
  const codesOf = Map.groupBy(codes, ({ promotion }) => promotion);
  const catalogues = promotions.filter(isCatalogue).length;
  const early = indexOf(promotions, 0, catalogues, codesOf, number);
  const cart = indexOf(promotions, catalogues, promotions.length, codesOf, number);
  return {
    key: cart.keys,
    key_of_text: cart.ofText,
    key_at: cart.starts,
    key_promotions: cart.promotions,
    loose: cart.loose,
    catalogue_key: early.keys,
    catalogue_key_of_text: early.ofText,
    catalogue_key_at: early.starts,
    catalogue_key_promotions: early.promotions,
    catalogue_loose: early.loose,
    catalogue_count: Uint32Array.of(catalogues),
  };
}
