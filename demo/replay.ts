/**
 * Replays the journey over HTTP, day by day with the clock moved along: every household-day is quoted, reserved and committed, and
 * beside each recorded redemption two planted ones are reserved and given back. Only the household's id, the basket and the codes are sent.
 */
import * as z from "zod";
import { DecisionSchema } from "../shared/model/decision.ts";
import { instantOfLocal } from "../shared/time/offsets.ts";
import { parseLocal, zoneOffsets } from "../shared/time/zone.ts";
import type { BasketLine } from "./basket.ts";
import type { Caller } from "./caller.ts";
import { STORE } from "./company.ts";
import type { HouseholdDay } from "./household-day.ts";
import { COMPANY_ZONE, type Journey } from "./journey.ts";
import type { PlantedRefusal } from "./planted.ts";

const zone = zoneOffsets(COMPANY_ZONE, Date.UTC(2016, 0, 1), Date.UTC(2019, 0, 1));

/** What became of one code of one order. */
export interface CodeOutcome {
  code: string;
  campaign: string;
  /** "accepted", or the first reason of the refusal. */
  outcome: string;
  savedMinor: number;
}

export interface Replayed {
  redemptions: CodeOutcome[];
  /** With the reason that had to come. */
  planted: (CodeOutcome & { expected: string })[];
  /** Orders committed, and calls of the edge. */
  orders: number;
  calls: number;
}

/** Moves the instance's clock, and runs what is due by then. */
export interface Clock {
  moveTo(ms: number): Promise<void>;
}

const Decided = z.looseObject({ decision: DecisionSchema });
const Held = z.looseObject({ handle: z.string(), decision: DecisionSchema });
type Decision = z.infer<typeof DecisionSchema>;

export async function replay(journey: Journey, edge: Caller, clock: Clock): Promise<Replayed> {
  const replayed: Replayed = { redemptions: [], planted: [], orders: 0, calls: 0 };
  const counted: Caller = {
    ask: (...call) => {
      replayed.calls += 1;
      return edge.ask(...call);
    },
    get: (...call) => {
      replayed.calls += 1;
      return edge.get(...call);
    },
  };
  const days = new Set([...journey.householdDays, ...journey.planted].map((event) => event.day));
  const orders = Map.groupBy(journey.householdDays, (order) => order.day);
  const planted = Map.groupBy(journey.planted, (plant) => plant.day);
  for (const day of [...days].sort()) {
    await clock.moveTo(noonOf(day));
    for (const [index, plant] of (planted.get(day) ?? []).entries()) {
      replayed.planted.push(await tryPlanted(counted, plant, `${day}-planted-${index}`));
    }
    for (const order of orders.get(day) ?? []) {
      replayed.redemptions.push(...(await redeem(counted, order)));
      replayed.orders += 1;
    }
  }
  return replayed;
}

/** Quote, reserve what the quote said, reserve again with what the ledger leaves, commit. */
async function redeem(edge: Caller, order: HouseholdDay): Promise<CodeOutcome[]> {
  const id = `${order.day}-${order.household}`;
  const codes = order.redemptions.map((redemption) => redemption.code);
  const cart = cartOf(order.household, order.lines, codes);
  const quote = await edge.get(DecisionSchema, "POST", "/v1/quotes", { cart });
  const held = await reserve(edge, id, cart, quote);
  await edge.get(z.unknown(), "POST", `/v1/reservations/${held.handle}/commit`, {
    order: { external_id: id, placed_at: instantText(order.day), paid_at: instantText(order.day) },
  });
  return order.redemptions.map(({ code, campaign }) => ({
    code,
    campaign,
    ...outcomeOf(held.decision, code),
  }));
}

async function reserve(edge: Caller, id: string, cart: unknown, quote: Decision) {
  const first = await edge.ask("POST", "/v1/reservations", {
    id,
    cart,
    expect: { to_pay: quote.totals.to_pay },
  });
  if (first.status === 201) return Held.parse(first.body);
  if (first.status !== 409)
    throw new Error(`a reservation answered ${first.status}: ${JSON.stringify(first.body)}`);
  // A refused repeat does not refuse the rest: the problem holds the decision without it.
  const { decision } = Decided.parse(first.body);
  return edge.get(Held, "POST", "/v1/reservations", { id, cart, expect: { to_pay: decision.totals.to_pay } });
}

async function tryPlanted(edge: Caller, plant: PlantedRefusal, id: string) {
  const cart = cartOf(plant.household, plant.lines, [plant.code]);
  const held = await edge.get(Held, "POST", "/v1/reservations", { id, cart });
  await edge.get(z.unknown(), "POST", `/v1/reservations/${held.handle}/release`, {});
  const outcome = outcomeOf(held.decision, plant.code);
  return { code: plant.code, campaign: plant.campaign, expected: plant.reason, ...outcome };
}

function outcomeOf(decision: Decision, typed: string): { outcome: string; savedMinor: number } {
  const answer = decision.codes.find(({ code }) => code === typed);
  if (answer?.status !== "applied")
    return { outcome: answer?.reasons[0]?.code ?? "no answer", savedMinor: 0 };
  const applied = decision.applied.find(({ promotion }) => promotion === answer.promotion);
  return { outcome: "accepted", savedMinor: applied?.saved ?? 0 };
}

function cartOf(household: string, lines: readonly BasketLine[], codes: string[]) {
  return {
    currency: "USD",
    tax_mode: "net",
    channel: "pos",
    store: STORE,
    customer: { id: household },
    lines: lines.map((line) => ({
      id: line.id,
      sku: line.sku,
      quantity: line.quantity,
      unit_price: line.unitPriceMinor,
      ...(line.measured === undefined ? {} : { measure: { amount: String(line.measured), unit: "unit" } }),
    })),
    codes,
  };
}

/** Noon of a day where the stores are. */
function noonOf(day: string): number {
  const localMs = parseLocal(`${day}T12:00`);
  if (localMs === null) throw new Error(`\`${day}\` is not a day`);
  return instantOfLocal(zone, localMs, "start");
}

function instantText(day: string): string {
  return new Date(noonOf(day)).toISOString();
}
