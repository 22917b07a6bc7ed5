/**
 * The main job through the real system, over HTTP alone: a promotion is written, tried, published, priced, redeemed and reported; then
 * what may go wrong when many want it at once, when its limit is lowered meanwhile, and when it is paused.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { type Caller, makeCaller } from "../../demo/caller.ts";
import { openShop } from "../../demo/shop-seed.ts";
import { type Instance, startInstance } from "../../local/instance.ts";
import { DecisionResultSchema, DecisionSchema } from "../../shared/model/decision.ts";

const Held = z.looseObject({ handle: z.string(), decision: DecisionSchema });
const Tried = z.looseObject({ decision: DecisionResultSchema });
const Report = z.looseObject({
  totals: z.array(
    z.looseObject({ redemptions: z.int(), orders: z.int(), discount: z.int(), revenue: z.int() }),
  ),
});
const Any = z.unknown();

let stateFolder: string;
let instance: Instance;
let owner: Caller;
let edge: Caller;

beforeAll(async () => {
  stateFolder = mkdtempSync(join(tmpdir(), "lidia-journey-"));
  instance = await startInstance({ port: 0, stateFolder, clock: "system" });
  const keys = await openShop(instance.url, instance.setupToken, stateFolder);
  if (keys === null) throw new Error("the instance is not empty");
  owner = makeCaller(instance.url, keys.owner);
  edge = makeCaller(instance.url, keys.secret);
});

afterAll(async () => {
  await instance.stop();
  rmSync(stateFolder, { recursive: true, force: true });
});

/** A campaign with one promotion: an amount off a grinder, with the given limits. */
async function author(id: string, limits: unknown[], conditions?: unknown): Promise<void> {
  const campaign = { id, name: id, moment: "promotional", aim: "promotion" };
  await owner.get(Any, "POST", "/api/v1/campaigns", campaign);
  const items = { kind: "sku", any_of: ["grinder"] };
  await owner.get(Any, "POST", "/api/v1/promotions", {
    id,
    campaign: id,
    content: {
      name: id,
      label: "9.00 off a grinder",
      ...(conditions === undefined ? {} : { conditions }),
      awards: [{ kind: "amount", on: "items", per: "once", amounts: { EUR: 900 }, items }],
    },
  });
  await owner.get(Any, "PUT", `/api/v1/promotions/${id}/limits`, { limits, budget: null });
  await owner.get(Any, "POST", `/api/v1/campaigns/${id}/launch`, {});
}

const publish = () =>
  owner.get(z.looseObject({ state: z.literal("live") }), "POST", "/api/v1/publications", {});
const end = (id: string) => owner.get(Any, "POST", `/api/v1/campaigns/${id}/end`, {});

function cartOf(customer: string, codes: string[] = []) {
  return {
    currency: "EUR",
    tax_mode: "gross",
    channel: "web",
    customer: { id: customer },
    lines: [{ id: "1", sku: "grinder", quantity: 1 }],
    codes,
  };
}

function gives(decision: z.infer<typeof DecisionSchema>, promotion: string): boolean {
  return decision.applied.some((each) => each.promotion === promotion);
}

async function reserve(id: string, customer: string): Promise<z.infer<typeof Held>> {
  return edge.get(Held, "POST", "/v1/reservations", { id, cart: cartOf(customer), accept_partial: true });
}

async function commit(handle: string, externalId: string): Promise<void> {
  const order = { external_id: externalId, placed_at: new Date().toISOString() };
  await edge.get(Any, "POST", `/v1/reservations/${handle}/commit`, { order });
}

