/**
 * What one quote costs in the pure core, from request bytes to response bytes, part by part: against 10,000 promotions of the workload
 * with its 100,000 articles in catalogue shards, and against the demo's snapshot with two typed codes.
 */
import { createHash } from "node:crypto";
import { compileRules } from "../../shared/compile/compile-rules.ts";
import { evaluate } from "../../shared/evaluate/evaluate.ts";
import type { Plan } from "../../shared/evaluate/plan.ts";
import type { Cart } from "../../shared/model/cart.ts";
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { DecisionResult } from "../../shared/model/decision.ts";
import { QuoteRequestSchema } from "../../shared/model/reservation.ts";
import { decisionHash } from "../../shared/quote/decision-hash.ts";
import { resolveCart } from "../../shared/quote/resolve-cart.ts";
import { openShard, shardOf, writeCatalogue } from "../../shared/snapshot/catalogue-blob.ts";
import { openPlan } from "../adapters/compiled.ts";
import { matchesSome } from "../adapters/loop.ts";
import { grouped } from "../report/text.ts";
import type { CartContext } from "../workload/carts.ts";
import { at } from "../workload/chance.ts";
import { catalogueRecord, type Shop } from "../workload/shop.ts";
import { COMPANY, makeWorkload, type WorkloadSpec } from "../workload/workload.ts";
import { cpuMicros } from "./clock.ts";
import type { QuoteParts, QuoteRequest } from "./protocol.ts";

/** One quote: what is sent, and what the edge has at hand. */
export interface SampleQuote {
  readonly what: string;
  readonly body: string;
  readonly context: CartContext;
  readonly plan: Plan;
  readonly atMs: number;
}

const OPTIONS = { left_out: [], granted: [], explain: false } as const;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export async function quoteParts({ spec, rounds, roundMs }: QuoteRequest): Promise<QuoteParts> {
  const sample = spec === null ? await demoSample() : workloadSample(spec);
  const rules = sha256("rules");
  const { plan, atMs } = sample;
  const parse = () => QuoteRequestSchema.parse(JSON.parse(sample.body)).cart;
  const resolve = (cart: Cart) => {
    const resolved = resolveCart(cart, sample.context);
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
    return resolved.facts;
  };
  const price = (facts: CartFacts) => evaluate(plan, facts, atMs, { ...OPTIONS, left_out: [], granted: [] });
  const answer = (facts: CartFacts, result: DecisionResult) =>
    JSON.stringify({ hash: decisionHash(sha256, { facts, rules, result }), ...result });
  const cart = parse();
  const facts = resolve(cart);
  const result = price(facts);
  const whole = () => {
    const known = resolve(parse());
    return answer(known, price(known));
  };
  const runs: [string, () => unknown][] = [
    ["JSON and schema check", parse],
    ["facts", () => resolve(cart)],
    ["decision", () => price(facts)],
    ["hash and JSON", () => answer(facts, result)],
    ["request bytes to response bytes", whole],
  ];
  return {
    what: `${sample.what}, ${result.applied.length} applied`,
    parts: runs.map(([part, run]) => ({ part, micros: cpuMicros(run, rounds, roundMs) })),
  };
}

function workloadSample(spec: WorkloadSpec): SampleQuote {
  const workload = makeWorkload(spec, matchesSome);
  const call = at(workload.calls, 0);
  return {
    what: `${grouped(spec.promotions)} promotions, ${spec.cart.lines} lines`,
    body: JSON.stringify({ cart: call.cart }),
    context: { ...call.context, catalogue: shardedCatalogue(workload.shop) },
    plan: openPlan(compileRules(workload.rules)),
    atMs: call.context.atMs,
  };
}

function shardedCatalogue({ articles }: Shop): CartContext["catalogue"] {
  const { shards } = writeCatalogue({
    company: COMPANY,
    categories: [],
    records: articles.map(catalogueRecord),
  });
  const views = shards.map((bytes) => {
    const opened = openShard(bytes, COMPANY);
    if (!opened.ok) throw new Error(opened.why);
    return opened.view;
  });
  return (sku) => at(views, shardOf(sku, views.length)).record(sku);
}

/** The demo is loaded only when it is asked for: it reads its data from disk. */
async function demoSample(): Promise<SampleQuote> {
  const { demoQuote } = await import("../workload/demo-quote.ts");
  return demoQuote();
}
