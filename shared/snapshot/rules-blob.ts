/**
 * The rules blob: promotions in the order of SEL-1 in columns, their conditions and awards as one program, codes and index. It holds
 * nothing that a rule set does not say: no sequence, time or author. Opening makes views and nothing else.
 */
import type { Policies } from "../model/policies.ts";
import type { Exclusive } from "../rules/promotion.ts";
import type { Lane } from "../rules/rule-set.ts";
import { type BlobKind, openContainer, type Sections, writeContainer } from "./container.ts";
import { EXPERIMENT_FORM } from "./experiment-columns.ts";
import { HINT_FORM } from "./hint-columns.ts";
import { type Opened, refused } from "./opened.ts";
import { readPolicySets } from "./policy-columns.ts";
import { StringTable } from "./string-table.ts";
import { ZONE_FORM } from "./zone-columns.ts";

const FORM = {
  text_at: "u32",
  text_units: "u8",
  text_slots: "u32",
  /** Sets of policies, the company's first (policy-columns.ts). */
  policies: "u32",
  /** Bounds of what all promotions take: basis points of the order and of a run, place of an amount table; NONE without. */
  caps: "u32",
  /** Facts that some rule reads, as bits in the order of FACTS. */
  facts: "u32",
  lane_name: "u32",
  lane_mode: "u32",
  /** Conditions and awards. */
  words: "u32",
  numbers: "f64",
  promotion_id: "u32",
  promotion_version: "u32",
  /** NONE without campaign. */
  promotion_campaign: "u32",
  promotion_label: "u32",
  promotion_lane: "u32",
  /** Two's complement. */
  promotion_priority: "u32",
  /** Place of the tree among the words. */
  promotion_tree: "u32",
  promotion_flags: "u8",
  /** How many promotions are of the catalogue stage: they come first. */
  catalogue_count: "u32",
  /** The columns from here to the profiles are empty where no promotion has what they say. */
  promotion_policies: "u32",
  /** 0, or 1 + place of the reading + EXCLUSIVE_CART for reach `cart`. */
  promotion_exclusive: "u8",
  /** Bits of what it excludes as reduced (rules/reduced.ts). */
  promotion_reduced: "u8",
  /** With what it combines; profile 0 has no class and allows every one. */
  promotion_profile: "u32",
  /** Conditions of its tree, and above NODES_SHIFT those of its line trees: what judging it costs. */
  promotion_nodes: "u32",
  /** Class of each profile, NONE without; whether it allows every class; the classes that it names. */
  profile_class: "u32",
  profile_allows_all: "u8",
  profile_allows_at: "u32",
  profile_allows: "u32",
  /** Set of the currencies that all its amount tables name; NONE without tables. */
  promotion_currencies: "u32",
  schedule_list_at: "u32",
  schedule_list: "u32",
  award_list_at: "u32",
  /** Place among the words, stage and contest of each award, promotion by promotion. */
  award_place: "u32",
  award_stage: "u8",
  award_contest: "u8",
  award_flags: "u8",
  currency_set_at: "u32",
  currency_set: "u32",
  /** NONE: the zone of the store. */
  schedule_zone: "u32",
  /** Pairs: start and end as local milliseconds, infinite where open. */
  schedule_window: "f64",
  /** After the end, local milliseconds up to which codes still hold; infinite for none. */
  schedule_cool_down: "f64",
  /** Before the start, local milliseconds from which it is announced; infinite for none. Empty where none is. */
  schedule_teaser: "f64",
  /** Pairs: bits of the days of the month counted from its first day and from its last; 0 and 0 for every day. */
  schedule_month_days: "u32",
  /** Pairs: every so many days, for so many minutes; 0 and 0 for no repetition. */
  schedule_repeat: "u32",
  weekly_at: "u32",
  weekly: "u32",
  ...ZONE_FORM,
  ...EXPERIMENT_FORM,
  ...HINT_FORM,
  /** Promotions by the number of their id, ascending. */
  by_id_text: "u32",
  by_id_promotion: "u32",
  /** Codes by the number of their text, ascending. */
  code_text: "u32",
  code_promotion: "u32",
  /** Pairs: start and end as instants, infinite where open. */
  code_window: "f64",
  /** Gates of each promotion, as places of lists; the keys of each list, as in the index. */
  gate_at: "u32",
  gate: "u32",
  gate_list_at: "u32",
  gate_key: "u32",
  /** Index: text × KEY_FACT_SPAN + fact, ascending, the first key of each text, and the promotions filed under each key. */
  key: "u32",
  key_of_text: "u32",
  key_at: "u32",
  key_promotions: "u32",
  /** Promotions that are filed under nothing. */
  loose: "u32",
  /** The same index of the promotions of the catalogue stage. */
  catalogue_key: "u32",
  catalogue_key_of_text: "u32",
  catalogue_key_at: "u32",
  catalogue_key_promotions: "u32",
  catalogue_loose: "u32",
} as const;
const RULES: BlobKind<typeof FORM> = { kind: 4, version: 3, form: FORM };

export type RulesSections = Sections<typeof FORM>;

export const NONE = 0xffffffff;
/** Room for the facts of a key beside its text. */
export const KEY_FACT_SPAN = 32;
/** Bits of `promotion_flags`. */
export const HAS_CODE = 1;
export const HAS_FIRST_ORDER = 2;
export const HAS_LATE = 4;
/** It has an award that is a gift or a grant. */
export const HAS_GRANTS = 8;
/** Something of it reads what other awards leave (SEL-20), whatever is granted. */
export const IS_SENSITIVE = 16;
/** One of its awards closes units. */
export const CLOSES = 32;
/** A schedule of it holds longer for codes that count (TIM-13). */
export const HAS_COOL_DOWN = 64;
/** Its author wants shoppers to hear what they lack of it. */
export const HAS_HINT = 128;
/** Bits of `award_flags` (SEL-19 to SEL-21). */
export const AWARD_CLOSES = 1;
export const AWARD_JOINS = 2;
export const AWARD_READS_PLACES = 4;
export const AWARD_READS_MEASURED = 8;
/** Picks at most so many units: it reads them if its promotion's amount is granted. */
export const AWARD_PICKS_AT_MOST = 16;
/** In `promotion_nodes`. */
export const NODES_SHIFT = 16;
/** The order of these lists is part of the format. */
export const LANE_MODES: readonly Lane["mode"][] = [
  "best_combination",
  "best_each",
  "best_one",
  "all",
  "first",
  "lowest",
];
export const EXCLUSIVE_READINGS: readonly Exclusive["reading"][] = ["sole", "stop", "only_if_first"];
export const EXCLUSIVE_CART = 4;

export interface RulesView {
  readonly sections: RulesSections;
  readonly texts: StringTable;
  /** The company's, then those that promotions chose. */
  readonly policies: readonly [Policies, ...Policies[]];
}

export function writeRules(company: string, sections: RulesSections): Uint8Array {
  return writeContainer(RULES, company, sections);
}

/** Opens a rules blob of one company. */
export function openRules(bytes: Uint8Array, company: string): Opened<RulesView> {
  const opened = openContainer(bytes, RULES, company);
  if (!opened.ok) return opened;
  const sections = opened.view;
  const policies = readPolicySets(sections.policies);
  if (policies === null) return refused("a policy has a value that is not known here");
  const { text_at, text_units, text_slots } = sections;
  const texts = new StringTable({ at: text_at, units: text_units, slots: text_slots });
  return { ok: true, view: { sections, texts, policies } };
}
