/** What the tests of the control plane share: a fresh database, calls by key, companies to call as. */
import { applyD1Migrations, type D1Migration, reset } from "cloudflare:test";
import { env as bound } from "cloudflare:workers";
import { createApp } from "./app.ts";
import type { Env } from "./env.ts";

/** The bindings of the test project, with what only tests have. */
export const env = bound as unknown as Env & { MIGRATIONS: D1Migration[] };

export const OPERATOR = env.SETUP_TOKEN;

/** Empty stores and a migrated database. */
export async function freshDatabase(): Promise<void> {
  await reset();
  await applyD1Migrations(env.DB, env.MIGRATIONS);
}

/** The clock of the tests; a test may set it. */
export const clock = { nowMs: Date.UTC(2026, 9, 15, 12), now: () => clock.nowMs };

const app = createApp({ clock });

export interface CallOptions {
  key?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Bindings with faults in place of the project's. */
  bindings?: Env;
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers of all routes, checked by each test
  body: any;
}

/** One call of the API as a caller makes it. */
export async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const headers = new Headers(options.headers);
  if (options.key !== undefined) headers.set("authorization", `Bearer ${options.key}`);
  const text = typeof options.body === "string" ? options.body : JSON.stringify(options.body);
  if (options.body !== undefined && !headers.has("content-type"))
    headers.set("content-type", "application/json");
  const init = options.body === undefined ? { method, headers } : { method, headers, body: text };
  const response = await app.request(path, init, options.bindings ?? env);
  const answer = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: answer === "" ? null : JSON.parse(answer),
  };
}

/** Makes a company and gives its owner key. */
export async function makeCompany(id: string): Promise<string> {
  const body = { id, name: `Company ${id}`, zone: "Europe/Zurich" };
  const made = await call("POST", "/api/v1/companies", { key: OPERATOR, body });
  if (made.status !== 201) throw new Error(`no company: ${JSON.stringify(made.body)}`);
  return made.body.text;
}
