/**
 * SIGKILL of workerd in the middle of a load of reservations and commits, then the same again. The truth is the callers' own log: what
 * was acknowledged is there, once; what was not answered is repeated with the same id until it is.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { type Caller, makeCaller } from "../../demo/caller.ts";
import { openShop } from "../../demo/shop-seed.ts";
import { type Instance, startInstance } from "../../local/instance.ts";

const CALLERS = 12;
const ORDERS = Number(process.env.KILL_ORDERS ?? 240);
const KILLS = Number(process.env.KILL_KILLS ?? 3);
const PROMOTION = "press-off";
const LIMIT = Math.floor(ORDERS * 0.75);

const Held = z.looseObject({
  handle: z.string(),
  state: z.string(),
  decision: z.looseObject({ applied: z.array(z.looseObject({ promotion: z.string() })) }),
});
const Usage = z.looseObject({
  usage: z.looseObject({ total: z.strictObject({ held: z.int(), committed: z.int() }) }),
});
const Report = z.looseObject({ totals: z.array(z.looseObject({ redemptions: z.int() })) });

const Mirror = z.looseObject({ seq: z.int(), high: z.int(), differences: z.array(z.unknown()) });

let stateFolder: string;
let instance: Instance;
let owner: Caller;
let edge: Caller;

beforeAll(async () => {
  stateFolder = mkdtempSync(join(tmpdir(), "lidia-kill-"));
  instance = await startInstance({ port: 0, stateFolder, clock: "system" });
  const keys = await openShop(instance.url, instance.setupToken, stateFolder);
  if (keys === null) throw new Error("the instance is not empty");
  owner = makeCaller(instance.url, keys.owner);
  edge = makeCaller(instance.url, keys.secret);
  await limitedPromotion();
});

afterAll(async () => {
  await instance.stop();
  rmSync(stateFolder, { recursive: true, force: true });
});

/** A promotion that every order of the load gets until its limit is reached. */
async function limitedPromotion(): Promise<void> {
  await owner.get(z.unknown(), "POST", "/api/v1/campaigns", {
    id: "load",
    name: "Load",
    moment: "promotional",
    aim: "promotion",
  });
  const award = { kind: "amount", on: "items", per: "once", amounts: { EUR: 100 } };
  await owner.get(z.unknown(), "POST", "/api/v1/promotions", {
    id: PROMOTION,
    campaign: "load",
    content: {
      name: "One off a press",
      label: "1.00 off a press",
      awards: [{ ...award, items: { kind: "sku", any_of: ["press"] } }],
    },
  });
  await owner.get(z.unknown(), "PUT", `/api/v1/promotions/${PROMOTION}/limits`, {
    limits: [{ id: "all", per: "total", uses_max: LIMIT }],
    budget: null,
  });
  await owner.get(z.unknown(), "POST", "/api/v1/campaigns/load/launch", {});
  await owner.get(z.unknown(), "POST", "/api/v1/publications", {});
}

function cartOf(order: number) {
  return {
    currency: "EUR",
    tax_mode: "gross",
    channel: "web",
    customer: { id: `customer-${order}` },
    lines: [{ id: "1", sku: "press", quantity: 1 }],
  };
}

/** Repeats a call until it is answered; what is not answered may or may not have happened. */
async function answered(method: string, path: string, body: unknown) {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const answer = await edge.ask(method, path, body).catch(() => null);
    if (answer !== null && answer.status < 500) return answer;
    // The runtime is being restarted: a moment is what the caller's back-off would be.
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${method} ${path} was never answered`);
}

test("[LDG-1] nothing acknowledged is lost or doubled when workerd is killed in mid-load", async () => {
  const granted = new Set<string>();
  const committed = new Set<string>();
  let next = 0;
  const caller = async () => {
    for (let order = next++; order < ORDERS; order = next++) {
      const id = `order-${order}`;
      const reserved = await answered("POST", "/v1/reservations", {
        id,
        cart: cartOf(order),
        accept_partial: true,
      });
      expect(reserved.status).toBe(201);
      const held = Held.parse(reserved.body);
      if (held.decision.applied.some((each) => each.promotion === PROMOTION)) granted.add(held.handle);
      const done = await answered("POST", `/v1/reservations/${held.handle}/commit`, {
        order: {
          external_id: id,
          placed_at: "2026-01-01T12:00:00.000Z",
          paid_at: "2026-01-01T12:00:00.000Z",
        },
      });
      expect(done.status).toBe(200);
      committed.add(held.handle);
    }
  };
  const load = Promise.all(Array.from({ length: CALLERS }, caller));
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const reached = Math.floor((ORDERS * kill) / (KILLS + 1));
    while (committed.size < reached) await new Promise((resolve) => setTimeout(resolve, 5));
    process.kill(instance.workerdPid, "SIGKILL");
  }
  await load;

  expect(committed.size).toBe(ORDERS);
  expect(granted.size).toBe(LIMIT);
  for (const handle of committed) {
    const { body } = await edge.ask("GET", `/v1/reservations/${handle}`);
    expect(Held.parse(body)).toMatchObject({ handle, state: "committed" });
  }
  const { usage } = await owner.get(Usage, "GET", `/api/v1/promotions/${PROMOTION}/limits`);
  expect(usage.total).toEqual({ held: 0, committed: LIMIT });

  const mirror = await owner.get(Mirror, "GET", "/api/v1/mirror");
  expect(mirror.differences).toEqual([]);
  expect(mirror.seq).toBe(mirror.high);
  const path = "/api/v1/reports/campaigns?from=2026-01-01&to=2026-01-02&campaign=load";
  const { totals } = await owner.get(Report, "GET", path);
  const redeemed = totals.reduce((sum, row) => sum + row.redemptions, 0);
  expect(redeemed).toBe(LIMIT);
});
