/**
 * The customer records in KV. A change marks its customers as due in the same batch; then the records are written, and marks are taken
 * back where the version is still the written one. A writer that finds a newer version after its put writes again, so an older record
 * never stays over a newer one; what a lost request left due is written by a sweep.
 */
import { kvKey } from "../../shared/model/address.ts";
import type { CustomerRecord } from "../../shared/model/customer.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { companyById } from "../db/companies.ts";
import {
  type CustomerFactsRow,
  customerFacts,
  customersDue,
  customersWithBandChange,
  markWritten,
  movedSince,
  rebandStatements,
} from "../db/customers.ts";
import { type Database, runBatch } from "../db/database.ts";
import type { Env } from "../env.ts";
import { localDayIn } from "../local-day.ts";
import { nextBandDay } from "./age-band.ts";
import { edgeProfile } from "./profile.ts";
import { edgeAttributes } from "./traits.ts";

/** Puts that are under way at once. The platform opens six connections; what waits for one costs nothing. */
const PUTS_AT_ONCE = 30;
/** Writes of one call before what still moves is left to the sweep. */
const ROUNDS_MAX = 3;
const SWEEP_ROWS = 1_000;
/** A younger mark belongs to a request that is still writing. */
const SWEEP_GRACE_MS = 5_000;

/** The record of a customer as the edge reads it. */
export function edgeRecord(facts: CustomerFactsRow, day: string): CustomerRecord {
  return {
    version: facts.customer.version,
    updated_at_ms: facts.customer.updatedAtMs,
    segments: facts.segments.slice(0, LIMITS.customerSegments),
    attributes: edgeAttributes(facts.customer, day),
    order_count: Math.max(facts.customer.orderCount, facts.paidOrders),
    ...edgeProfile(facts.customer.profile, facts.customer.birthDate),
  };
}

async function putAll(
  env: Env,
  company: string,
  all: readonly CustomerFactsRow[],
  day: string,
): Promise<void> {
  const waiting = all.values();
  const putting = Array.from({ length: PUTS_AT_ONCE }, async () => {
    for (const facts of waiting) {
      const key = kvKey.customer(company, facts.customer.customerKey);
      await env.KV.put(key, JSON.stringify(edgeRecord(facts, day)));
    }
  });
  await Promise.all(putting);
}

/** Writes the records of those among the customers that are due. */
export async function writeEdgeRecords(
  env: Env,
  db: Database,
  company: string,
  ids: readonly string[],
  nowMs: number,
): Promise<void> {
  const day = localDayIn((await companyById(db, company)).zone, nowMs);
  let facts = await customerFacts(db, company, ids, "due");
  for (let round = 0; round < ROUNDS_MAX && facts.length > 0; round += 1) {
    await putAll(env, company, facts, day);
    const written = facts.map(({ customer }) => ({ id: customer.id, version: customer.version }));
    await markWritten(db, company, written);
    const moved = await movedSince(db, company, written);
    facts = moved.length === 0 ? [] : await customerFacts(db, company, moved, "all");
  }
}

/** Writes what lost requests left due. */
export async function sweepDueRecords(env: Env, db: Database, nowMs: number): Promise<void> {
  const due = await customersDue(db, nowMs - SWEEP_GRACE_MS, SWEEP_ROWS);
  for (const [company, ids] of due) await writeEdgeRecords(env, db, company, ids, nowMs);
}

/** Moves customers into the age band that begins today in their company's zone. */
export async function sweepAgeBands(env: Env, db: Database, nowMs: number): Promise<void> {
  // The latest day that any zone has already reached.
  const latestDay = new Date(nowMs + 14 * 3_600_000).toISOString().slice(0, 10);
  for (const [company, rows] of await customersWithBandChange(db, latestDay, SWEEP_ROWS)) {
    const day = localDayIn((await companyById(db, company)).zone, nowMs);
    const reached = rows.flatMap(({ id, birthDate, ageBandChangesOn }) => {
      if (birthDate === null || ageBandChangesOn === null || ageBandChangesOn > day) return [];
      return [{ id, changesOn: nextBandDay(birthDate, day) }];
    });
    if (reached.length === 0) continue;
    await runBatch(db, rebandStatements(db, company, reached, nowMs));
    await writeEdgeRecords(
      env,
      db,
      company,
      reached.map(({ id }) => id),
      nowMs,
    );
  }
}
