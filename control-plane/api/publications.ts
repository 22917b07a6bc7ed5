/**
 * Publications: what the edge prices with. A call is answered once the pointer is written. If that does not come about now, the call
 * is a 503 `retry`: the publication stays asked for, and the publisher goes on until it is live.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { LIMITS } from "../../shared/model/limits.ts";
import { ProblemSchema } from "../../shared/model/problem.ts";
import { companyById } from "../db/companies.ts";
import {
  latestNumber,
  type PublicationRow,
  publicationByNumber,
  publicationsBefore,
  publicationWish,
  type Wish,
} from "../db/publications.ts";
import type { ControlEnv } from "../env.ts";
import { settleCompany } from "../publish/request-refresh.ts";
import { authorOf } from "./author.ts";
import { instantText } from "./key-answer.ts";
import { mutate } from "./mutate.ts";
import { invalidField, notFound, ProblemException, validationHook } from "./problem.ts";
import {
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

const NumberSchema = z.coerce.number().int().min(1);
const NoteSchema = z.string().max(LIMITS.description).default("");

const PublicationSchema = z
  .strictObject({
    number: z.int(),
    kind: z.enum(["publish", "rollback"]),
    target: z.int().nullable().openapi({ description: "Publication whose rules a rollback takes." }),
    state: z.enum(["pending", "refused", "prepared", "live", "superseded"]),
    rules: z.string().nullable(),
    sequence: z.int().nullable(),
    note: z.string(),
    author: z.string(),
    as_of: z.iso.datetime(),
    live_at: z.iso.datetime().nullable(),
    problems: ProblemSchema.shape.errors.unwrap(),
  })
  .openapi("Publication");

const listPublications = createRoute({
  method: "get",
  path: "/api/v1/publications",
  tags: ["publications"],
  ...secured("read"),
  request: { query: PageQuerySchema },
  responses: {
    200: jsonAnswer("publications, latest first", pageSchema(PublicationSchema)),
    ...PROBLEM_ANSWERS,
  },
});

const readPublication = createRoute({
  method: "get",
  path: "/api/v1/publications/{number}",
  tags: ["publications"],
  ...secured("read"),
  request: { params: z.object({ number: NumberSchema }) },
  responses: { 200: jsonAnswer("the publication", PublicationSchema), ...PROBLEM_ANSWERS },
});

const publish = createRoute({
  method: "post",
  path: "/api/v1/publications",
  tags: ["publications"],
  summary: "Publish the latest version of every promotion whose campaign is launched",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, ...jsonBody(z.strictObject({ note: NoteSchema })) },
  responses: { 201: jsonAnswer("it is live", PublicationSchema), ...PROBLEM_ANSWERS },
});

const rollback = createRoute({
  method: "post",
  path: "/api/v1/publications/{number}/rollback",
  tags: ["publications"],
  summary:
    "Make the rules of an earlier publication live again; stops, stores and catalogue stay as they are",
  ...secured("manage"),
  request: {
    headers: MUTATING_HEADERS,
    params: z.object({ number: NumberSchema }),
    ...jsonBody(z.strictObject({ note: NoteSchema })),
  },
  responses: { 201: jsonAnswer("it is live", PublicationSchema), ...PROBLEM_ANSWERS },
});

function publicationAnswer(row: PublicationRow): z.infer<typeof PublicationSchema> {
  return {
    number: row.number,
    kind: row.kind,
    target: row.target,
    state: row.state,
    rules: row.rules,
    sequence: row.sequence,
    note: row.note,
    author: row.author,
    as_of: instantText(row.asOfMs),
    live_at: row.liveAtMs === null ? null : instantText(row.liveAtMs),
    problems: row.problems,
  };
}

/** Asks the publisher and gives what came of it. */
async function bringAbout(c: Context<ControlEnv>, wish: Wish): Promise<PublicationRow> {
  const db = c.get("db");
  const { company } = c.get("caller");
  const { number } = await mutate(c, {
    work: async () => {
      if ((await companyById(db, company)).defaultStore === null) {
        throw new ProblemException("state_conflict", "the company has no store yet");
      }
      const next = (await latestNumber(db, company)) + 1;
      return {
        statements: [publicationWish(db, company, next, wish, authorOf(c))],
        answer: { number: next },
        target: `publication:${next}`,
      };
    },
    after: async () => {
      await settleCompany(c.env, company);
    },
  });
  const row = await publicationByNumber(db, company, number);
  if (row === null) throw notFound();
  if (row.state === "refused") throw new ProblemException("rules_invalid", undefined, row.problems);
  if (row.state === "pending" || row.state === "prepared") {
    throw new ProblemException("retry", `publication ${number} is under way`);
  }
  return row;
}

export const publicationRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(listPublications, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const before = Number(readCursor(cursor) || Number.MAX_SAFE_INTEGER);
    const rows = await publicationsBefore(c.get("db"), c.get("caller").company, { before, rows: limit + 1 });
    return c.json(
      pageOf(rows, limit, (row) => String(row.number), publicationAnswer),
      200,
    );
  })
  .openapi(readPublication, async (c) => {
    const { number } = c.req.valid("param");
    const row = await publicationByNumber(c.get("db"), c.get("caller").company, number);
    if (row === null) throw notFound();
    return c.json(publicationAnswer(row), 200);
  })
  .openapi(publish, async (c) => {
    const { note } = c.req.valid("json");
    const row = await bringAbout(c, { kind: "publish", target: null, note });
    return c.json(publicationAnswer(row), 201);
  })
  .openapi(rollback, async (c) => {
    const { note } = c.req.valid("json");
    const { number } = c.req.valid("param");
    const target = await publicationByNumber(c.get("db"), c.get("caller").company, number);
    if (target === null) throw notFound();
    if (target.rules === null) throw invalidField("param.number", "was never live");
    const row = await bringAbout(c, { kind: "rollback", target: number, note });
    return c.json(publicationAnswer(row), 201);
  });
