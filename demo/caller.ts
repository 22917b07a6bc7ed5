/** JSON over HTTP with one key, as any integrator would call. Changes in the control plane carry an Idempotency-Key. */
import { randomUUID } from "node:crypto";
import type * as z from "zod";

export interface Answer {
  status: number;
  body: unknown;
}

export interface Caller {
  /** The answer, whatever its status. */
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  /** What a call that must go well answers; throws with the problem document otherwise. */
  get<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T>;
}

/** `repeatable` names the calls in their order, so that the same calls made again are answered from what was recorded. */
export function makeCaller(url: string, key: string, repeatable?: string): Caller {
  let calls = 0;
  const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const headers: Record<string, string> = {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
    };
    calls += 1;
    const name = repeatable === undefined ? randomUUID() : `${repeatable}-${calls}`;
    if (path.startsWith("/api/")) headers["idempotency-key"] = name;
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(url + path, { method, headers, ...sent });
    return { status: response.status, body: await response.json() };
  };
  return {
    ask,
    async get(schema, method, path, body) {
      const answer = await ask(method, path, body);
      if (answer.status >= 200 && answer.status < 300) return schema.parse(answer.body);
      throw new Error(
        `${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 800)}`,
      );
    },
  };
}
