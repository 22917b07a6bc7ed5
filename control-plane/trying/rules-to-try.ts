/** The rules that a try runs on: what is live, what a publication would make live, or one draft promotion or campaign by itself. */
import { compileRules } from "../../shared/compile/compile-rules.ts";
import { linkPlan, type Plan } from "../../shared/evaluate/plan.ts";
import { kvKey } from "../../shared/model/address.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import type { RuleSet } from "../../shared/rules/rule-set.ts";
import { openRules } from "../../shared/snapshot/rules-blob.ts";
import { validateRuleSet } from "../../shared/validate/validate-rule-set.ts";
import { ProblemException } from "../api/problem.ts";
import { campaignById } from "../db/campaigns.ts";
import { activeCodes, activeCodesOf, type CodeRow } from "../db/codes.ts";
import type { Database } from "../db/database.ts";
import { type Promotion, promotionById, promotionsAfter } from "../db/promotions.ts";
import { livePublication, ruleSetIds } from "../db/publications.ts";
import { maskedPromotions } from "../db/stops.ts";
import type { Env } from "../env.ts";
import { frameRuleSet, gatherRules, readAll, ruleCode, rulePromotion } from "../publish/gather-rules.ts";
import { sha256Bytes } from "../secrets.ts";

export type WhichRules = "published" | "draft" | { promotion: string } | { campaign: string };

export interface RulesToTry {
  plan: Plan;
  /** Hash of the compiled rules. */
  rules: string;
  /** Every promotion in them. */
  promotions: string[];
  /** Those that a stop leaves out. */
  stopped: string[];
}

/** Opens the rules; problems of a draft are the answer of the call. */
export async function rulesToTry(
  env: Env,
  db: Database,
  company: string,
  which: WhichRules,
  nowMs: number,
): Promise<RulesToTry> {
  if (which === "published") return publishedRules(env, db, company);
  if (which === "draft") {
    const ruleSet = await gatherRules(db, company, nowMs);
    const opened = compiled(company, ruleSet);
    const masked = new Set(await maskedPromotions(db, company, ""));
    return { ...opened, stopped: opened.promotions.filter((id) => masked.has(id)) };
  }
  const ruleSet =
    "promotion" in which
      ? await onePromotion(db, company, which.promotion)
      : await oneCampaign(db, company, which.campaign, nowMs);
  // Its author asks what it would do, so its own stop does not stand in the way.
  return { ...compiled(company, ruleSet), stopped: [] };
}

function opened(company: string, bytes: Uint8Array): Pick<RulesToTry, "plan" | "rules"> {
  const view = openRules(bytes, company);
  if (!view.ok) throw new Error(`compiled rules do not open: ${view.why}`);
  return { plan: linkPlan(view.view), rules: sha256Bytes(bytes) };
}

function compiled(company: string, ruleSet: RuleSet): Omit<RulesToTry, "stopped"> {
  const problems = validateRuleSet(ruleSet);
  if (problems.length > 0) throw new ProblemException("rules_invalid", undefined, problems);
  const promotions = ruleSet.promotions.map(({ id }) => id);
  return { ...opened(company, compileRules(ruleSet)), promotions };
}

async function publishedRules(env: Env, db: Database, company: string): Promise<RulesToTry> {
  const live = await livePublication(db, company);
  if (live?.rules == null) throw new ProblemException("state_conflict", "nothing is published yet");
  const bytes = await env.KV.get(kvKey.blob(company, live.rules), "arrayBuffer");
  if (bytes === null || sha256Bytes(new Uint8Array(bytes)) !== live.rules) {
    throw new ProblemException("retry", "the published rules cannot be read now");
  }
  const promotions = await ruleSetIds(db, company, live.rules);
  const held = new Set(promotions);
  const masked = await maskedPromotions(db, company, live.rules);
  return {
    ...opened(company, new Uint8Array(bytes)),
    promotions,
    stopped: masked.filter((id) => held.has(id)),
  };
}

/** The latest version of one promotion in the latest version of its campaign, launched or not. */
async function onePromotion(db: Database, company: string, id: string): Promise<RuleSet> {
  const promotion = await promotionById(db, company, id);
  const campaign = promotion === null ? null : await campaignById(db, company, promotion.head.campaign);
  if (promotion === null || campaign === null) throw new ProblemException("not_found");
  const { head, content } = promotion;
  const version = { id, campaign: head.campaign, version: head.version, content };
  const codes = await activeCodesOf(db, company, id);
  return frameRuleSet(db, company, [rulePromotion(version, campaign.content)], codes.map(ruleCode));
}

/** The latest versions of all promotions of one campaign, launched or not. */
async function oneCampaign(db: Database, company: string, id: string, nowMs: number): Promise<RuleSet> {
  const campaign = await campaignById(db, company, id);
  if (campaign === null) throw new ProblemException("not_found");
  const found = await readAll(
    LIMITS.ruleSetPromotions,
    (row: Promotion) => row.head.id,
    (page) => promotionsAfter(db, company, { ...page, campaign: id }),
  );
  const promotions = found.map(({ head, content }) =>
    rulePromotion({ id: head.id, campaign: id, version: head.version, content }, campaign.content),
  );
  const held = new Set(promotions.map((promotion) => promotion.id));
  const codes = await readAll(
    LIMITS.ruleSetCodes,
    (row: CodeRow) => row.code,
    (page) => activeCodes(db, company, nowMs, page),
  );
  const own = codes.filter((code) => held.has(code.promotion));
  return frameRuleSet(db, company, promotions, own.map(ruleCode));
}
