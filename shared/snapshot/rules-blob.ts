/**
 * The rules blob: promotions in the order of SEL-1 in columns, their conditions and awards as one program, codes and index. It holds
 * nothing that a rule set does not say: no sequence, time or author. Opening makes views and nothing else.
 */
import { DEFAULT_POLICIES, type Policies, PoliciesSchema } from "../model/policies.ts";
import type { Lane } from "../rules/rule-set.ts";
import { type BlobKind, openContainer, type Sections, writeContainer } from "./container.ts";
import { type Opened, refused } from "./opened.ts";
import { StringTable } from "./string-table.ts";
import { ZONE_FORM } from "./zone-columns.ts";

const FORM = {
  text_at: "u32",
  text_units: "u8",
  text_slots: "u32",
  /** Place of each policy's value in its list, in the order of their names. */
  policies: "u32",
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
  /** Set of the currencies that all its amount tables name; NONE without tables. */
  promotion_currencies: "u32",
  schedule_list_at: "u32",
  schedule_list: "u32",
  award_list_at: "u32",
  /** Place among the words, stage and contest of each award, promotion by promotion. */
  award_place: "u32",
  award_stage: "u8",
  award_contest: "u8",
  currency_set_at: "u32",
  currency_set: "u32",
  /** NONE: the zone of the store. */
  schedule_zone: "u32",
  /** Pairs: start and end as local milliseconds, infinite where open. */
  schedule_window: "f64",
  weekly_at: "u32",
  weekly: "u32",
  ...ZONE_FORM,
  /** Promotions by the number of their id, ascending. */
  by_id_text: "u32",
  by_id_promotion: "u32",
  /** Codes by the number of their text, ascending. */
  code_text: "u32",
  code_promotion: "u32",
  /** Pairs: start and end as instants, infinite where open. */
  code_window: "f64",
  /** Index: text × KEY_FACT_SPAN + fact, ascending, and the promotions filed under each. */
  key: "u32",
  key_at: "u32",
  key_promotions: "u32",
  /** Promotions that are filed under nothing. */
  loose: "u32",
} as const;
const RULES: BlobKind<typeof FORM> = { kind: 4, version: 1, form: FORM };

export type RulesSections = Sections<typeof FORM>;

export const NONE = 0xffffffff;
/** Room for the facts of a key beside its text. */
export const KEY_FACT_SPAN = 16;
/** Bits of `promotion_flags`. */
export const HAS_CODE = 1;
export const HAS_FIRST_ORDER = 2;
/** The order is part of the format. */
export const LANE_MODES: readonly Lane["mode"][] = ["best_combination", "best_each", "best_one", "all"];

export interface RulesView {
  readonly sections: RulesSections;
  readonly texts: StringTable;
  readonly policies: Policies;
}

export function writeRules(company: string, sections: RulesSections): Uint8Array {
  return writeContainer(RULES, company, sections);
}

/** Opens a rules blob of one company. */
export function openRules(bytes: Uint8Array, company: string): Opened<RulesView> {
  const opened = openContainer(bytes, RULES, company);
  if (!opened.ok) return opened;
  const sections = opened.view;
  const policies = readPolicies(sections.policies);
  if (policies === null) return refused("a policy has a value that is not known here");
  const { text_at, text_units, text_slots } = sections;
  const texts = new StringTable({ at: text_at, units: text_units, slots: text_slots });
  return { ok: true, view: { sections, texts, policies } };
}

const POLICY_NAMES = Object.keys(DEFAULT_POLICIES).sort() as (keyof Policies)[];

/** Policies as places in their lists of values. */
export function writePolicies(policies: Policies): Uint32Array {
  return Uint32Array.from(POLICY_NAMES, (name) => policyValues(name).indexOf(policies[name]));
}

function readPolicies(places: Uint32Array): Policies | null {
  if (places.length !== POLICY_NAMES.length) return null;
  const named = POLICY_NAMES.map((name, index) => [name, policyValues(name)[places[index] ?? NONE]]);
  const parsed = PoliciesSchema.safeParse(Object.fromEntries(named));
  return parsed.success ? parsed.data : null;
}

function policyValues(name: keyof Policies): readonly string[] {
  return PoliciesSchema.shape[name].options;
}
