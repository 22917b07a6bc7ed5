/**
 * The rule set of a company as of an instant, out of D1: every promotion of a campaign that is neither draft nor archived, in the version
 * that counted then. Campaigns past their end stay in it, so that their codes answer `expired`. Stops are not in it at all: a campaign
 * that was ended by hand is masked, and its codes answer `stopped`.
 */
import { compareText } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { DEFAULT_POLICIES, PoliciesSchema } from "../../shared/model/policies.ts";
import type { PromotionContent } from "../../shared/rules/promotion.ts";
import type { RuleCode, RulePromotion, RuleSet } from "../../shared/rules/rule-set.ts";
import type { CampaignContent } from "../campaigns/campaign-content.ts";
import { ruleSchedule, STORE_ZONE } from "../campaigns/rule-schedule.ts";
import { withStoreLink } from "../campaigns/store-link.ts";
import { publishedCampaigns } from "../db/campaigns.ts";
import { activeCodes, type CodeRow } from "../db/codes.ts";
import { companyById } from "../db/companies.ts";
import type { Database } from "../db/database.ts";
import { experimentsAfter, ruleExperiment } from "../db/experiments.ts";
import { type PublishedPromotion, publishedPromotions } from "../db/promotions.ts";
import { snapshotZones } from "./zones.ts";

/** Rows of one read: D1 answers a few megabytes at most. */
const READ_ROWS = 1_000;

/** Reads a list to its end in pages; a list longer than its bound is refused by validation, which sees one row more. */
export async function readAll<Row>(
  bound: number,
  idOf: (row: Row) => string,
  read: (page: { after: string; rows: number }) => Promise<Row[]>,
): Promise<Row[]> {
  const all: Row[] = [];
  let after = "";
  while (all.length <= bound) {
    const rows = await read({ after, rows: READ_ROWS });
    all.push(...rows);
    const last = rows.at(-1);
    if (rows.length < READ_ROWS || last === undefined) break;
    after = idOf(last);
  }
  return all;
}

/** The promotion as the rule set holds it, inside its campaign. */
export function rulePromotion(promotion: PublishedPromotion, campaign: CampaignContent): RulePromotion {
  const { id, version, content } = promotion;
  const schedules = [campaign.schedule, content.schedule].filter((schedule) => schedule !== undefined);
  return {
    id,
    version,
    campaign: promotion.campaign,
    label: content.label,
    lane: content.lane,
    priority: content.priority,
    schedules: schedules.map(ruleSchedule),
    conditions: withStoreLink(campaign.stores, content.conditions),
    awards: content.awards,
    stage: content.stage,
    ...optionalParts(content),
  };
}

/** What a promotion says of others, of its own policies and of hints, as far as it says it. */
function optionalParts(
  content: PromotionContent,
): Pick<RulePromotion, "exclusive" | "class" | "combines_with" | "excludes_reduced" | "policies" | "hint"> {
  const { exclusive, combines_with, excludes_reduced, policies, hint } = content;
  return {
    ...(exclusive === undefined ? {} : { exclusive }),
    ...(content.class === undefined ? {} : { class: content.class }),
    ...(combines_with === undefined ? {} : { combines_with }),
    ...(excludes_reduced === undefined ? {} : { excludes_reduced }),
    ...(policies === undefined ? {} : { policies }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** The code as the rule set holds it. */
export function ruleCode(row: CodeRow): RuleCode {
  return { code: row.code, promotion: row.promotion, start_ms: row.startMs, end_ms: row.endMs };
}

/** Puts promotions and codes into the company's frame: policies, lanes, caps, experiments and the zones that schedules name. */
export async function frameRuleSet(
  db: Database,
  company: string,
  promotions: RulePromotion[],
  codes: RuleCode[],
): Promise<RuleSet> {
  const { policies, lanes, caps } = await companyById(db, company);
  const experiments = await experimentsAfter(db, company, "", LIMITS.experiments);
  const named = promotions.flatMap(({ schedules }) => schedules.map(({ zone }) => zone));
  return {
    company,
    policies: PoliciesSchema.parse({ ...DEFAULT_POLICIES, ...policies }),
    lanes,
    promotions: promotions.sort((a, b) => compareText(a.id, b.id)),
    codes: codes.sort((a, b) => compareText(a.code, b.code)),
    ...(caps === null ? {} : { caps }),
    experiments: experiments.map(ruleExperiment),
    zones: snapshotZones(named.filter((zone) => zone !== STORE_ZONE)),
  };
}

/** Everything that would be published at an instant. */
export async function gatherRules(db: Database, company: string, asOfMs: number): Promise<RuleSet> {
  const campaigns = await publishedCampaigns(db, company, asOfMs);
  const contents = new Map(campaigns.map(({ id, content }) => [id, content]));
  const published = await readAll(
    LIMITS.ruleSetPromotions,
    (row: PublishedPromotion) => row.id,
    (page) => publishedPromotions(db, company, asOfMs, page),
  );
  const promotions = published.flatMap((promotion) => {
    const campaign = contents.get(promotion.campaign);
    return campaign === undefined ? [] : [rulePromotion(promotion, campaign)];
  });
  const held = new Set(promotions.map(({ id }) => id));
  const codes = await readAll(
    LIMITS.ruleSetCodes,
    (row: CodeRow) => row.code,
    (page) => activeCodes(db, company, asOfMs, page),
  );
  return frameRuleSet(
    db,
    company,
    promotions,
    codes.filter((code) => held.has(code.promotion)).map(ruleCode),
  );
}
