/** Publications that must not be applied, pointers that go back, and KV that cannot be reached, warm and cold. */
import { beforeAll, describe, expect, test, vi } from "vitest";
import { kvKey } from "../../shared/model/address.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { sha256HexOfBytes } from "../platform-hash.ts";
import {
  type Blobs,
  blobsOf,
  coldEdge,
  type Edge,
  env,
  failingKv,
  freshCompany,
  makeKey,
  openShop,
  promotion,
  publish,
  putCustomer,
  request,
  teaCart,
} from "../testing.ts";

// What is refused is logged; here that is what is provoked.
beforeAll(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});

const quoteOf = (edge: Edge, key: string, given: { cart?: unknown; env?: typeof env } = {}) =>
  request(edge, "/v1/quotes", {
    key,
    body: { cart: given.cart ?? teaCart() },
    ...(given.env === undefined ? {} : { env: given.env }),
  });

const twenty = [promotion({ id: "twenty", awards: [{ kind: "percent", rate_bps: 2000, on: "items" }] })];

const flipped = (bytes: Uint8Array, at: number) => bytes.with(at, (bytes[at] ?? 0) ^ 1);
const longer = (bytes: Uint8Array) => Uint8Array.from([...bytes, ...bytes]);

/** What may be wrong with one blob, its name being the hash of what it is. */
const harms: [string, (bytes: Uint8Array, company: string, part: keyof Blobs) => Uint8Array][] = [
  ["empty", () => new Uint8Array()],
  ["of other bytes", () => new Uint8Array(64).fill(7)],
  ["cut in half", (bytes) => bytes.slice(0, bytes.length >> 1)],
  ["cut by a byte", (bytes) => bytes.slice(0, -1)],
  ["twice as long", longer],
  ["of another kind", (bytes) => flipped(bytes, 0)],
  ["of a future version", (bytes) => futureVersion(bytes)],
  [
    "another company's",
    (_bytes, _company, part) => blobOf(blobsOf(freshCompany(), { promotions: twenty }), part),
  ],
];

/** Every byte of the head is changed alone elsewhere (shared/snapshot); here the word after the magic. */
function futureVersion(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(4, 0x7fffffff, true);
  return copy;
}

function blobOf(blobs: Blobs, part: keyof Blobs): Uint8Array {
  const blob = part === "shards" ? blobs.shards[0] : blobs[part];
  return blob ?? new Uint8Array();
}

function harmed(blobs: Blobs, part: keyof Blobs, change: (bytes: Uint8Array) => Uint8Array): Blobs {
  const bytes = change(blobOf(blobs, part));
  return part === "shards" ? { ...blobs, shards: [bytes] } : { ...blobs, [part]: bytes };
}

describe.each<keyof Blobs>(["rules", "stores", "shards"])("a harmed blob (%s)", (part) => {
  test.each(harms)("that is %s is never applied and the one before it stays", async (_, harm) => {
    const { company, sk } = await openShop();
    const warm = coldEdge({ afresh: true });
    expect((await quoteOf(warm, sk)).body).toMatchObject({
      totals: { to_pay: 1800 },
      snapshot: { state: "fresh" },
    });
    const bad = harmed(blobsOf(company, { promotions: twenty }), part, (bytes) => harm(bytes, company, part));
    await publish(company, 2, bad);
    const kept = await quoteOf(warm, sk);
    expect(kept.body).toMatchObject({ totals: { to_pay: 1800 }, snapshot: { sequence: 1, state: "stale" } });
    const cold = await quoteOf(coldEdge(), sk, { cart: teaCart({ lines: [pricedLine] }) });
    expect(cold).toMatchObject({ status: 200, body: { totals: { to_pay: 1000 }, applied: [] } });
    expect(cold.body.snapshot.state).toBe("degraded");
    await publish(company, 3, blobsOf(company, { promotions: twenty }));
    expect((await quoteOf(warm, sk)).body).toMatchObject({
      totals: { to_pay: 1600 },
      snapshot: { sequence: 3 },
    });
  });

  test("whose bytes are not what its name says is never applied", async () => {
    const { company, sk } = await openShop();
    const warm = coldEdge({ afresh: true });
    await quoteOf(warm, sk);
    const blobs = blobsOf(company, { promotions: twenty, foldPlusTags: true, records: [] });
    await publish(company, 2, blobs);
    const bytes = blobOf(blobs, part);
    const key = kvKey.blob(company, sha256HexOfBytes(bytes));
    await env.KV.put(key, flipped(bytes, bytes.length - 1));
    expect((await quoteOf(warm, sk)).body).toMatchObject({
      totals: { to_pay: 1800 },
      snapshot: { sequence: 1 },
    });
    await env.KV.delete(key);
    expect((await quoteOf(warm, sk)).body.snapshot).toMatchObject({ sequence: 1, state: "stale" });
  });
});

const pricedLine = { id: "1", sku: "tea", quantity: 1, unit_price: 1000, list_price: 1000 };

