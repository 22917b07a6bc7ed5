/**
 * What one quote costs: CPU in Node on the pure core, from request bytes to response bytes, part by part, for a 10-line cart with two
 * codes against the demo's snapshot; then requests a second over HTTP beside the health route of the same Worker in the same run.
 * `npm run bench`. Figures are medians of rounds that alternate; they say ratios on this machine, not latencies of production.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { openShop, SAMPLE_CART } from "../demo/shop-seed.ts";
import { startInstance } from "../local/instance.ts";
import { evaluate } from "../shared/evaluate/evaluate.ts";
import { linkPlan } from "../shared/evaluate/plan.ts";
import type { Cart } from "../shared/model/cart.ts";
import type { CartFacts } from "../shared/model/cart-facts.ts";
import type { DecisionResult } from "../shared/model/decision.ts";
import { QuoteRequestSchema } from "../shared/model/reservation.ts";
import { decisionHash } from "../shared/quote/decision-hash.ts";
import { type CartContext, resolveCart } from "../shared/quote/resolve-cart.ts";
import { openRules } from "../shared/snapshot/rules-blob.ts";
import { type DemoSnapshot, demoSnapshot } from "./demo-snapshot.ts";

const ROUNDS = 7;
const ROUND_MS = 300;
/** A day on which the demo's campaigns run. */
const AT_MS = Date.UTC(2017, 5, 1, 16);
const HTTP_ROUND_MS = 3_000;
const HTTP_CALLERS = 16;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** CPU microseconds of this thread that one call takes: the median over rounds of a fixed time, after one to warm up. */
function cpuMicros(run: () => unknown): number {
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const end = performance.now() + ROUND_MS;
    const began = process.threadCpuUsage();
    let calls = 0;
    while (performance.now() < end) {
      run();
      calls += 1;
    }
    const spent = process.threadCpuUsage(began);
    if (round > 0) rounds.push((spent.user + spent.system) / calls);
  }
  return median(rounds);
}

/** A 10-line cart of a household that has coupons, as it is sent, with what the edge would know of the customer. */
function sampleCall({ journey, stores, article }: DemoSnapshot) {
  const day = journey.householdDays.find(
    ({ day: on, redemptions }) => on >= "2017-05-20" && redemptions.length >= 2,
  );
  if (day === undefined) throw new Error("the journey has no day with two coupons");
  const store = stores.store(stores.defaultStore);
  if (store === null) throw new Error("the demo has no store");
  const skus = journey.products.filter(({ priceMinor }) => priceMinor !== null).slice(0, 10);
  const lines = skus.map(({ id }, index) => ({
    id: String(index + 1),
    sku: day.lines[index]?.sku ?? id,
    quantity: 1 + (index % 3),
    unit_price: 199 + index * 25,
  }));
  const body = JSON.stringify({
    cart: {
      currency: "USD",
      tax_mode: "net",
      channel: "pos",
      customer: { id: day.household },
      lines,
      codes: day.redemptions.slice(0, 2).map(({ code }) => code),
    },
  });
  const segments = day.redemptions.map(({ campaign }) => `sent-${campaign}`);
  const record = { version: 1, updated_at_ms: AT_MS, segments, attributes: {}, order_count: 3 };
  const context: CartContext = {
    store,
    atMs: AT_MS,
    catalogue: article,
    withAncestors: (ids) => ids,
    customer: { key: sha256(day.household), signedIn: true, record },
    trust: { facts: true },
    networkCountry: null,
  };
  return { body, context };
}

function measureCore(): void {
  const snapshot = demoSnapshot();
  const { plan, rulesBytes } = snapshot;
  const { body, context } = sampleCall(snapshot);
  const rules = sha256("rules");
  const options = { left_out: [], granted: [], explain: false };
  const parse = () => QuoteRequestSchema.parse(JSON.parse(body)).cart;
  const resolve = (cart: Cart) => {
    const resolved = resolveCart(cart, context);
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
    return resolved.facts;
  };
  const price = (facts: CartFacts) => evaluate(plan, facts, AT_MS, options);
  const answer = (facts: CartFacts, result: DecisionResult) =>
    JSON.stringify({ hash: decisionHash(sha256, { facts, rules, result }), ...result });

  const cart = parse();
  const facts = resolve(cart);
  const result = price(facts);
  console.log(
    `10-line cart, ${cart.codes.length} codes (${result.applied.length} applied), ${plan.promotionCount} promotions, rules blob ${rulesBytes.length} bytes`,
  );
  const whole = () => {
    const known = resolve(parse());
    return answer(known, price(known));
  };
  const parts: [string, () => unknown][] = [
    ["JSON and schema check", parse],
    ["facts", () => resolve(cart)],
    ["decision", () => price(facts)],
    ["hash and JSON", () => answer(facts, result)],
    ["request bytes to response bytes", whole],
    ["open and link the rules blob", () => openAndLink(rulesBytes)],
    ["SHA-256 of the rules blob", () => createHash("sha256").update(rulesBytes).digest("hex")],
  ];
  for (const [name, run] of parts) {
    console.log(`  ${name.padEnd(32)} ${cpuMicros(run).toFixed(1).padStart(8)} µs CPU`);
  }
}

function openAndLink(bytes: Uint8Array): void {
  const opened = openRules(bytes, "grocery");
  if (!opened.ok) throw new Error(opened.why);
  linkPlan(opened.view);
}

/** Requests that a few callers finish within a bounded time. */
async function perSecond(call: () => Promise<Response>): Promise<number> {
  const end = performance.now() + HTTP_ROUND_MS;
  let done = 0;
  const caller = async () => {
    while (performance.now() < end) {
      const response = await call();
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`answered ${response.status}`);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: HTTP_CALLERS }, caller));
  return done / (HTTP_ROUND_MS / 1000);
}

async function measureHttp(): Promise<void> {
  const stateFolder = mkdtempSync(join(tmpdir(), "lidia-bench-"));
  const instance = await startInstance({ port: 0, stateFolder, clock: "system" });
  try {
    const keys = await openShop(instance.url, instance.setupToken, stateFolder);
    if (keys === null) throw new Error("the instance is not empty");
    const headers = { authorization: `Bearer ${keys.publishable}`, "content-type": "application/json" };
    const body = JSON.stringify({ cart: SAMPLE_CART });
    const quote = () => fetch(`${instance.url}/v1/quotes`, { method: "POST", headers, body });
    const health = () => fetch(`${instance.url}/v1/health`);
    const quotes: number[] = [];
    const healths: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      healths.push(await perSecond(health));
      quotes.push(await perSecond(quote));
    }
    const [quoteRate, healthRate] = [median(quotes), median(healths)];
    console.log(
      `over HTTP, ${HTTP_CALLERS} callers: ${quoteRate.toFixed(0)} quotes/s beside ${healthRate.toFixed(0)} health answers/s (ratio ${(quoteRate / healthRate).toFixed(2)})`,
    );
  } finally {
    await instance.stop();
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown CPU"}`);
measureCore();
await measureHttp();
process.exit(0);
