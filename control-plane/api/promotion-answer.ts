/** A promotion as it is answered. */
import { z } from "@hono/zod-openapi";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { type Language, LanguageSchema } from "../../shared/model/language.ts";
import { PromotionContentSchema } from "../../shared/rules/promotion.ts";
import { awardSentence, conditionSentence } from "../../shared/rules/sentence.ts";
import { promotionTerms } from "../../shared/rules/terms.ts";
import type { Promotion } from "../db/promotions.ts";
import { instantText } from "./key-answer.ts";

export const StopCauseSchema = z
  .enum(["operator", "promotion", "campaign"])
  .openapi({ description: "Who holds it back: a stop, its own pause, or its campaign's pause or end." });

export const PromotionSchema = z
  .strictObject({
    id: SlugSchema,
    campaign: SlugSchema,
    version: z.int(),
    published_version: z.int().nullable().openapi({ description: "Version in the live rule set." }),
    stopped_by: z.array(StopCauseSchema),
    content: PromotionContentSchema,
    sentences: z
      .strictObject({ conditions: z.string(), awards: z.array(z.string()) })
      .openapi({ description: "The content in words, part by part." }),
    terms: z.array(z.string()).openapi({
      description: "The terms as a shopper reads them: short sentences, made from the content alone.",
    }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .openapi("Promotion");

/** The language of what is answered in words. */
export const LanguageQuerySchema = z.strictObject({ language: LanguageSchema.default("en") });

export function promotionAnswer(promotion: Promotion, language: Language): z.infer<typeof PromotionSchema> {
  const { head, content, publishedVersion, causes } = promotion;
  return {
    id: head.id,
    campaign: head.campaign,
    version: head.version,
    published_version: publishedVersion,
    stopped_by: causes,
    content,
    sentences: {
      conditions: conditionSentence(content.conditions, language),
      awards: content.awards.map((award) => awardSentence(award, language)),
    },
    terms: promotionTerms(content, language),
    created_at: instantText(head.createdAtMs),
    updated_at: instantText(head.updatedAtMs),
  };
}
