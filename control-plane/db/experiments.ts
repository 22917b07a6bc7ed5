/** Queries and writes of experiments. */
import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Experiment } from "../../shared/model/experiment.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { type Database, guard, type Statement } from "./database.ts";
import { experiments } from "./schema/experiment.ts";

export type ExperimentRow = typeof experiments.$inferSelect;

export async function experimentById(
  db: Database,
  company: string,
  id: string,
): Promise<ExperimentRow | null> {
  const [row] = await db
    .select()
    .from(experiments)
    .where(and(eq(experiments.company, company), eq(experiments.id, id)));
  return row ?? null;
}

export async function experimentsAfter(
  db: Database,
  company: string,
  after: string,
  rows: number,
): Promise<ExperimentRow[]> {
  return db
    .select()
    .from(experiments)
    .where(and(eq(experiments.company, company), gt(experiments.id, after)))
    .orderBy(asc(experiments.id))
    .limit(rows);
}

export async function experimentCount(db: Database, company: string): Promise<number> {
  return db.$count(experiments, eq(experiments.company, company));
}

/** The experiment as the rule set holds it. */
export function ruleExperiment(row: ExperimentRow): Experiment {
  const { id, salt, unit, layer, coverageBps, variants } = row;
  return { id, salt, unit, ...(layer === null ? {} : { layer }), coverage_bps: coverageBps, variants };
}

/** Makes or replaces an experiment, if it is still at the version that was read (0: not there) and the company has no more than it may. */
export function experimentUpsert(db: Database, row: ExperimentRow, versionBefore: number): Statement[] {
  const isThis = and(eq(experiments.company, row.company), eq(experiments.id, row.id));
  const { company: _company, id: _id, createdAtMs: _createdAtMs, ...changed } = row;
  return [
    guard(
      db,
      sql`COALESCE((SELECT ${experiments.version} FROM ${experiments} WHERE ${isThis}), 0) = ${versionBefore}`,
    ),
    db
      .insert(experiments)
      .values(row)
      .onConflictDoUpdate({ target: [experiments.company, experiments.id], set: changed }),
    guard(
      db,
      sql`(SELECT COUNT(*) FROM ${experiments} WHERE ${experiments.company} = ${row.company}) <= ${LIMITS.experiments}`,
    ),
  ];
}

/** Deletes an experiment that is still as it was read. */
export function experimentDelete(db: Database, row: ExperimentRow): Statement[] {
  const isThis = and(eq(experiments.company, row.company), eq(experiments.id, row.id));
  return [
    guard(
      db,
      sql`EXISTS (SELECT 1 FROM ${experiments} WHERE ${isThis} AND ${experiments.version} = ${row.version})`,
    ),
    db.delete(experiments).where(isThis),
  ];
}
