/**
 * Rule set to rules blob. Pure and deterministic: equal rule sets give equal bytes, in whatever order promotions, codes and zones come. The
 * rule set has been validated; what breaks its invariant here is a bug and throws.
 */
import { compareText } from "../model/identifier.ts";
import { CONTESTS, STAGES } from "../rules/award-kind.ts";
import { AWARD_KINDS } from "../rules/award-kinds.ts";
import { FACTS, type Fact, KEY_FACTS } from "../rules/condition-kind.ts";
import { CART_KINDS, LINE_KINDS } from "../rules/condition-kinds.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import type { RuleCode, RulePromotion, RuleSet } from "../rules/rule-set.ts";
import { cartLeaves, lineLeaves } from "../rules/tree.ts";
import { ListCollector } from "../snapshot/ranges.ts";
import {
  HAS_CODE,
  HAS_FIRST_ORDER,
  KEY_FACT_SPAN,
  LANE_MODES,
  NONE,
  writePolicies,
  writeRules,
} from "../snapshot/rules-blob.ts";
import { StringCollector } from "../snapshot/string-table.ts";
import { writeZones } from "../snapshot/zone-columns.ts";
import { filingKeys } from "./filing.ts";
import { WordWriter } from "./program-writer.ts";
import { ScheduleTable } from "./schedule-table.ts";

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

/** SEL-1. */
function inOrder(ruleSet: RuleSet): RulePromotion[] {
  const laneOf = laneIndex(ruleSet);
  return [...ruleSet.promotions].sort(
    (a, b) => laneOf(a) - laneOf(b) || b.priority - a.priority || compareText(a.id, b.id),
  );
}

function laneIndex(ruleSet: RuleSet): (promotion: RulePromotion) => number {
  const lanes = new Map(ruleSet.lanes.map((lane, index) => [lane.id, index]));
  return ({ id, lane }) => {
    const index = lanes.get(lane);
    if (index === undefined) throw new Error(`the lane of promotion \`${id}\` does not exist`);
    return index;
  };
}

function sectionsOf(ruleSet: RuleSet, promotions: RulePromotion[], codes: RuleCode[], number: NumberOf) {
  const schedules = new ScheduleTable(ruleSet.zones);
  const scheduleLists = new ListCollector();
  for (const promotion of promotions) {
    scheduleLists.add(promotion.schedules.map((schedule) => schedules.add(schedule)));
  }
  return {
    policies: writePolicies(ruleSet.policies),
    facts: Uint32Array.of(factBits(promotions)),
    lane_name: Uint32Array.from(ruleSet.lanes, (lane) => number(lane.id)),
    lane_mode: Uint32Array.from(ruleSet.lanes, (lane) => LANE_MODES.indexOf(lane.mode)),
    ...programOf(promotions, number),
    ...columnsOf(ruleSet, promotions, number),
    ...currencySets(promotions, number),
    schedule_list_at: scheduleLists.starts(),
    schedule_list: scheduleLists.u32(),
    ...schedules.sections(),
    ...writeZones(schedules.zones(), number),
    ...lookUps(promotions, codes, number),
    ...indexOf(promotions, codes, number),
  };
}

function programOf(promotions: RulePromotion[], number: NumberOf) {
  const writer = new WordWriter(number);
  const trees: number[] = [];
  const places = new ListCollector();
  for (const promotion of promotions) {
    trees.push(writer.cartTree(promotion.conditions));
    places.add(promotion.awards.map((award) => writer.award(award)));
  }
  const awards = promotions.flatMap((promotion) => promotion.awards);
  return {
    promotion_tree: Uint32Array.from(trees),
    award_list_at: places.starts(),
    award_place: places.u32(),
    award_stage: Uint8Array.from(awards, (award) => STAGES.indexOf(AWARD_KINDS[award.kind].stage(award))),
    award_contest: Uint8Array.from(awards, (award) =>
      CONTESTS.indexOf(AWARD_KINDS[award.kind].contest(award)),
    ),
    words: Uint32Array.from(writer.words),
    numbers: writer.numbers(),
  };
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
    promotion_flags: Uint8Array.from(promotions, flagsOf),
  };
}

/** Which facts the leaves read decides what must be judged again for each code, and without a first order. */
function flagsOf(promotion: RulePromotion): number {
  const facts = new Set(cartLeaves(promotion.conditions).flatMap((leaf) => CART_KINDS[leaf.kind].facts));
  return (facts.has("codes") ? HAS_CODE : 0) | (facts.has("order_count") ? HAS_FIRST_ORDER : 0);
}

function factBits(promotions: RulePromotion[]): number {
  const facts = new Set<Fact>();
  const addItems = (items: LineCondition | undefined) => {
    const leaves = items === undefined ? [] : lineLeaves(items);
    for (const leaf of leaves) for (const fact of LINE_KINDS[leaf.kind].facts) facts.add(fact);
  };
  for (const { conditions, awards } of promotions) {
    for (const award of awards) addItems(AWARD_KINDS[award.kind].items(award));
    for (const leaf of cartLeaves(conditions)) {
      for (const fact of CART_KINDS[leaf.kind].facts) facts.add(fact);
      addItems(CART_KINDS[leaf.kind].items(leaf));
    }
  }
  return FACTS.reduce((bits, fact, index) => (facts.has(fact) ? bits | (1 << index) : bits), 0);
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

function currenciesOf({ conditions, awards }: RulePromotion): string[] | null {
  const ofItems = (items: LineCondition | undefined) =>
    items === undefined ? [] : lineLeaves(items).flatMap((leaf) => LINE_KINDS[leaf.kind].amounts(leaf));
  const tables = [
    ...cartLeaves(conditions).flatMap((leaf) => {
      const kind = CART_KINDS[leaf.kind];
      return [...kind.amounts(leaf), ...ofItems(kind.items(leaf))];
    }),
    ...awards.flatMap((award) => {
      const kind = AWARD_KINDS[award.kind];
      return [...kind.amounts(award), ...ofItems(kind.items(award))];
    }),
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

function indexOf(promotions: RulePromotion[], codes: RuleCode[], number: NumberOf) {
  const codesOf = Map.groupBy(codes, ({ promotion }) => promotion);
  const filed = new Map<number, number[]>();
  const loose: number[] = [];
  for (const [place, promotion] of promotions.entries()) {
    const own = (codesOf.get(promotion.id) ?? []).map(({ code }) => code);
    const keys = filingKeys(promotion, own);
    if (keys === null) loose.push(place);
    for (const { fact, text } of keys ?? []) {
      if (fact === "code") continue;
      const key = number(text) * KEY_FACT_SPAN + KEY_FACTS.indexOf(fact);
      const under = filed.get(key);
      if (under === undefined) filed.set(key, [place]);
      else if (under.at(-1) !== place) under.push(place);
    }
  }
  const keys = [...filed.keys()].sort((a, b) => a - b);
  const lists = new ListCollector();
  for (const key of keys) lists.add(filed.get(key) ?? []);
  return {
    key: Uint32Array.from(keys),
    key_at: lists.starts(),
    key_promotions: lists.u32(),
    loose: Uint32Array.from(loose),
  };
}
