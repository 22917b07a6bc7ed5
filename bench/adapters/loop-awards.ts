/**
 * The full decision of the hand-written loop: everything eligible is applied in order, stage by stage, to units and charges; nothing is
 * searched. It follows docs/spec/awards.md under the default policies, for carts in which every line is an article of its own, so that
 * its sums can be compared with ours to the last minor unit.
 */
import type { DraftAward } from "../workload/draft-award.ts";
import type { Decided } from "./engine.ts";
import type { LoopCart } from "./loop-cart.ts";
import { isItem, type Prepared } from "./loop-rules.ts";

type Stage = "items" | "order" | "shipping";
const STAGES: readonly Stage[] = ["items", "order", "shipping"];
const RATE_WHOLE = 10_000;

/** What is left to pay of each unit, or of each charge, and who took what of it. */
interface Pieces {
  readonly left: number[];
  /** As they came. */
  readonly full: readonly number[];
  /** Line of each unit; a charge is its own. */
  readonly lineOf: readonly number[];
  readonly parts: { readonly line: number; readonly promotion: string; readonly amount: number }[];
}

export function loopDecision(eligible: readonly Prepared[], cart: LoopCart): Decided {
  const goods = goodsOf(cart);
  const charges = piecesOf(
    cart.chargesMinor,
    cart.chargesMinor.map((_, index) => index),
  );
  const savedOf = new Map<string, number>();
  for (const stage of STAGES) {
    const pieces = stage === "shipping" ? charges : goods;
    for (const promotion of eligible) {
      for (const award of promotion.rule.awards) {
        if (stageOf(award) !== stage) continue;
        const saved = apply(promotion, award, pieces, cart);
        if (saved > 0) savedOf.set(promotion.rule.id, (savedOf.get(promotion.rule.id) ?? 0) + saved);
      }
    }
  }
  return answer(eligible, cart, goods, charges, savedOf);
}

function goodsOf(cart: LoopCart): Pieces {
  const prices: number[] = [];
  const lineOf: number[] = [];
  for (const [index, line] of cart.lines.entries()) {
    for (let unit = 0; unit < line.quantity; unit += 1) {
      prices.push(line.priceMinor);
      lineOf.push(index);
    }
  }
  return piecesOf(prices, lineOf);
}

function piecesOf(full: readonly number[], lineOf: readonly number[]): Pieces {
  return { left: [...full], full, lineOf, parts: [] };
}

function stageOf(award: DraftAward): Stage {
  if (award.kind === "free_shipping") return "shipping";
  return award.kind === "percent" || award.kind === "amount" ? award.on : "items";
}

function apply(promotion: Prepared, award: DraftAward, pieces: Pieces, cart: LoopCart): number {
  const target = targetOf(promotion, award, pieces, cart);
  const amounts = takenOf(award, target, pieces);
  let saved = 0;
  for (const [index, piece] of target.entries()) {
    const amount = amounts[index] ?? 0;
    if (amount === 0) continue;
    pieces.left[piece] = leftOf(pieces, piece) - amount;
    pieces.parts.push({ line: pieces.lineOf[piece] ?? 0, promotion: promotion.rule.id, amount });
    saved += amount;
  }
  return saved;
}

function targetOf(promotion: Prepared, award: DraftAward, pieces: Pieces, cart: LoopCart): number[] {
  const all = Array.from(pieces.left.keys());
  if (stageOf(award) !== "items") return all;
  const items = cart.lines.map((line) => isItem(promotion, line));
  const target = all.filter((unit) => items[pieces.lineOf[unit] ?? 0] === true);
  return award.kind === "buy_get" ? rewarded(award, target, pieces) : target;
}