test("a harmed category tree stops only carts that bring categories", async () => {
  const { company, sk } = await openShop();
  await publish(company, 2, { ...blobsOf(company), tree: new Uint8Array(8) });
  expect((await quoteOf(coldEdge(), sk)).body.snapshot.state).toBe("fresh");
  const cart = teaCart({ lines: [{ ...pricedLine, facts: { categories: ["green-tea"] } }] });
  expect((await quoteOf(coldEdge(), sk, { cart })).body.snapshot.state).toBe("degraded");
});

test("another company beside a harmed one is served as ever", async () => {
  const [harmedShop, goodShop] = await Promise.all([openShop(), openShop()]);
  const edge = coldEdge();
  await publish(harmedShop.company, 2, { ...blobsOf(harmedShop.company), rules: new Uint8Array(9) });
  expect((await quoteOf(edge, harmedShop.sk)).body.snapshot.state).toBe("degraded");
  expect((await quoteOf(edge, goodShop.sk)).body).toMatchObject({ totals: { to_pay: 1800 } });
});

test("several harmed publications in a row leave the last good one", async () => {
  const { company, sk } = await openShop();
  const edge = coldEdge({ afresh: true });
  await quoteOf(edge, sk);
  for (const sequence of [2, 3, 4]) {
    await publish(
      company,
      sequence,
      { ...blobsOf(company), rules: new Uint8Array(sequence) },
      { stopped: ["x"] },
    );
    const { body } = await quoteOf(edge, sk);
    expect(body).toMatchObject({ totals: { to_pay: 1800 }, snapshot: { sequence: 1, state: "stale" } });
    expect(body.left_out).toEqual([{ promotion: "x", why: "stopped" }]);
  }
});

