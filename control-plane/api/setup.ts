/**
 * The operator's calls, made with the deployment's set-up token. `setup` makes the first company with its owner key and works once: the
 * answer is lost with its reader, unless it was asked with an Idempotency-Key, under which the same call answers it again. Further
 * companies of the same deployment come by `companies`.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { OWNER_SCOPES } from "../../shared/model/api-key.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { companyCount, companyExists, companyInsert, guardNoCompany, newCompany } from "../db/companies.ts";
import { keyInsert, makeKey, writeKeyRecord } from "../db/keys.ts";
import type { ControlEnv } from "../env.ts";
import { requireOperator } from "./auth.ts";
import { CompanyIdSchema, CompanySchema, companyAnswer } from "./company.ts";
import { KeySchema, KeyTextSchema, keyAnswer } from "./key-answer.ts";
import { mutate } from "./mutate.ts";
import { ProblemException, validationHook } from "./problem.ts";
import { jsonAnswer, jsonBody, MUTATING_HEADERS, PROBLEM_ANSWERS } from "./route-parts.ts";
import { ZoneSchema } from "./zone-field.ts";

const NewCompanySchema = z
  .strictObject({
    id: CompanyIdSchema,
    name: z.string().trim().min(1).max(LIMITS.name),
    zone: ZoneSchema,
  })
  .openapi("NewCompany");

const SetupAnswerSchema = z
  .strictObject({ company: CompanySchema, key: KeySchema, text: KeyTextSchema })
  .openapi("OwnedCompany");
type SetupAnswer = z.infer<typeof SetupAnswerSchema>;

const operatorOnly = { security: [{ setup_token: [] }], middleware: requireOperator };

const setup = createRoute({
  method: "post",
  path: "/api/v1/setup",
  tags: ["operator"],
  summary: "Make the first company and its owner key; works once",
  ...operatorOnly,
  request: { headers: MUTATING_HEADERS, ...jsonBody(NewCompanySchema) },
  responses: { 201: jsonAnswer("the company and its owner key", SetupAnswerSchema), ...PROBLEM_ANSWERS },
});

const addCompany = createRoute({
  method: "post",
  path: "/api/v1/companies",
  tags: ["operator"],
  summary: "Make a further company and its owner key",
  ...operatorOnly,
  request: { headers: MUTATING_HEADERS, ...jsonBody(NewCompanySchema) },
  responses: { 201: jsonAnswer("the company and its owner key", SetupAnswerSchema), ...PROBLEM_ANSWERS },
});

async function makeCompany(
  c: Context<ControlEnv>,
  body: z.infer<typeof NewCompanySchema>,
  first: boolean,
): Promise<SetupAnswer> {
  const db = c.get("db");
  const nowMs = c.get("nowMs");
  return mutate<SetupAnswer>(c, {
    secret: true,
    work: async () => {
      if (first && (await companyCount(db)) > 0) throw new ProblemException("setup_refused");
      if (await companyExists(db, body.id)) throw new ProblemException("already_exists");
      const company = newCompany(body, nowMs);
      const owner = {
        company: company.id,
        name: "Owner",
        type: "sk" as const,
        mode: "live" as const,
        scopes: OWNER_SCOPES,
        origins: [],
        expiresAtMs: null,
        createdBy: null,
      };
      const { row, text } = makeKey(c.env, owner, nowMs);
      return {
        statements: [...(first ? [guardNoCompany(db)] : []), companyInsert(db, company), keyInsert(db, row)],
        answer: { company: companyAnswer(company), key: keyAnswer(row), text },
        target: `company:${company.id}`,
      };
    },
    after: (answer) => writeKeyRecord(c.env, db, answer.company.id, answer.key.id),
  });
}

export const setupRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(setup, async (c) => c.json(await makeCompany(c, c.req.valid("json"), true), 201))
  .openapi(addCompany, async (c) => c.json(await makeCompany(c, c.req.valid("json"), false), 201));
