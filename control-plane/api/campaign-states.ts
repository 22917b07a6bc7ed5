/**
 * Moves of a campaign's state, and the versions behind it. Pausing and ending are stops of all its promotions: the ledgers refuse new
 * reservations from the answer on, shown prices follow within the delay of KV. Existing holds still commit.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { CampaignContentSchema } from "../campaigns/campaign-content.ts";
import {
  CAMPAIGN_ACTIONS,
  type CampaignAction,
  campaignState,
  stateAfter,
} from "../campaigns/campaign-state.ts";
import type { Authorship } from "../db/campaigns.ts";
import { campaignMove, campaignVersionsAfter } from "../db/campaigns.ts";
import type { Database, Statement } from "../db/database.ts";
import { isCampaignEnforced, resumeStatements, stopStatements } from "../db/stops.ts";
import type { ControlEnv } from "../env.ts";
import { settleCompany } from "../publish/request-refresh.ts";
import { authorOf } from "./author.ts";
import { campaignAnswer, MovedCampaignSchema } from "./campaign-answer.ts";
import { campaignOf } from "./campaigns.ts";
import { instantText } from "./key-answer.ts";
import { mutate } from "./mutate.ts";
import { ProblemException, validationHook } from "./problem.ts";
import {
  jsonAnswer,
  MUTATING_HEADERS,
  PageQuerySchema,
  PROBLEM_ANSWERS,
  pageOf,
  pageSchema,
  readCursor,
  secured,
} from "./route-parts.ts";

const moveCampaign = createRoute({
  method: "post",
  path: "/api/v1/campaigns/{campaign}/{action}",
  tags: ["campaigns"],
  summary: "Launch, pause, resume, end or archive a campaign",
  ...secured("manage"),
  request: {
    headers: MUTATING_HEADERS,
    params: z.object({ campaign: SlugSchema, action: z.enum(CAMPAIGN_ACTIONS) }),
  },
  responses: { 200: jsonAnswer("the campaign", MovedCampaignSchema), ...PROBLEM_ANSWERS },
});

const CampaignVersionSchema = z
  .strictObject({
    version: z.int(),
    content: CampaignContentSchema,
    author: z.string(),
    effect_at: z.iso.datetime(),
  })
  .openapi("CampaignVersion");

const listVersions = createRoute({
  method: "get",
  path: "/api/v1/campaigns/{campaign}/versions",
  tags: ["campaigns"],
  ...secured("read"),
  request: { params: z.object({ campaign: SlugSchema }), query: PageQuerySchema },
  responses: {
    200: jsonAnswer("versions, oldest first", pageSchema(CampaignVersionSchema)),
    ...PROBLEM_ANSWERS,
  },
});

/** What an action means for the promotions' stops. */
function stopsOf(
  db: Database,
  company: string,
  campaign: string,
  action: CampaignAction,
  by: Authorship,
): Statement[] {
  const stop = { cause: "campaign" as const, voidHolds: false };
  if (action === "pause" || action === "end") return stopStatements(db, company, { campaign }, stop, by);
  if (action === "resume") return resumeStatements(db, company, { campaign }, "campaign");
  return [];
}

export const campaignStateRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(moveCampaign, async (c) => {
    const { campaign: id, action } = c.req.valid("param");
    const db = c.get("db");
    const { company } = c.get("caller");
    const by = authorOf(c);
    const { campaign } = await mutate(c, {
      work: async () => {
        const before = await campaignOf(db, company, id);
        const state = campaignState(before.head.state, before.head, by.nowMs);
        const to = stateAfter(action, state);
        if (to === null) throw new ProblemException("state_conflict", `cannot ${action}: it is ${state}`);
        const after = { ...before, head: { ...before.head, state: to, updatedAtMs: by.nowMs } };
        return {
          statements: [...campaignMove(db, before.head, to, by), ...stopsOf(db, company, id, action, by)],
          answer: { campaign: campaignAnswer(after, by.nowMs) },
          target: `campaign:${id}`,
        };
      },
      after: async () => {
        if (action !== "launch" && action !== "archive") await settleCompany(c.env, company);
      },
    });
    return c.json({ campaign, enforced: await isCampaignEnforced(db, company, id) }, 200);
  })
  .openapi(listVersions, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const db = c.get("db");
    const { company } = c.get("caller");
    const { head } = await campaignOf(db, company, c.req.valid("param").campaign);
    const after = Number(readCursor(cursor) || "0");
    const rows = await campaignVersionsAfter(db, company, head.id, { after, rows: limit + 1 });
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
  });
