/**
 * Promotions: made inside a campaign, changed by new versions, paused and resumed. A version is a draft until a publication takes it.
 * Pausing is a stop: it holds at once in the ledgers and no publication lifts it.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { DEFAULT_POLICIES, PoliciesSchema } from "../../shared/model/policies.ts";
import { type PromotionContent, PromotionContentSchema } from "../../shared/rules/promotion.ts";
import { cartLeaves } from "../../shared/rules/tree.ts";
import { isZone } from "../../shared/time/zone.ts";
import { validatePromotion } from "../../shared/validate/validate-promotion.ts";
import { campaignState, isEditable } from "../campaigns/campaign-state.ts";
import { codeCount } from "../db/codes.ts";
import { companyById } from "../db/companies.ts";
import type { Database } from "../db/database.ts";
import {
  guardNotRetired,
  isRetired,
  type Promotion,
  promotionById,
  promotionInsert,
  promotionRevise,
  promotionsAfter,
  promotionVersionsAfter,
} from "../db/promotions.ts";
import { stopStatements } from "../db/stops.ts";
import type { ControlEnv } from "../env.ts";
import { randomId } from "../secrets.ts";
import { authorOf } from "./author.ts";
import { campaignOf } from "./campaigns.ts";
import { instantText } from "./key-answer.ts";
import { mutate } from "./mutate.ts";
import { invalidField, notFound, ProblemException, validationHook } from "./problem.ts";
import { LanguageQuerySchema, PromotionSchema, promotionAnswer } from "./promotion-answer.ts";
import {
  ExpectedVersionSchema,
  jsonAnswer,
  jsonBody,
  MUTATING_HEADERS,
  PageQuerySchema,
  PROBLEM_ANSWERS,
  pageOf,
  pageSchema,
  readCursor,
  secured,
} from "./route-parts.ts";

const NewPromotionSchema = z
  .strictObject({ id: SlugSchema.optional(), campaign: SlugSchema, content: PromotionContentSchema })
  .openapi("NewPromotion");
const PromotionBodySchema = z
  .strictObject({ content: PromotionContentSchema, version: ExpectedVersionSchema })
  .openapi("PromotionBody");
const PromotionParams = z.object({ promotion: SlugSchema });

const PromotionVersionSchema = z
  .strictObject({
    version: z.int(),
    content: PromotionContentSchema,
    author: z.string(),
    effect_at: z.iso.datetime(),
  })
  .openapi("PromotionVersion");

const listPromotions = createRoute({
  method: "get",
  path: "/api/v1/promotions",
  tags: ["promotions"],
  ...secured("read"),
  request: {
    query: z.strictObject({
      ...PageQuerySchema.shape,
      ...LanguageQuerySchema.shape,
      campaign: SlugSchema.optional(),
    }),
  },
  responses: {
    200: jsonAnswer("promotions in order of ids", pageSchema(PromotionSchema)),
    ...PROBLEM_ANSWERS,
  },
});

const readPromotion = createRoute({
  method: "get",
  path: "/api/v1/promotions/{promotion}",
  tags: ["promotions"],
  ...secured("read"),
  request: { params: PromotionParams, query: LanguageQuerySchema },
  responses: { 200: jsonAnswer("the promotion", PromotionSchema), ...PROBLEM_ANSWERS },
});

const listVersions = createRoute({
  method: "get",
  path: "/api/v1/promotions/{promotion}/versions",
  tags: ["promotions"],
  ...secured("read"),
  request: { params: PromotionParams, query: PageQuerySchema },
  responses: {
    200: jsonAnswer("versions, oldest first", pageSchema(PromotionVersionSchema)),
    ...PROBLEM_ANSWERS,
  },
});

const addPromotion = createRoute({
  method: "post",
  path: "/api/v1/promotions",
  tags: ["promotions"],
  summary: "Make a promotion in a campaign",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, query: LanguageQuerySchema, ...jsonBody(NewPromotionSchema) },
  responses: { 201: jsonAnswer("the promotion", PromotionSchema), ...PROBLEM_ANSWERS },
});

const putPromotion = createRoute({
  method: "put",
  path: "/api/v1/promotions/{promotion}",
  tags: ["promotions"],
  summary: "Replace a promotion's content: a new version, in effect with the next publication",
  ...secured("manage"),
  request: {
    headers: MUTATING_HEADERS,
    params: PromotionParams,
    query: LanguageQuerySchema,
    ...jsonBody(PromotionBodySchema),
  },
  responses: { 200: jsonAnswer("the promotion", PromotionSchema), ...PROBLEM_ANSWERS },
});

/** The promotion of a company; 404 for none and for somebody else's. */
export async function promotionOf(db: Database, company: string, id: string): Promise<Promotion> {
  const promotion = await promotionById(db, company, id);
  if (promotion === null) throw notFound();
  return promotion;
}

/** Whether a code is asked for anywhere in the conditions. */
export function asksForCode(content: PromotionContent): boolean {
  return cartLeaves(content.conditions).some((leaf) => leaf.kind === "code");
}

