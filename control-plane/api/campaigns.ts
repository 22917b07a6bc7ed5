/** Campaigns: made, found, changed (each change a version), moved through their states, removed while they are drafts. */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { isZone } from "../../shared/time/zone.ts";
import { scheduleProblems } from "../../shared/validate/schedule-problems.ts";
import {
  AimSchema,
  type CampaignContent,
  CampaignContentSchema,
  MomentSchema,
} from "../campaigns/campaign-content.ts";
import { CAMPAIGN_STATES, campaignState, isEditable } from "../campaigns/campaign-state.ts";
import { windowOf } from "../campaigns/rule-schedule.ts";
import {
  type Campaign,
  campaignById,
  campaignDelete,
  campaignInsert,
  campaignNamed,
  campaignRevise,
  campaignsAfter,
  headOf,
  stateLogOf,
} from "../db/campaigns.ts";
import { companyById } from "../db/companies.ts";
import type { Database } from "../db/database.ts";
import { promotionsAfter } from "../db/promotions.ts";
import type { ControlEnv } from "../env.ts";
import { randomId } from "../secrets.ts";
import { authorOf } from "./author.ts";
import {
  type CampaignAnswer,
  CampaignSchema,
  CampaignTreeSchema,
  ChangedCampaignSchema,
  campaignAnswer,
} from "./campaign-answer.ts";
import { instantText } from "./key-answer.ts";
import { mutate } from "./mutate.ts";
import { notFound, ProblemException, validationHook } from "./problem.ts";
import { LanguageQuerySchema, promotionAnswer } from "./promotion-answer.ts";
import {
  DeletedSchema,
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

const NewCampaignSchema = z
  .strictObject({ id: SlugSchema.optional(), ...CampaignContentSchema.shape })
  .openapi("NewCampaign");
const CampaignBodySchema = z
  .strictObject({ ...CampaignContentSchema.shape, version: ExpectedVersionSchema })
  .openapi("CampaignBody");
const CampaignParams = z.object({ campaign: SlugSchema });

const ListQuerySchema = z.strictObject({
  ...PageQuerySchema.shape,
  moment: MomentSchema.optional(),
  aim: AimSchema.optional(),
  tag: z.string().trim().toLowerCase().min(1).max(LIMITS.tag).optional(),
  state: z.enum(CAMPAIGN_STATES).optional(),
  search: z.string().trim().min(1).max(LIMITS.name).optional(),
});

const listCampaigns = createRoute({
  method: "get",
  path: "/api/v1/campaigns",
  tags: ["campaigns"],
  ...secured("read"),
  request: { query: ListQuerySchema },
  responses: { 200: jsonAnswer("campaigns in order of ids", pageSchema(CampaignSchema)), ...PROBLEM_ANSWERS },
});

const readCampaign = createRoute({
  method: "get",
  path: "/api/v1/campaigns/{campaign}",
  tags: ["campaigns"],
  ...secured("read"),
  request: { params: CampaignParams, query: LanguageQuerySchema },
  responses: {
    200: jsonAnswer(
      "the campaign with its promotions; further pages at /api/v1/promotions",
      CampaignTreeSchema,
    ),
    ...PROBLEM_ANSWERS,
  },
});

const addCampaign = createRoute({
  method: "post",
  path: "/api/v1/campaigns",
  tags: ["campaigns"],
  summary: "Make a campaign, as a draft",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, ...jsonBody(NewCampaignSchema) },
  responses: { 201: jsonAnswer("the campaign", ChangedCampaignSchema), ...PROBLEM_ANSWERS },
});

const putCampaign = createRoute({
  method: "put",
  path: "/api/v1/campaigns/{campaign}",
  tags: ["campaigns"],
  summary: "Replace a campaign's content: a new version, in effect with the next publication",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: CampaignParams, ...jsonBody(CampaignBodySchema) },
  responses: { 200: jsonAnswer("the campaign", ChangedCampaignSchema), ...PROBLEM_ANSWERS },
});

const deleteCampaign = createRoute({
  method: "delete",
  path: "/api/v1/campaigns/{campaign}",
  tags: ["campaigns"],
  summary: "Remove a draft with its promotions",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: CampaignParams },
  responses: { 200: jsonAnswer("the campaign is gone", DeletedSchema), ...PROBLEM_ANSWERS },
});

/** The campaign of a company; 404 for none and for somebody else's. */
export async function campaignOf(db: Database, company: string, id: string): Promise<Campaign> {
  const campaign = await campaignById(db, company, id);
  if (campaign === null) throw notFound();
  return campaign;
}

