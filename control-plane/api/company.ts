/** The caller's own company: its settings. There is no list, since nobody sees another. */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { DiscountCapsSchema } from "../../shared/model/discount-caps.ts";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { SomePoliciesSchema } from "../../shared/model/policies.ts";
import { FloorRuleSchema } from "../catalogue/floor-price.ts";
import { type CompanyRow, companyById, companyUpdate } from "../db/companies.ts";
import { storeByCode } from "../db/stores.ts";
import type { ControlEnv } from "../env.ts";
import { requestRefresh } from "../publish/request-refresh.ts";
import { mutate } from "./mutate.ts";
import { invalidField, ProblemException, validationHook } from "./problem.ts";
import {
  ExpectedVersionSchema,
  jsonAnswer,
  jsonBody,
  MUTATING_HEADERS,
  PROBLEM_ANSWERS,
  secured,
} from "./route-parts.ts";
import { ZoneSchema } from "./zone-field.ts";

export const CompanyIdSchema = z
  .string()
  .regex(/^[a-z0-9]{1,64}$/, "must be lower-case letters and digits")
  .openapi({ example: "acme" });

const LaneSchema = z.strictObject({
  id: SlugSchema,
  mode: z.enum(["best_combination", "best_each", "best_one", "first", "lowest", "all"]),
});

const LanesSchema = z
  .array(LaneSchema)
  .min(1)
  .max(LIMITS.lanes)
  .refine((lanes) => new Set(lanes.map((lane) => lane.id)).size === lanes.length, "repeats a lane id");

const NameSchema = z.string().trim().min(1).max(LIMITS.name);

export const CompanySchema = z
  .strictObject({
    id: CompanyIdSchema,
    name: NameSchema,
    zone: ZoneSchema,
    default_store: SlugSchema.nullable(),
    policies: SomePoliciesSchema,
    lanes: LanesSchema,
    caps: DiscountCapsSchema.nullable(),
    floor: FloorRuleSchema.nullable(),
    fold_plus_tags: z.boolean(),
    version: z.int(),
  })
  .openapi("Company");
export type CompanyAnswer = z.infer<typeof CompanySchema>;

/** The row as it is answered. */
export function companyAnswer(row: CompanyRow): CompanyAnswer {
  return {
    id: row.id,
    name: row.name,
    zone: row.zone,
    default_store: row.defaultStore,
    policies: row.policies,
    lanes: row.lanes,
    caps: row.caps,
    floor: row.floor,
    fold_plus_tags: row.foldPlusTags,
    version: row.version,
  };
}

const CompanyPatchSchema = z
  .strictObject({
    name: NameSchema.optional(),
    zone: ZoneSchema.optional(),
    default_store: SlugSchema.optional(),
    policies: SomePoliciesSchema.optional().openapi({
      description: "Replaces all; what is not named is the default.",
    }),
    lanes: LanesSchema.optional().openapi({ description: "Replaces all; they choose in this order." }),
    caps: DiscountCapsSchema.nullable()
      .optional()
      .openapi({ description: "What all promotions together take off one cart at most; null: no bound." }),
    floor: FloorRuleSchema.nullable()
      .optional()
      .openapi({ description: "Floor of articles that have no rule of their own; null: none." }),
    fold_plus_tags: z.boolean().optional(),
    version: ExpectedVersionSchema,
  })
  .openapi("CompanyPatch");

const readCompany = createRoute({
  method: "get",
  path: "/api/v1/company",
  tags: ["company"],
  ...secured("read"),
  responses: { 200: jsonAnswer("the caller's company", CompanySchema), ...PROBLEM_ANSWERS },
});

const patchCompany = createRoute({
  method: "patch",
  path: "/api/v1/company",
  tags: ["company"],
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, ...jsonBody(CompanyPatchSchema) },
  responses: { 200: jsonAnswer("the changed company", CompanySchema), ...PROBLEM_ANSWERS },
});

export const companyRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(readCompany, async (c) => {
    return c.json(companyAnswer(await companyById(c.get("db"), c.get("caller").company)), 200);
  })
  .openapi(patchCompany, async (c) => {
    const body = c.req.valid("json");
    const { company } = c.get("caller");
    const db = c.get("db");
    const answer = await mutate(c, {
      work: async () => {
        const before = await companyById(db, company);
        if (body.version !== undefined && body.version !== before.version) {
          throw new ProblemException("version_conflict");
        }
        if (body.default_store !== undefined && !(await storeByCode(db, company, body.default_store))) {
          throw invalidField("default_store", "is not a store of the company", "store_unknown");
        }
        const after: CompanyRow = {
          ...before,
          name: body.name ?? before.name,
          zone: body.zone ?? before.zone,
          defaultStore: body.default_store ?? before.defaultStore,
          policies: body.policies ?? before.policies,
          lanes: body.lanes ?? before.lanes,
          caps: body.caps === undefined ? before.caps : body.caps,
          floor: body.floor === undefined ? before.floor : body.floor,
          foldPlusTags: body.fold_plus_tags ?? before.foldPlusTags,
          version: before.version + 1,
          updatedAtMs: c.get("nowMs"),
        };
        return {
          statements: companyUpdate(db, before, after),
          answer: companyAnswer(after),
          target: `company:${company}`,
        };
      },
      after: () => requestRefresh(c.env, company),
    });
    return c.json(answer, 200);
  });