async function refuseBadContent(db: Database, company: string, content: PromotionContent): Promise<void> {
  const { lanes, policies } = await companyById(db, company);
  const problems = validatePromotion(content, {
    lanes,
    policies: PoliciesSchema.parse({ ...DEFAULT_POLICIES, ...policies }),
    isZone,
  }).map((problem) => ({
    ...problem,
    path: `content.${problem.path}`,
  }));
  if (problems.length > 0) throw new ProblemException("invalid", undefined, problems);
}

export const promotionRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(listPromotions, async (c) => {
    const { limit, cursor, campaign, language } = c.req.valid("query");
    const { company } = c.get("caller");
    const place = { after: readCursor(cursor), rows: limit + 1, campaign };
    const rows = await promotionsAfter(c.get("db"), company, place);
    return c.json(
      pageOf(
        rows,
        limit,
        (row) => row.head.id,
        (row) => promotionAnswer(row, language),
      ),
      200,
    );
  })
  .openapi(readPromotion, async (c) => {
    const { company } = c.get("caller");
    const { promotion } = c.req.valid("param");
    const { language } = c.req.valid("query");
    return c.json(promotionAnswer(await promotionOf(c.get("db"), company, promotion), language), 200);
  })
  .openapi(listVersions, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const { company } = c.get("caller");
    const db = c.get("db");
    const { head } = await promotionOf(db, company, c.req.valid("param").promotion);
    const after = Number(readCursor(cursor) || "0");
    const rows = await promotionVersionsAfter(db, company, head.id, { after, rows: limit + 1 });
    const page = pageOf(
      rows,
      limit,
      (row) => String(row.version),
      ({ version, content, author, effectAtMs }) => ({
        version,
        content,
        author,
        effect_at: instantText(effectAtMs),
      }),
    );
    return c.json(page, 200);
  })
  .openapi(addPromotion, async (c) => {
    const { id: wanted, campaign: campaignId, content } = c.req.valid("json");
    const { language } = c.req.valid("query");
    const db = c.get("db");
    const { company } = c.get("caller");
    const by = authorOf(c);
    const id = wanted ?? randomId("prm");
    const answer = await mutate(c, {
      work: async () => {
        const { head: campaign } = await campaignOf(db, company, campaignId).catch(() => {
          throw invalidField("campaign", "is not a campaign of the company", "not_found");
        });
        const state = campaignState(campaign.state, campaign, by.nowMs);
        if (!isEditable(state)) throw new ProblemException("state_conflict", `the campaign is ${state}`);
        if ((await promotionById(db, company, id)) !== null) throw new ProblemException("already_exists");
        if (await isRetired(db, company, id)) {
          throw new ProblemException(
            "already_exists",
            "a promotion of this id was deleted, and ids are not given twice",
          );
        }
        await refuseBadContent(db, company, content);
        const head = {
          ...{ company, id, campaign: campaignId, version: 1, name: content.name },
          createdAtMs: by.nowMs,
          updatedAtMs: by.nowMs,
        };
        const paused = campaign.state === "paused";
        const stop = { cause: "campaign" as const, voidHolds: false };
        return {
          statements: [
            guardNotRetired(db, company, id),
            ...promotionInsert(db, head, content, by),
            // A paused campaign holds back what is added to it, too.
            ...(paused ? stopStatements(db, company, { promotions: [id] }, stop, by) : []),
          ],
          answer: promotionAnswer(
            { head, content, publishedVersion: null, causes: paused ? ["campaign"] : [] },
            language,
          ),
          target: `promotion:${id}`,
        };
      },
    });
    return c.json(answer, 201);
  })
  .openapi(putPromotion, async (c) => {
    const { content, version: expected } = c.req.valid("json");
    const { language } = c.req.valid("query");
    const db = c.get("db");
    const { company } = c.get("caller");
    const by = authorOf(c);
    const { promotion: id } = c.req.valid("param");
    const answer = await mutate(c, {
      work: async () => {
        const before = await promotionOf(db, company, id);
        if (expected !== undefined && expected !== before.head.version) {
          throw new ProblemException("version_conflict");
        }
        const { head: campaign } = await campaignOf(db, company, before.head.campaign);
        const state = campaignState(campaign.state, campaign, by.nowMs);
        if (!isEditable(state)) throw new ProblemException("state_conflict", `the campaign is ${state}`);
        await refuseBadContent(db, company, content);
        if (!asksForCode(content) && (await codeCount(db, company, id)) > 0) {
          throw invalidField("content.conditions", "must ask for a code, since the promotion has codes");
        }
        const version = before.head.version + 1;
        const head = { ...before.head, version, name: content.name, updatedAtMs: by.nowMs };
        return {
          statements: promotionRevise(db, before.head, content, by),
          answer: promotionAnswer({ ...before, head, content }, language),
          target: `promotion:${id}`,
        };
      },
    });
    return c.json(answer, 200);
  });
