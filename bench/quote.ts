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
import { QuoteRequestSchema } from "../shared/model/reservation.ts";
import { decisionHash } from "../shared/quote/decision-hash.ts";
import { resolveCart } from "../shared/quote/resolve-cart.ts";
import { openRules } from "../shared/snapshot/rules-blob.ts";
import { demoSnapshot } from "./demo-snapshot.ts";

const ROUNDS = 7;
const CARTS_A_ROUND = 2_000;
const HTTP_ROUND_MS = 3_000;
const HTTP_CALLERS = 16;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** CPU microseconds of this thread that one call takes, as the median over rounds. */
function cpuMicros(run: () => unknown): number {
  for (let index = 0; index < CARTS_A_ROUND; index += 1) run();
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = process.threadCpuUsage();
    for (let index = 0; index < CARTS_A_ROUND; index += 1) run();
    const spent = process.threadCpuUsage(began);
    rounds.push((spent.user + spent.system) / CARTS_A_ROUND);
  }
  return median(rounds);
}

function measureCore(): void {
  const { journey, plan, stores, article, rulesBytes } = demoSnapshot();
  const atMs = Date.UTC(2017, 5, 1, 16);
  const day = journey.householdDays.find(
    ({ day: on, redemptions }) => on >= "2017-05-20" && redemptions.length >= 2,
  );
  const skus = journey.products.filter(({ priceMinor }) => priceMinor !== null).slice(0, 10);
  const body = JSON.stringify({
    cart: {
      currency: "USD",
      tax_mode: "net",
      channel: "pos",
      customer: { id: day?.household ?? "1" },
      lines: skus.map(({ id }, index) => ({
        id: String(index + 1),
        sku: day?.lines[index]?.sku ?? id,
        quantity: 1 + (index % 3),
        unit_price: 199 + index * 25,
      })),
      codes: day?.redemptions.slice(0, 2).map(({ code }) => code) ?? [],
    },
  });
  const store = stores.store(stores.defaultStore);
  if (store === null) throw new Error("the demo has no store");
  const segments = day?.redemptions.map(({ campaign }) => `sent-${campaign}`) ?? [];
  const customer = {
    key: sha256(day?.household ?? "1"),
    signedIn: true,
    record: { version: 1, updated_at_ms: atMs, segments, attributes: {}, order_count: 3 },
  };
  const parse = () => QuoteRequestSchema.parse(JSON.parse(body)).cart;
  const context = {
    store,
    atMs,
    catalogue: article,
    withAncestors: (ids: string[]) => ids,
    customer,
    trust: { facts: true },
    networkCountry: null,
  };
  const cart = parse();
  const resolve = () => {
    const resolved = resolveCart(cart, context);
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
    return resolved.facts;
  };
  const facts = resolve();
  const price = () => evaluate(plan, facts, atMs, { left_out: [], granted: [], explain: false });
  const result = price();
  const rules = sha256("rules");
  const answer = () => JSON.stringify({ hash: decisionHash(sha256, { facts, rules, result }), ...result });
  const whole = () => {
    const resolved = resolveCart(parse(), context);
    if (!resolved.ok) throw new Error("the cart does not resolve");
    const decided = evaluate(plan, resolved.facts, atMs, { left_out: [], granted: [], explain: false });
    const hash = decisionHash(sha256, { facts: resolved.facts, rules, result: decided });
    return JSON.stringify({ hash, ...decided });
  };
  console.log(
    `10-line cart, ${cart.codes.length} codes (${result.applied.length} applied), ${plan.promotionCount} promotions, rules blob ${rulesBytes.length} bytes`,
  );
  const rows: [string, () => unknown][] = [
    ["JSON and schema check", parse],
    ["facts", resolve],
    ["decision", price],
    ["hash and JSON", answer],
    ["request bytes to response bytes", whole],
  ];
  for (const [name, run] of rows)
    console.log(`  ${name.padEnd(32)} ${cpuMicros(run).toFixed(1).padStart(8)} µs CPU`);
  const load = cpuMillis(() => {
    const view = openRules(rulesBytes, "grocery");
    if (view.ok) linkPlan(view.view);
  });
  const check = cpuMillis(() => createHash("sha256").update(rulesBytes).digest("hex"));
  console.log(
    `  ${"open and link the rules blob".padEnd(32)} ${load.toFixed(3).padStart(8)} ms CPU (its SHA-256 ${check.toFixed(2)} ms)`,
  );
}

function cpuMillis(run: () => unknown): number {
  const rounds: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    const began = process.threadCpuUsage();
    run();
    const spent = process.threadCpuUsage(began);
    rounds.push((spent.user + spent.system) / 1000);
  }
  return median(rounds);
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