function refuseBadSchedule(content: CampaignContent): void {
  const problems = scheduleProblems(content.schedule, isZone);
  if (problems.length > 0) throw new ProblemException("invalid", undefined, problems);
}

async function changed(
  db: Database,
  company: string,
  answer: CampaignAnswer,
): Promise<z.infer<typeof ChangedCampaignSchema>> {
  const other = await campaignNamed(db, company, answer.content.name, answer.id);
  const warnings = other === null ? [] : [{ code: "duplicate_name" as const, campaign: other }];
  return { campaign: answer, warnings };
}

export const campaignRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(listCampaigns, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid("query");
    const { company } = c.get("caller");
    const nowMs = c.get("nowMs");
    const place = { after: readCursor(cursor), rows: limit + 1, nowMs };
    const rows = await campaignsAfter(c.get("db"), company, filter, place);
    const page = pageOf(
      rows,
      limit,
      (row) => row.head.id,
      (row) => campaignAnswer(row, nowMs),
    );
    return c.json(page, 200);
  })
  .openapi(readCampaign, async (c) => {
    const db = c.get("db");
    const { company } = c.get("caller");
    const campaign = await campaignOf(db, company, c.req.valid("param").campaign);
    const { language } = c.req.valid("query");
    const { id } = campaign.head;
    const promotions = await promotionsAfter(db, company, {
      after: "",
      rows: LIMITS.pageMax + 1,
      campaign: id,
    });
    const states = await stateLogOf(db, company, id);
    const tree = {
      campaign: campaignAnswer(campaign, c.get("nowMs")),
      promotions: pageOf(
        promotions,
        LIMITS.pageMax,
        (row) => row.head.id,
        (row) => promotionAnswer(row, language),
      ),
      states: states.map(({ fromState, toState, actor, atMs }) => ({
        from: fromState,
        to: toState,
        actor,
        at: instantText(atMs),
      })),
    };
    return c.json(tree, 200);
  })
  .openapi(addCampaign, async (c) => {
    const { id: wanted, ...content } = c.req.valid("json");
    refuseBadSchedule(content);
    const db = c.get("db");
    const { company } = c.get("caller");
    const by = authorOf(c);
    const id = wanted ?? randomId("cmp");
    const answer = await mutate(c, {
      work: async () => {
        if ((await campaignById(db, company, id)) !== null) throw new ProblemException("already_exists");
        const { zone } = await companyById(db, company);
        const base = { company, id, state: "draft" as const, version: 1, createdAtMs: by.nowMs };
        const campaign = { head: headOf(base, content, windowOf(content.schedule, zone), by.nowMs), content };
        return {
          statements: campaignInsert(db, campaign, by),
          answer: await changed(db, company, campaignAnswer(campaign, by.nowMs)),
          target: `campaign:${id}`,
        };
      },
    });
    return c.json(answer, 201);
  })
  .openapi(putCampaign, async (c) => {
    const { version: expected, ...content } = c.req.valid("json");
    refuseBadSchedule(content);
    const db = c.get("db");
    const { company } = c.get("caller");
    const by = authorOf(c);
    const { campaign: id } = c.req.valid("param");
    const answer = await mutate(c, {
      work: async () => {
        const { head: before } = await campaignOf(db, company, id);
        if (expected !== undefined && expected !== before.version) {
          throw new ProblemException("version_conflict");
        }
        const state = campaignState(before.state, before, by.nowMs);
        if (!isEditable(state)) throw new ProblemException("state_conflict", `the campaign is ${state}`);
        const { zone } = await companyById(db, company);
        const base = { ...before, version: before.version + 1 };
        const campaign = { head: headOf(base, content, windowOf(content.schedule, zone), by.nowMs), content };
        return {
          statements: campaignRevise(db, before, campaign, by),
          answer: await changed(db, company, campaignAnswer(campaign, by.nowMs)),
          target: `campaign:${id}`,
        };
      },
    });
    return c.json(answer, 200);
  })
  .openapi(deleteCampaign, async (c) => {
    const db = c.get("db");
    const { company } = c.get("caller");
    const { campaign: id } = c.req.valid("param");
    const answer = await mutate(c, {
      work: async () => {
        const { head } = await campaignOf(db, company, id);
        if (head.state !== "draft") {
          throw new ProblemException("state_conflict", "only a draft can be deleted");
        }
        return {
          statements: campaignDelete(db, head),
          answer: { deleted: id },
          target: `campaign:${id}`,
        };
      },
    });
    return c.json(answer, 200);
  });
