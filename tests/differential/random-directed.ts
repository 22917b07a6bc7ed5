/**
 * Sets made on purpose for what a free candidate is (SEL-19 to SEL-21). Random sets hardly ever hold the chains that its clauses are about:
 * one promotion acts on an article; one carries from it to another by a spread, a cap, a pick or a grant; one reads there; some come later.
 */
import type { CartFacts, LineFacts } from "../../shared/model/cart-facts.ts";
import { DEFAULT_POLICIES } from "../../shared/model/policies.ts";
import type { Lane, RulePromotion } from "../../shared/rules/rule-set.ts";
import { Chance } from "./chance.ts";
import type { PricingCase } from "./random-case.ts";
import { type Casting, carrier, mover, type Role, reader } from "./random-roles.ts";
import { sliceAround, WORDS, ZONES } from "./words.ts";

const AT_MS = Date.parse("2026-07-01T12:00Z");

export function directedCase(seed: number): PricingCase {
  const chance = new Chance(seed);
  const casting = { chance, facts: cartOfArticles(chance) };
  const roles = [
    ...chance.many(chance.one([1, 1, 2]), () => mover(casting)),
    ...chance.many(chance.one([0, 1, 1, 2]), () => carrier(casting)),
    ...chance.many(chance.one([1, 1, 2]), () => reader(casting)),
    ...chance.many(chance.one([0, 0, 1]), () => mover(casting)),
  ];
  return caseOf(casting, chance.once(4) ? chance.shuffled(roles) : roles);
}

/** So many candidates of one lane, all of which may be searched. */
export function crowdedCase(seed: number, candidates: number): PricingCase {
  const chance = new Chance(seed);
  const casting = { chance, facts: cartOfArticles(chance) };
  const roles = chance.many(candidates, () => chance.one([mover, mover, carrier, reader])(casting));
  const crowded = caseOf(casting, roles);
  const [lane] = crowded.rules.lanes.slice(-1);
  const promotions = crowded.rules.promotions.map((promotion, index) => ({
    ...promotion,
    lane: lane?.id ?? promotion.lane,
    class: `k${index % 4}`,
    ...(chance.once(2) ? { combines_with: chance.some(["k0", "k1", "k2", "k3"], 1, 4) } : {}),
  }));
  const lanes: Lane[] = crowded.rules.lanes.map((each) => ({ ...each, mode: "best_combination" }));
  return { ...crowded, rules: { ...crowded.rules, lanes, promotions } };
}

function caseOf({ chance, facts }: Casting, roles: Role[]): PricingCase {
  const ids = chance.some(WORDS.promotion, roles.length, roles.length);
  const earlier = chance.once(3) ? chance.one(["all", "first", "best_combination"] as const) : null;
  const lanes: Lane[] = [
    ...(earlier === null ? [] : [{ id: "early", mode: earlier }]),
    { id: "default", mode: "best_combination" },
  ];
  const promotions = roles.map(
    ({ granted: _, ...role }, index): RulePromotion => ({
      id: ids[index] ?? "",
      version: 1,
      campaign: null,
      label: "directed",
      lane: earlier !== null && chance.once(3) ? "early" : "default",
      // The order of the roles is mostly the order of application.
      priority: chance.once(4) ? 0 : -index,
      schedules: [],
      conditions: { kind: "all", of: [] },
      ...role,
    }),
  );
  const caps = chance.once(6)
    ? { caps: chance.one([{ order: { EUR: 1500 } }, { order_bps: 3000 }, { line_bps: 4000 }]) }
    : {};
  return {
    rules: {
      company: "acme",
      policies: {
        ...DEFAULT_POLICIES,
        ...(chance.once(6) ? { excess: "refuse" as const } : {}),
        ...(chance.once(3) ? { at_most_picks: "cheapest" as const } : {}),
      },
      lanes,
      promotions,
      codes: [],
      ...caps,
      zones: ZONES,
    },
    facts,
    atMs: AT_MS,
    options: {
      left_out: [],
      granted: roles
        .flatMap(({ granted }, index) =>
          granted === undefined ? [] : [{ promotion: ids[index] ?? "", amount: granted }],
        )
        .sort((a, b) => (a.promotion < b.promotion ? -1 : 1)),
      explain: { promotions: ids },
    },
  };
}

function cartOfArticles(chance: Chance): CartFacts {
  const [zone] = ZONES;
  if (zone === undefined) throw new Error("no zone");
  return {
    currency: "EUR",
    tax_mode: "gross",
    channel: "web",
    store: "main",
    store_groups: [],
    zone: sliceAround(zone, AT_MS),
    country: null,
    region: null,
    postcode: null,
    payment_method: null,
    customer: { key: null, signed_in: false, segments: [], attributes: {}, order_count: null },
    lines: ["a", "b", "c"].map((id) => article(chance, id)),
    shipping: chance.once(2) ? [{ id: "ship", method: "std", amount: chance.one([500, 3000]) }] : [],
    codes: [],
    declined_gifts: [],
    metadata: {},
    variants: {},
    offers: [],
  };
}

function article(chance: Chance, id: string): LineFacts {
  const price = chance.one([500, 800, 1000, 1000, 1500, 5000]);
  const quantity = chance.one([1, 1, 1, 2]);
  const floor = chance.once(5) ? { floor: Math.floor(price * chance.one([0.5, 0.9])) } : {};
  return { id, sku: id, product: id, quantity, list: price, catalog: price, discountable: true, ...floor };
}
