/** The terms of promotions in three languages, word for word. */
import { describe, expect, test } from "vitest";
import { LanguageSchema } from "../../shared/model/language.ts";
import { PromotionContentSchema } from "../../shared/rules/promotion.ts";
import { promotionTerms } from "../../shared/rules/terms.ts";
import { AWARD_TERMS } from "./award-terms.ts";
import { CONDITION_TERMS } from "./condition-terms.ts";
import { SCHEDULE_TERMS } from "./schedule-terms.ts";
import { SET_TERMS } from "./set-terms.ts";
import type { TermsRow } from "./terms.ts";

const PLAIN = { name: "Plain", label: "Plain", awards: [{ kind: "percent", rate_bps: 1_000, on: "order" }] };

function expectTerms(row: TermsRow): void {
  const content = PromotionContentSchema.parse({ ...PLAIN, ...row.content });
  for (const language of LanguageSchema.options) {
    expect(promotionTerms(content, language), language).toEqual(row[language]);
  }
}

describe("terms", () => {
  test.each([...AWARD_TERMS, ...SET_TERMS])("[TXT-2, TXT-6] $title", expectTerms);
  test.each(CONDITION_TERMS)("[TXT-5, TXT-6] $title", expectTerms);
  test.each(SCHEDULE_TERMS)("[TXT-7] $title", expectTerms);
});