/** What an award takes of each piece of its target, in the order of the target. */
function takenOf(award: DraftAward, target: readonly number[], pieces: Pieces): number[] {
  switch (award.kind) {
    case "percent": {
      const taken = shared(target, pieces, award.on === "order", (sum) => rated(sum, award.rateBps));
      return award.capMinor !== undefined && sumOf(taken) > award.capMinor
        ? spread(award.capMinor, taken)
        : taken;
    }
    case "amount":
      if (award.per === "unit") {
        return target.map((piece) => Math.min(award.amountMinor, leftOf(pieces, piece)));
      }
      return shared(target, pieces, award.per !== "line", (sum) => Math.min(award.amountMinor, sum));
    case "fixed_price":
      return target.map((piece) => Math.max(0, leftOf(pieces, piece) - award.priceMinor));
    case "buy_get":
      return shared(target, pieces, false, (sum) => rated(sum, award.rateBps));
    case "tiers": {
      const step = award.steps.findLast(({ fromUnits }) => fromUnits <= target.length);
      return shared(target, pieces, false, (sum) => rated(sum, step?.rateBps ?? 0));
    }
    case "every_full": {
      const spend = sumOf(target.map((piece) => pieces.full[piece] ?? 0));
      const amount = Math.floor(spend / award.everyMinor) * award.amountMinor;
      return shared(target, pieces, true, (sum) => Math.min(amount, sum));
    }
    case "free_shipping":
      return target.map((piece) => leftOf(pieces, piece));
  }
}

/** Of each line the first units, as many as its sets reward; a rest beyond the bought ones is rewarded too. */
function rewarded(
  { buy, get, setsMax = Number.POSITIVE_INFINITY }: Extract<DraftAward, { kind: "buy_get" }>,
  target: readonly number[],
  pieces: Pieces,
): number[] {
  return byLine(target, pieces).flatMap((units) => {
    const full = Math.floor(units.length / (buy + get));
    if (full >= setsMax) return units.slice(0, setsMax * get);
    const rest = units.length - full * (buy + get);
    return units.slice(0, full * get + Math.max(0, rest - buy));
  });
}

function byLine(target: readonly number[], { lineOf }: Pieces): number[][] {
  const lines: number[][] = [];
  let before = -1;
  for (const piece of target) {
    const line = lineOf[piece] ?? 0;
    if (line !== before) lines.push([]);
    lines.at(-1)?.push(piece);
    before = line;
  }
  return lines;
}

/** A discount on the sum of each line, or of all as one, spread over its units. */
function shared(
  target: readonly number[],
  pieces: Pieces,
  asOne: boolean,
  discount: (sum: number) => number,
): number[] {
  const groups = asOne ? [target] : byLine(target, pieces);
  return groups.flatMap((group) => {
    const weights = group.map((piece) => leftOf(pieces, piece));
    return spread(discount(sumOf(weights)), weights);
  });
}

/** By largest remainder; of equal ones the first. */
function spread(total: number, weights: readonly number[]): number[] {
  const sum = sumOf(weights);
  if (total === 0 || sum === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => Math.floor((total * weight) / sum));
  let rest = total - sumOf(shares);
  if (rest === 0) return shares;
  const order = weights.map((weight, index) => ({ index, rest: (total * weight) % sum }));
  order.sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order) {
    if (rest === 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    rest -= 1;
  }
  return shares;
}

/** Rounded half up. */
function rated(sum: number, rateBps: number): number {
  return Math.floor((sum * rateBps + RATE_WHOLE / 2) / RATE_WHOLE);
}

function leftOf({ left }: Pieces, piece: number): number {
  return left[piece] ?? 0;
}

function sumOf(amounts: readonly number[]): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}

/** Lines with who took what, what was applied, and what is to pay. */
function answer(
  eligible: readonly Prepared[],
  cart: LoopCart,
  goods: Pieces,
  charges: Pieces,
  savedOf: ReadonlyMap<string, number>,
): Decided {
  const parts = Map.groupBy(goods.parts, ({ line }) => line);
  const lines = cart.lines.map((line, index) => ({ id: line.id, total: 0, parts: parts.get(index) ?? [] }));
  for (const [unit, line] of goods.lineOf.entries()) {
    const found = lines[line];
    if (found !== undefined) found.total += leftOf(goods, unit);
  }
  const applied = eligible.flatMap(({ rule: { id, label } }) => {
    const saved = savedOf.get(id);
    return saved === undefined ? [] : [{ promotion: id, label, saved }];
  });
  const shipping = sumOf(charges.left);
  const toPay = shipping + sumOf(goods.left);
  return {
    toPay,
    sums: () => ({
      toPay,
      shipping,
      lines: lines.map(({ id, total }) => [id, total] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
      saved: applied.map(({ promotion, saved }) => [promotion, saved] as const),
    }),
  };
}
