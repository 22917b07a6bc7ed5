/**
 * Public codes of a promotion: texts that any shopper may type. One text unlocks one promotion of a company, whatever its case. Codes
 * are part of the rule set: a new, changed or disabled one counts from the next publication on.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { normalizeCode, SlugSchema, TypedCodeSchema } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import type { ProblemDetail } from "../../shared/model/problem.ts";
import { type CodeRow, codeCount, codeDisable, codeInserts, codesAfter, codesByText } from "../db/codes.ts";
import type { ControlEnv } from "../env.ts";
import { instantText } from "./key-answer.ts";
import { mutate } from "./mutate.ts";
import { notFound, ProblemException, validationHook } from "./problem.ts";
import { asksForCode, promotionOf } from "./promotions.ts";
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

const CodeParams = z.object({ promotion: SlugSchema });

const NewCodeSchema = z.strictObject({
  code: TypedCodeSchema,
  starts_at: z.iso.datetime().optional(),
  ends_at: z.iso.datetime().optional().openapi({ description: "The first instant at which it is over." }),
});
const NewCodesSchema = z
  .strictObject({ codes: z.array(NewCodeSchema).min(1).max(LIMITS.codesPerCall) })
  .openapi("NewCodes");

const CodeSchema = z
  .strictObject({
    code: z.string().openapi({ description: "As it is compared: trimmed, folded, upper case." }),
    promotion: SlugSchema,
    starts_at: z.iso.datetime().nullable(),
    ends_at: z.iso.datetime().nullable(),
    state: z.enum(["active", "disabled"]),
  })
  .openapi("Code");

const listCodes = createRoute({
  method: "get",
  path: "/api/v1/promotions/{promotion}/codes",
  tags: ["promotions"],
  ...secured("read"),
  request: { params: CodeParams, query: PageQuerySchema },
  responses: { 200: jsonAnswer("codes in order", pageSchema(CodeSchema)), ...PROBLEM_ANSWERS },
});

const addCodes = createRoute({
  method: "post",
  path: "/api/v1/promotions/{promotion}/codes",
  tags: ["promotions"],
  summary: "Make one or many codes: all of them or none",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: CodeParams, ...jsonBody(NewCodesSchema) },
  responses: {
    201: jsonAnswer("the codes", z.strictObject({ items: z.array(CodeSchema) })),
    ...PROBLEM_ANSWERS,
  },
});

const disableCode = createRoute({
  method: "post",
  path: "/api/v1/promotions/{promotion}/codes/disable",
  tags: ["promotions"],
  summary: "Disable a code from the next publication on",
  ...secured("manage"),
  request: {
    headers: MUTATING_HEADERS,
    params: CodeParams,
    ...jsonBody(z.strictObject({ code: TypedCodeSchema })),
  },
  responses: { 200: jsonAnswer("the code", CodeSchema), ...PROBLEM_ANSWERS },
});

function codeAnswer(row: CodeRow): z.infer<typeof CodeSchema> {
  return {
    code: row.code,
    promotion: row.promotion,
    starts_at: row.startMs === null ? null : instantText(row.startMs),
    ends_at: row.endMs === null ? null : instantText(row.endMs),
    state: row.state,
  };
}

type NewCode = z.infer<typeof NewCodeSchema>;

function codeProblems(codes: readonly NewCode[], rows: readonly CodeRow[]): ProblemDetail[] {
  const problems: ProblemDetail[] = [];
  const seen = new Set<string>();
  for (const [index, { code, startMs, endMs }] of rows.entries()) {
    const refuse = (field: string, message: string) =>
      problems.push({ path: `codes.${index}.${field}`, code: "invalid", message });
    if (code === "") refuse("code", "holds nothing but space");
    if (code.length > LIMITS.code) refuse("code", `is longer than ${LIMITS.code} characters`);
    if (seen.has(code)) refuse("code", `repeats \`${codes[index]?.code ?? code}\``);
    if (startMs !== null && endMs !== null && endMs <= startMs)
      refuse("ends_at", "must be after `starts_at`");
    seen.add(code);
  }
  return problems;
}

export const codeRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(listCodes, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const { company } = c.get("caller");
    const { head } = await promotionOf(c.get("db"), company, c.req.valid("param").promotion);
    const place = { after: readCursor(cursor), rows: limit + 1 };
    const rows = await codesAfter(c.get("db"), company, head.id, place);
    return c.json(
      pageOf(rows, limit, (row) => row.code, codeAnswer),
      200,
    );
  })
  .openapi(addCodes, async (c) => {
    const { codes } = c.req.valid("json");
    const db = c.get("db");
    const { company } = c.get("caller");
    const nowMs = c.get("nowMs");
    const { promotion: id } = c.req.valid("param");
    const rows: CodeRow[] = codes.map(({ code, starts_at, ends_at }) => ({
      company,
      code: normalizeCode(code),
      promotion: id,
      startMs: starts_at === undefined ? null : Date.parse(starts_at),
      endMs: ends_at === undefined ? null : Date.parse(ends_at),
      state: "active",
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    }));
    const answer = await mutate(c, {
      work: async () => {
        const { head, content } = await promotionOf(db, company, id);
        const problems = codeProblems(codes, rows);
        if (problems.length > 0) throw new ProblemException("invalid", undefined, problems);
        if (!asksForCode(content)) {
          throw new ProblemException("state_conflict", "no condition of the promotion asks for a code");
        }
        if ((await codeCount(db, company, id)) + rows.length > LIMITS.promotionCodes) {
          throw new ProblemException(
            "state_conflict",
            `a promotion has at most ${LIMITS.promotionCodes} codes`,
          );
        }
        const texts = rows.map((row) => row.code);
        const taken = (await codesByText(db, company, texts)).map((row) => ({
          path: `codes.${texts.indexOf(row.code)}.code`,
          code: "already_exists",
          message: "is a code of the company already",
        }));
        if (taken.length > 0) throw new ProblemException("already_exists", undefined, taken);
        return {
          statements: codeInserts(db, head, rows),
          answer: { items: rows.map(codeAnswer) },
          target: `promotion:${id}`,
        };
      },
    });
    return c.json(answer, 201);
  })
  .openapi(disableCode, async (c) => {
    const db = c.get("db");
    const { company } = c.get("caller");
    const { promotion: id } = c.req.valid("param");
    const code = normalizeCode(c.req.valid("json").code);
    const answer = await mutate(c, {
      work: async () => {
        const [row] = await codesByText(db, company, [code]);
        if (row === undefined || row.promotion !== id) throw notFound();
        return {
          statements: [codeDisable(db, row, c.get("nowMs"))],
          answer: codeAnswer({ ...row, state: "disabled" }),
          target: `promotion:${id}`,
        };
      },
    });
    return c.json(answer, 200);
  });
