/**
 * What a hint asks to be added, as lines: copies of lines of the cart that match its tree, and lines that are invented until one matches
 * (HNT-7).
 */
import type { Candidate } from "../../shared/evaluate/hint-candidates.ts";
import type { CartFacts, LineFacts } from "../../shared/model/cart-facts.ts";
import { type Chance, defined } from "../differential/chance.ts";
import type { PricingCase } from "../differential/random-case.ts";
import { randomAttributes } from "../differential/random-customer.ts";
import { SMALL_PRICES, sorted, WORDS } from "../differential/words.ts";
import { HintScene } from "./hint-scene.ts";

const INVENTED = 80;
const UNITS_MOST = 100_000;
const AMOUNT_MOST = 1_000_000_000_000;

export function withLines(facts: CartFacts, lines: readonly LineFacts[]): CartFacts {
  return { ...facts, lines: [...facts.lines, ...lines].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** Alternatives that match; of each all lines are added together. */
export function additionsFor(
  scene: HintScene,
  priced: PricingCase,
  candidate: Candidate,
  chance: Chance,
): LineFacts[][] {
  const { lack, kind } = candidate;
  if (lack === null || (kind !== "amount" && kind !== "units")) return [];
  const { plan } = scene.inputs;
  const matching = (from: HintScene, lines: readonly LineFacts[]) =>
    lines.filter((line) => from.matches(line, lack.items));
  const own = matching(scene, priced.facts.lines);
  const inventing = Array.from({ length: INVENTED }, (_, index) => inventedLine(chance, `+${index}`));
  const invented = matching(new HintScene(plan, { ...priced.facts, lines: inventing }, priced), inventing);
  const named = scene.whatLacks(candidate);
  const missing = lack.need - lack.have;
  const some = [...own.slice(0, 3), ...invented.slice(0, 2)];
  const alternatives = (): LineFacts[][] => {
    if (named === "distinct") return differing(priced, [...own, ...invented], missing);
    if (kind === "units") return some.map((line) => [copy(line, { quantity: missing })]);
    const amount = named === "largest_line" ? lack.need : missing;
    const atPrice = amount > AMOUNT_MOST ? [] : some.map((line) => [copy(line, priceOf(amount))]);
    return [...atPrice, ...own.flatMap((line) => asMany(scene, line, missing))];
  };
  return alternatives().filter((lines) => {
    const after = new HintScene(plan, withLines(priced.facts, lines), priced);
    return lines.every((line) => after.matches(line, lack.items));
  });
}

function priceOf(amount: number): Partial<LineFacts> {
  return { quantity: 1, catalog: amount, list: amount, sent_price: true };
}

/** Of equal content, so that it is more of the same. */
function asMany(scene: HintScene, line: LineFacts, missing: number): LineFacts[][] {
  const price = Math.min(scene.runOf(line)?.catalog ?? 0, line.list);
  const quantity = Math.ceil(missing / price);
  return price > 0 && quantity <= UNITS_MOST ? [[{ ...line, id: "+", quantity }]] : [];
}

/** So many articles that differ from one another and from those of the cart. */
function differing(priced: PricingCase, lines: readonly LineFacts[], count: number): LineFacts[][] {
  const seen = new Set(priced.facts.lines.flatMap(({ sku, product }) => [`s ${sku}`, `p ${product}`]));
  const chosen: LineFacts[] = [];
  for (const line of lines) {
    const names = [`s ${line.sku}`, `p ${line.product}`];
    if (chosen.length === count || names.some((name) => seen.has(name))) continue;
    for (const name of names) seen.add(name);
    chosen.push(copy(line, { id: `+${chosen.length}` }));
  }
  return chosen.length === count ? [chosen] : [];
}

function copy({ measure: _, ...line }: LineFacts, of: Partial<LineFacts>): LineFacts {
  return { ...line, id: "+", ...of };
}

function inventedLine(chance: Chance, id: string): LineFacts {
  const price = Math.max(1, chance.one(SMALL_PRICES));
  const sku = chance.once(2) ? chance.one(WORDS.sku) : `new ${id}`;
  return defined({
    id,
    sku,
    product: chance.once(2) ? chance.one(WORDS.product) : sku,
    quantity: 1,
    list: price + chance.one([0, 0, 1]),
    catalog: price,
    sent_price: true as const,
    discountable: true,
    categories: sorted(chance.some(WORDS.category, 0, 4)),
    brand: chance.one([null, ...WORDS.brand]),
    tags: sorted(chance.some(WORDS.tag, 0, 3)),
    attributes: randomAttributes(chance),
    metadata: randomAttributes(chance),
    seller: chance.one([undefined, ...WORDS.seller]),
    stock: chance.whole(0, 3),
  });
}