describe("the pointer", () => {
  test("never goes back", async () => {
    const { company, sk } = await openShop();
    const edge = coldEdge({ afresh: true });
    await publish(company, 7, blobsOf(company, { promotions: twenty }));
    expect((await quoteOf(edge, sk)).body.snapshot.sequence).toBe(7);
    await publish(company, 6, blobsOf(company));
    expect((await quoteOf(edge, sk)).body).toMatchObject({
      totals: { to_pay: 1600 },
      snapshot: { sequence: 7 },
    });
    await publish(company, 8, blobsOf(company));
    expect((await quoteOf(edge, sk)).body).toMatchObject({
      totals: { to_pay: 1800 },
      snapshot: { sequence: 8 },
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ["of a future format", { format: 2 }],
    ["of another company", { company: "other" }],
    ["with an unknown field", { surprise: 1 }],
    [
      "whose shards are no power of two",
      { catalogue: { tree: "a".repeat(64), shards: Array(3).fill("a".repeat(64)) } },
    ],
    ["that names no hash", { rules: "../other/blob" }],
  ])("%s is not followed", async (_, given) => {
    const { company, sk } = await openShop();
    const edge = coldEdge({ afresh: true });
    await quoteOf(edge, sk);
    await publish(company, 2, blobsOf(company, { promotions: twenty }), given);
    expect((await quoteOf(edge, sk)).body).toMatchObject({
      totals: { to_pay: 1800 },
      snapshot: { sequence: 1 },
    });
  });

  test("leaves out what its mask stops and what is exhausted", async () => {
    const { company, sk } = await openShop({ promotions: [promotion(), promotion({ id: "more" })] });
    await publish(company, 2, blobsOf(company), { stopped: ["ten", "gone"], exhausted: ["more", "gone"] });
    const { body } = await quoteOf(coldEdge(), sk);
    expect(body).toMatchObject({ totals: { to_pay: 2000 }, applied: [] });
    expect(body.left_out).toEqual([
      { promotion: "gone", why: "stopped" },
      { promotion: "more", why: "exhausted" },
      { promotion: "ten", why: "stopped" },
    ]);
  });

  test("is read behind the answer when it is not young, and before it when it is old", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    try {
      const { company, sk } = await openShop();
      const edge = coldEdge();
      await quoteOf(edge, sk);
      await publish(company, 2);
      expect((await quoteOf(edge, sk)).body.snapshot).toMatchObject({ sequence: 1, age_s: 0 });
      vi.setSystemTime(Date.now() + LIMITS.pointerSoftMs + 1_000);
      expect((await quoteOf(edge, sk)).body.snapshot).toMatchObject({
        sequence: 1,
        age_s: 11,
        state: "fresh",
      });
      expect((await quoteOf(edge, sk)).body.snapshot).toMatchObject({ sequence: 2, age_s: 0 });
      await publish(company, 3);
      vi.setSystemTime(Date.now() + LIMITS.pointerHardMs + 1);
      expect((await quoteOf(edge, sk)).body.snapshot).toMatchObject({ sequence: 3, age_s: 0 });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("while KV is down", () => {
  test("a warm isolate goes on, says that it is stale, and gives up after a day", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    try {
      const { sk } = await openShop();
      const edge = coldEdge();
      await quoteOf(edge, sk);
      const down = failingKv(() => true);
      expect((await quoteOf(edge, sk, down)).body.snapshot.state).toBe("fresh");
      vi.setSystemTime(Date.now() + LIMITS.pointerHardMs + 1_000);
      const stale = await quoteOf(edge, sk, down);
      expect(stale.body).toMatchObject({
        totals: { to_pay: 1800 },
        snapshot: { state: "stale", age_s: 601 },
      });
      vi.setSystemTime(Date.now() + LIMITS.snapshotStaleMs);
      const cart = teaCart({ lines: [pricedLine] });
      const old = await quoteOf(edge, sk, { ...down, cart });
      expect(old).toMatchObject({
        status: 200,
        body: { totals: { to_pay: 1000 }, snapshot: { state: "degraded" } },
      });
    } finally {
      vi.useRealTimers();
    }
  });

  test("a cold isolate answers full prices without a guess, and reserves nothing", async () => {
    const { sk, pk } = await openShop();
    const down = failingKv(() => true);
    const cart = teaCart({ lines: [pricedLine], codes: ["SPRING"] });
    for (const key of [sk, pk]) {
      const answer = await quoteOf(coldEdge(), key, { ...down, cart });
      expect(answer).toMatchObject({ status: 200, body: { totals: { to_pay: 1000 }, applied: [] } });
      expect(answer.body.snapshot).toEqual({
        sequence: 0,
        rules: "",
        catalogue: "",
        age_s: 0,
        state: "degraded",
      });
      expect(answer.body.codes).toMatchObject([{ code: "SPRING", status: "kept" }]);
    }
    const reserved = await request(coldEdge(), "/v1/reservations", {
      key: sk,
      body: { id: "o1", cart },
      env: down.env,
    });
    expect(reserved).toMatchObject({ status: 503, body: { code: "retry" } });
    expect(reserved.headers.get("retry-after")).toBe("1");
  });

  test("a key that cannot be confirmed learns nothing of the company, whatever else can be read", async () => {
    const { company, sk } = await openShop();
    await putCustomer(company, "c1");
    const down = failingKv((key) => key.startsWith("key/"));
    const cart = teaCart({ lines: [pricedLine], customer: { id: "c1" } });
    const answer = await quoteOf(coldEdge(), sk, { ...down, cart });
    expect(answer.body).toMatchObject({
      estimate: true,
      totals: { to_pay: 1000 },
      snapshot: { sequence: 0 },
    });
    expect(answer.body).not.toHaveProperty("customer_age_s");
    expect(down.reads.map((key) => key.split("/")[0])).toEqual(["key", "pointer"]);
  });

  test("an article whose price nobody sent cannot be priced and says to try again", async () => {
    const { sk } = await openShop();
    const answer = await quoteOf(
      coldEdge(),
      sk,
      failingKv(() => true),
    );
    expect(answer).toMatchObject({ status: 422, body: { code: "sku_unknown" } });
    expect(answer.headers.get("retry-after")).toBe("1");
  });

  test("a customer whose record cannot be read gets no discount that rests on not knowing", async () => {
    const excluded = promotion({
      conditions: { kind: "not", of: { kind: "segment", any_of: ["staff"] } },
    });
    const { company, sk } = await openShop({ promotions: [excluded] });
    await putCustomer(company, "c1", { segments: ["staff"] });
    const down = failingKv((key) => key.startsWith("customer/"));
    const cart = teaCart({ customer: { id: "c1" } });
    const cold = await quoteOf(coldEdge(), sk, { ...down, cart });
    expect(cold.body).toMatchObject({ totals: { to_pay: 2000 }, snapshot: { state: "degraded" } });
    const edge = coldEdge();
    expect((await quoteOf(edge, sk, { cart })).body).toMatchObject({
      customer_age_s: 5,
      totals: { to_pay: 2000 },
    });
    const warm = await quoteOf(edge, sk, { ...down, cart });
    expect(warm.body).toMatchObject({ totals: { to_pay: 2000 }, snapshot: { state: "fresh" } });
    expect((await quoteOf(edge, sk, down)).body.totals.to_pay).toBe(1800);
  });
});

test("a cold quote reads KV twice in a row: key and pointer, then everything else side by side", async () => {
  const company = freshCompany();
  await publish(company, 1);
  const [sk, customer] = await Promise.all([makeKey(company, "sk"), putCustomer(company, "c1")]);
  const { env: counted, reads } = failingKv(() => false);
  const edge = coldEdge();
  const cart = teaCart({ customer: { id: "c1" } });
  await quoteOf(edge, sk, { env: counted, cart });
  expect(reads.slice(0, 2).map((key) => key.split("/")[0])).toEqual(["key", "pointer"]);
  expect(reads.slice(2).map((key) => key.split("/")[0])).toEqual(["blob", "blob", "blob", "customer"]);
  reads.length = 0;
  await quoteOf(edge, sk, { env: counted, cart });
  expect(reads).toEqual([kvKey.customer(company, customer)]);
});
