/**
 * One call to the edge. Every call of the API is safe to repeat (an id names its effect), so a call that did not arrive, or was answered
 * 503, is sent again after a pause that grows. What comes out is a value or a problem document, never an exception: an edge that
 * could not be reached is the problem `retry`.
 */
import type { Problem } from "../shared/model/problem.ts";
import type { QuoteChanged } from "../shared/model/reservation.ts";

/** A refusal; with code `quote_changed` it holds the decision as it would be now. */
export type Refusal = Problem & Pick<QuoteChanged, "decision">;

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Refusal };

export interface EdgeOptions {
  /** Where the edge is, such as "https://promotions.example". */
  url: string;
  key: string;
  fetch?: typeof globalThis.fetch;
  /** Times that a call is sent at most. */
  attempts?: number;
  /** How long one attempt may take. */
  timeoutMs?: number;
  /** Waits between attempts. */
  pause?: (ms: number) => Promise<void>;
}

const ATTEMPTS = 4;
const TIMEOUT_MS = 10_000;
const FIRST_PAUSE_MS = 200;

export interface EdgeCall {
  method: "GET" | "POST";
  path: string;
  body?: unknown;
}

/** Sends a call until it is answered or the attempts are used up. */
export async function callEdge<T>(options: EdgeOptions, call: EdgeCall): Promise<Outcome<T>> {
  const { attempts = ATTEMPTS, pause = wait } = options;
  let outcome = await attempt<T>(options, call);
  for (let sent = 1; sent < attempts && isWorthRepeating(outcome); sent++) {
    await pause(outcome.pauseMs ?? FIRST_PAUSE_MS * 2 ** (sent - 1));
    outcome = await attempt<T>(options, call);
  }
  const { pauseMs: _, ...answered } = outcome;
  return answered;
}

/** `pauseMs`: what the edge asked for. */
type Attempt<T> = Outcome<T> & { pauseMs?: number };

async function attempt<T>(options: EdgeOptions, { method, path, body }: EdgeCall): Promise<Attempt<T>> {
  const { url, key, fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS } = options;
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const answer = await response.json();
    if (response.ok) return { ok: true, value: answer as T };
    if (!isProblem(answer))
      return unreached(`the answer of status ${response.status} is not a problem document`);
    return { ok: false, problem: answer, ...askedPause(response.headers.get("retry-after")) };
  } catch (error) {
    return unreached(String(error));
  }
}

function isProblem(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && "code" in answer && "status" in answer;
}

function askedPause(retryAfter: string | null): { pauseMs?: number } {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? { pauseMs: seconds * 1000 } : {};
}

function unreached(detail: string): Attempt<never> {
  const problem: Refusal = {
    type: "/docs/problems#retry",
    title: "the edge could not be reached",
    status: 503,
    code: "retry",
    detail,
    request_id: "",
  };
  return { ok: false, problem };
}

function isWorthRepeating<T>(outcome: Attempt<T>): boolean {
  return !outcome.ok && outcome.problem.status === 503;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
