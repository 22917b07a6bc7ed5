/**
 * Every mutating call: one batch of idempotency row, guards, change and audit row. A handler reads, decides and says what to write;
 * `mutate` writes it, and lets the handler decide again when something moved in between. The same Idempotency-Key with the same request
 * is answered from the row, with another request it is a 409.
 */
import { and, eq, lte } from "drizzle-orm";
import type { Context } from "hono";
import { routePath } from "hono/route";
import { LIMITS } from "../../shared/model/limits.ts";
import { isLostRace, runBatch, type Statement } from "../db/database.ts";
import { auditLog } from "../db/schema/audit.ts";
import { idempotency } from "../db/schema/idempotency.ts";
import type { ControlEnv } from "../env.ts";
import { seal, sha256Hex, unseal } from "../secrets.ts";
import { invalidField, ProblemException } from "./problem.ts";

/** What a mutating call does to the database, and what it answers. */
export interface Change<Answer> {
  /** Guards (db/database.ts) among the writes; none at all when there is nothing to change. */
  statements: Statement[];
  answer: Answer;
  /** What was changed, `kind:id`, for the audit. */
  target: string;
}

export interface Mutation<Answer> {
  /** Reads, decides, throws ProblemException; runs again if a guard or a unique index refused the batch. */
  work: () => Promise<Change<Answer>>;
  /** What follows the commit in other stores. Runs on a repeated call too, so it must be idempotent. */
  after?: (answer: Answer) => Promise<void>;
  /** The answer shows a secret: it is kept only encrypted under the caller's own key. */
  secret?: boolean;
}

/** How often a call decides again before it gives up with 503. */
const ATTEMPTS_MAX = 5;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,128}$/;

function idempotencyKeyOf(c: Context<ControlEnv>): string | null {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return null;
  if (!IDEMPOTENCY_KEY.test(key)) {
    throw invalidField("header.idempotency-key", "must be 1 to 128 visible ASCII characters");
  }
  return key;
}

async function recordedAnswer<Answer>(
  c: Context<ControlEnv>,
  key: string,
  requestHash: string,
  secret: boolean,
): Promise<{ answer: Answer } | null> {
  const caller = c.get("caller");
  const [row] = await c
    .get("db")
    .select()
    .from(idempotency)
    .where(and(eq(idempotency.company, caller.company), eq(idempotency.idempotencyKey, key)));
  if (row === undefined || row.createdAtMs <= c.get("nowMs") - LIMITS.idempotencyMs) return null;
  const text = secret ? await unseal(row.answer, caller.credential) : row.answer;
  if (row.requestHash !== requestHash || text === null) throw new ProblemException("idempotency_conflict");
  return { answer: JSON.parse(text) as Answer };
}

async function idempotencyStatements(
  c: Context<ControlEnv>,
  key: string,
  requestHash: string,
  answer: unknown,
  secret: boolean,
): Promise<Statement[]> {
  const { company, credential } = c.get("caller");
  const nowMs = c.get("nowMs");
  const db = c.get("db");
  const text = JSON.stringify(answer);
  return [
    db
      .delete(idempotency)
      .where(
        and(
          eq(idempotency.company, company),
          eq(idempotency.idempotencyKey, key),
          lte(idempotency.createdAtMs, nowMs - LIMITS.idempotencyMs),
        ),
      ),
    db.insert(idempotency).values({
      company,
      idempotencyKey: key,
      requestHash,
      answer: secret ? await seal(text, credential) : text,
      createdAtMs: nowMs,
    }),
  ];
}

/** Runs what follows the commit. When that fails the change stands, and repeating the call brings the rest about. */
async function followUp<Answer>(
  c: Context<ControlEnv>,
  mutation: Mutation<Answer>,
  answer: Answer,
): Promise<Answer> {
  try {
    await mutation.after?.(answer);
  } catch (error) {
    if (error instanceof ProblemException) throw error;
    console.error(JSON.stringify({ request_id: c.get("requestId"), after_commit: String(error) }));
    throw new ProblemException("retry", "the change is stored but not yet everywhere");
  }
  return answer;
}

/** Carries out one mutating call and gives its answer, new or recorded. */
export async function mutate<Answer>(c: Context<ControlEnv>, mutation: Mutation<Answer>): Promise<Answer> {
  const db = c.get("db");
  const caller = c.get("caller");
  const secret = mutation.secret ?? false;
  const key = idempotencyKeyOf(c);
  const bodyHash = sha256Hex(await c.req.text());
  const requestHash = sha256Hex([c.req.method, c.req.path, bodyHash].join("\n"));
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const recorded = key === null ? null : await recordedAnswer<Answer>(c, key, requestHash, secret);
    if (recorded !== null) return followUp(c, mutation, recorded.answer);
    const change = await mutation.work();
    const audit = db.insert(auditLog).values({
      company: caller.company,
      atMs: c.get("nowMs"),
      actor: caller.actor,
      action: `${c.req.method} ${routePath(c)}`,
      target: change.target,
      requestId: c.get("requestId"),
      bodyHash,
    });
    const kept = key === null ? [] : await idempotencyStatements(c, key, requestHash, change.answer, secret);
    try {
      await runBatch(db, [...kept, ...change.statements, audit]);
    } catch (error) {
      if (isLostRace(error)) continue;
      throw error;
    }
    return followUp(c, mutation, change.answer);
  }
  throw new ProblemException("retry", "too many changes at once");
}
