/**
 * Experiments: how customers or visitors are shared out among variants, which conditions name. Like promotions they count from the next
 * publication on. What would move people who take part to another variant is refused: results would mix.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { ExperimentSchema } from "../../shared/model/experiment.ts";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import {
  type ExperimentRow,
  experimentById,
  experimentCount,
  experimentDelete,
  experimentsAfter,
  experimentUpsert,
  ruleExperiment,
} from "../db/experiments.ts";
import type { ControlEnv } from "../env.ts";
import { mutate } from "./mutate.ts";
import { notFound, ProblemException, validationHook } from "./problem.ts";
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

const { id, salt, ...content } = ExperimentSchema.shape;
const ExperimentBodySchema = z
  .strictObject({
    salt: salt.optional().openapi({
      description: "Makes it independent of others. The id without it; it stays while the experiment exists.",
    }),
    ...content,
    version: ExpectedVersionSchema,
  })
  .openapi("ExperimentBody");
type ExperimentBody = z.infer<typeof ExperimentBodySchema>;

const ExperimentAnswerSchema = z
  .strictObject({ id, salt, ...content, version: z.int() })
  .openapi("Experiment");
type ExperimentAnswer = z.infer<typeof ExperimentAnswerSchema>;

const ExperimentParams = z.object({ experiment: SlugSchema });

const listExperiments = createRoute({
  method: "get",
  path: "/api/v1/experiments",
  tags: ["experiments"],
  ...secured("read"),
  request: { query: PageQuerySchema },
  responses: {
    200: jsonAnswer("experiments in order of ids", pageSchema(ExperimentAnswerSchema)),
    ...PROBLEM_ANSWERS,
  },
});

const readExperiment = createRoute({
  method: "get",
  path: "/api/v1/experiments/{experiment}",
  tags: ["experiments"],
  ...secured("read"),
  request: { params: ExperimentParams },
  responses: { 200: jsonAnswer("the experiment", ExperimentAnswerSchema), ...PROBLEM_ANSWERS },
});

const putExperiment = createRoute({
  method: "put",
  path: "/api/v1/experiments/{experiment}",
  tags: ["experiments"],
  summary: "Make an experiment or change who takes part; variants change only while nobody does",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: ExperimentParams, ...jsonBody(ExperimentBodySchema) },
  responses: { 200: jsonAnswer("the experiment", ExperimentAnswerSchema), ...PROBLEM_ANSWERS },
});

const deleteExperiment = createRoute({
  method: "delete",
  path: "/api/v1/experiments/{experiment}",
  tags: ["experiments"],
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: ExperimentParams },
  responses: { 200: jsonAnswer("the experiment is gone", DeletedSchema), ...PROBLEM_ANSWERS },
});

function experimentAnswer(row: ExperimentRow): ExperimentAnswer {
  return { ...ruleExperiment(row), version: row.version };
}

/** Refuses what moves people who take part. Before the first or after the last of them anything may change. */
function checkNobodyMoves(before: ExperimentRow, body: ExperimentBody): void {
  if (body.salt !== undefined && body.salt !== before.salt) {
    throw new ProblemException("state_conflict", "the salt stays while the experiment exists");
  }
  if (before.coverageBps === 0 || body.coverage_bps === 0) return;
  if (body.unit !== before.unit || !sameVariants(body.variants, before.variants)) {
    throw new ProblemException(
      "state_conflict",
      "people who take part would be moved: set `coverage_bps` to 0 first",
    );
  }
}

/** Who is in which variant depends on their order and weights (EXP-3). */
function sameVariants(a: ExperimentBody["variants"], b: ExperimentBody["variants"]): boolean {
  return (
    a.length === b.length &&
    a.every((variant, index) => variant.id === b[index]?.id && variant.weight === b[index]?.weight)
  );
}

export const experimentRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(listExperiments, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const { company } = c.get("caller");
    const rows = await experimentsAfter(c.get("db"), company, readCursor(cursor), limit + 1);
    return c.json(
      pageOf(rows, limit, (row) => row.id, experimentAnswer),
      200,
    );
  })
  .openapi(readExperiment, async (c) => {
    const { company } = c.get("caller");
    const row = await experimentById(c.get("db"), company, c.req.valid("param").experiment);
    if (row === null) throw notFound();
    return c.json(experimentAnswer(row), 200);
  })
  .openapi(putExperiment, async (c) => {
    const body = c.req.valid("json");
    const { company } = c.get("caller");
    const { experiment } = c.req.valid("param");
    const db = c.get("db");
    const nowMs = c.get("nowMs");
    const answer = await mutate<ExperimentAnswer>(c, {
      work: async () => {
        const before = await experimentById(db, company, experiment);
        if (body.version !== undefined && body.version !== before?.version) {
          throw new ProblemException("version_conflict");
        }
        if (before !== null) checkNobodyMoves(before, body);
        else if ((await experimentCount(db, company)) >= LIMITS.experiments) {
          throw new ProblemException(
            "state_conflict",
            `a company has at most ${LIMITS.experiments} experiments`,
          );
        }
        const row: ExperimentRow = {
          company,
          id: experiment,
          salt: body.salt ?? before?.salt ?? experiment,
          unit: body.unit,
          layer: body.layer ?? null,
          coverageBps: body.coverage_bps,
          variants: body.variants,
          version: (before?.version ?? 0) + 1,
          createdAtMs: before?.createdAtMs ?? nowMs,
          updatedAtMs: nowMs,
        };
        return {
          statements: experimentUpsert(db, row, before?.version ?? 0),
          answer: experimentAnswer(row),
          target: `experiment:${experiment}`,
        };
      },
    });
    return c.json(answer, 200);
  })
  .openapi(deleteExperiment, async (c) => {
    const { company } = c.get("caller");
    const { experiment } = c.req.valid("param");
    const db = c.get("db");
    const answer = await mutate(c, {
      work: async () => {
        const before = await experimentById(db, company, experiment);
        if (before === null) throw notFound();
        if (before.coverageBps !== 0) {
          throw new ProblemException("state_conflict", "people take part: set `coverage_bps` to 0 first");
        }
        return {
          statements: experimentDelete(db, before),
          answer: { deleted: experiment },
          target: `experiment:${experiment}`,
        };
      },
    });
    return c.json(answer, 200);
  });
