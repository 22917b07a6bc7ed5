/** Whether a rule set could be published: its promotions are what an author may write, and nothing in it speaks against another. */
import { canonicalJson } from "../../shared/quote/canonical.ts";
import { PromotionContentSchema } from "../../shared/rules/promotion.ts";
import type { RulePromotion, RuleSet } from "../../shared/rules/rule-set.ts";
import { validateRuleSet } from "../../shared/validate/validate-rule-set.ts";

/** What speaks against publishing it, in words; empty if nothing does. */
export function publishingProblems(rules: RuleSet): string[] {
  return [
    ...rules.promotions.flatMap(contentProblems),
    ...validateRuleSet(rules).map(({ path, code, message }) => `${path} ${code}: ${message}`),
  ];
}

function contentProblems(promotion: RulePromotion): string[] {
  const { id, version, campaign, schedules, label, ...rest } = promotion;
  const content = { ...rest, label, name: label };
  const { success, data, error } = PromotionContentSchema.safeParse(content);
  if (!success) return error.issues.map(({ path, message }) => `${id}.${path.join(".")} ${message}`);
  // What a schema adds is in every rule set by then.
  const isWhole = canonicalJson(data) === canonicalJson({ ...data, ...content });
  return isWhole ? [] : [`${id} leaves a default unsaid`];
}