test("a promotion goes from its author to the report", async () => {
  await author("story", [{ id: "once", per: "customer", uses_max: 1 }], { kind: "code" });
  await owner.get(Any, "POST", "/api/v1/promotions/story/codes", { codes: [{ code: "grind " }] });
  const cart = cartOf("anna", ["Grind"]);

  const draft = await owner.get(Tried, "POST", "/api/v1/try", { cart, on: "draft" });
  expect(draft.decision.totals).toMatchObject({ catalog: 7900, to_pay: 7000, saved: 900 });
  const before = await edge.get(DecisionSchema, "POST", "/v1/quotes", { cart });
  expect(before.codes).toMatchObject([
    { code: "GRIND", status: "refused", reasons: [{ code: "code_not_found" }] },
  ]);

  await publish();
  const quote = await edge.get(DecisionSchema, "POST", "/v1/quotes", { cart });
  expect(quote.codes).toMatchObject([{ code: "GRIND", status: "applied", promotion: "story" }]);
  expect(quote.totals.to_pay).toBe(7000);

  const body = { id: "story-1", cart, expect: { to_pay: 7000 } };
  const held = await edge.get(Held, "POST", "/v1/reservations", body);
  expect((await edge.get(Held, "POST", "/v1/reservations", body)).handle).toBe(held.handle);
  const other = await edge.ask("POST", "/v1/reservations", { ...body, cart: cartOf("anna") });
  expect(other).toMatchObject({ status: 409, body: { code: "id_conflict" } });
  await commit(held.handle, "story-order");

  const again = await edge.ask("POST", "/v1/reservations", { ...body, id: "story-2" });
  expect(again).toMatchObject({
    status: 409,
    body: {
      code: "quote_changed",
      decision: { codes: [{ status: "refused", reasons: [{ code: "usage_limit_reached", by: "once" }] }] },
    },
  });

  await instance.tick();
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const path = `/api/v1/reports/campaigns?from=${day(-2)}&to=${day(2)}&campaign=story`;
  const { totals } = await owner.get(Report, "GET", path);
  expect(totals).toMatchObject([{ redemptions: 1, orders: 1, discount: 900, revenue: 7000 }]);
  await end("story");
});

test("200 reservations at once on a limit of 1 give exactly 1", async () => {
  await author("race", [{ id: "all", per: "total", uses_max: 1 }]);
  await publish();
  const all = await Promise.all(Array.from({ length: 200 }, (_, at) => reserve(`race-${at}`, `racer-${at}`)));
  expect(all.filter(({ decision }) => gives(decision, "race"))).toHaveLength(1);
  await end("race");
});

test("a limit that is lowered while orders run and a publish is under way is not exceeded afterwards", async () => {
  await author("lowered", [{ id: "all", per: "total", uses_max: 1_000 }]);
  await publish();
  const granted: { startedMs: number }[] = [];
  let running = true;
  let next = 0;
  const caller = async () => {
    while (running) {
      const at = next++;
      const startedMs = performance.now();
      const held = await reserve(`lowered-${at}`, `lowered-${at}`);
      if (gives(held.decision, "lowered")) granted.push({ startedMs });
    }
  };
  const load = Promise.all(Array.from({ length: 8 }, caller));
  while (granted.length < 20) await new Promise((resolve) => setImmediate(resolve));
  const limits = [{ id: "all", per: "total", uses_max: 10 }];
  const publishing = publish();
  await owner.get(Any, "PUT", "/api/v1/promotions/lowered/limits", { limits, budget: null });
  const acknowledgedMs = performance.now();
  const reached = next;
  while (next < reached + 40) await new Promise((resolve) => setImmediate(resolve));
  await publishing;
  running = false;
  await load;
  expect(granted.filter(({ startedMs }) => startedMs > acknowledgedMs)).toHaveLength(0);
  await end("lowered");
});

test("a customer who registered a second ago is the same customer a minute later", async () => {
  await author("once", [{ id: "once", per: "customer", uses_max: 1 }]);
  await publish();
  const first = await reserve("once-1", "new-customer");
  expect(gives(first.decision, "once")).toBe(true);
  await commit(first.handle, "once-order");
  await owner.get(Any, "PUT", "/api/v1/customers/new-customer", { email: "new@example.com" });
  const second = await reserve("once-2", "new-customer");
  expect(gives(second.decision, "once")).toBe(false);
  await end("once");
});

test("pausing a campaign stops reservations at once; what is held still commits", async () => {
  await author("paused", []);
  await publish();
  const held = await reserve("paused-1", "p1");
  expect(gives(held.decision, "paused")).toBe(true);
  await owner.get(Any, "POST", "/api/v1/campaigns/paused/pause", {});
  expect(gives((await reserve("paused-2", "p2")).decision, "paused")).toBe(false);
  await commit(held.handle, "paused-order");
  await publish();
  expect(gives((await reserve("paused-3", "p3")).decision, "paused")).toBe(false);
  await owner.get(Any, "POST", "/api/v1/campaigns/paused/resume", {});
  expect(gives((await reserve("paused-4", "p4")).decision, "paused")).toBe(true);
  await end("paused");
});
