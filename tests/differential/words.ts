/**
 * The few words that random rules and carts are made of: so few that they meet. Among them are texts whose order differs between
 * UTF-16 code units, code points and alphabets.
 */
import type { ZoneFacts } from "../../shared/model/cart-facts.ts";

export const WORDS = {
  sku: ["s1", "s10", "s2", "S1", "\u{1F600}", "～"],
  product: ["p1", "p2", "s1"],
  category: ["c1", "c2", "c3", "c4"],
  brand: ["acme", "Zed"],
  tag: ["new", "sale", "eco"],
  seller: ["us", "them"],
  attributeName: ["color", "size"],
  attributeValue: ["red", "1", 1, 2, 2.5, 10, -1, true, false] as (string | number | boolean)[],
  segment: ["vip", "staff"],
  channel: ["web", "app"],
  store: ["main", "north"],
  group: ["east", "outlet"],
  country: ["DE", "US"],
  region: ["BY", "NY"],
  postcode: ["10115", "10001", "SW1A1AA"],
  postcodePrefix: ["10", "101", "SW1", "9"],
  payment: ["card", "invoice"],
  method: ["std", "express"],
  customerGroup: ["trade", "retail"],
  tier: ["gold", "silver"],
  lifecycle: ["new", "lapsed"],
  subscriptionState: ["active", "paused"],
  plan: ["monthly", "yearly"],
  experiment: ["x1", "x2"],
  variant: ["a", "b"],
  class: ["ship", "sale", "loyal"],
  code: ["A1", "A10", "A2", "ÄTE"],
  lane: ["default", "a", "m", "z"],
  promotion: ["p-1", "p-10", "p-2", "q", "a", "zz", "b_1", "b-1", "c", "d", "e", "f", "g", "h"],
  lineId: ["l1", "l10", "l2", "L1", "x", "y", "z", "\u{1F600}", "～", "10", "9", "é"],
  currency: ["USD", "JPY", "KWD", "EUR"],
} as const;

/** Prices that lie close together: thresholds, ties, halves and thirds are hit. One cart takes its prices from one family. */
export const PRICE_FAMILIES: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5],
  [5, 7, 10, 15, 20],
  [33, 50, 95, 99, 100, 101],
  [100, 200, 300, 300, 400],
  [333, 500, 999, 1000, 1001],
  [999, 1000, 1999, 4999, 5000, 5001],
];
export const SMALL_PRICES = [...new Set(PRICE_FAMILIES.flat())];
/** Around 2^53 / 10^4, where amount × basis points leaves the safe integers, and the greatest amount. */
export const BIG_PRICES = [
  900_719_925_473, 900_719_925_474, 900_719_925_475, 1_000_000_000_000, 333_333_333_333,
];

const at = (text: string) => Date.parse(text);

export const ZONES: ZoneFacts[] = [
  {
    zone: "Europe/Berlin",
    offsets: [
      { from_ms: at("2025-10-26T01:00Z"), offset_min: 60 },
      { from_ms: at("2026-03-29T01:00Z"), offset_min: 120 },
      { from_ms: at("2026-10-25T01:00Z"), offset_min: 60 },
      { from_ms: at("2027-03-28T01:00Z"), offset_min: 120 },
    ],
  },
  {
    zone: "America/New_York",
    offsets: [
      { from_ms: at("2025-11-02T06:00Z"), offset_min: -300 },
      { from_ms: at("2026-03-08T07:00Z"), offset_min: -240 },
      { from_ms: at("2026-11-01T06:00Z"), offset_min: -300 },
    ],
  },
  {
    // Changes by half an hour.
    zone: "Australia/Lord_Howe",
    offsets: [
      { from_ms: at("2025-10-04T15:30Z"), offset_min: 660 },
      { from_ms: at("2026-04-04T15:00Z"), offset_min: 630 },
      { from_ms: at("2026-10-03T15:30Z"), offset_min: 660 },
    ],
  },
  { zone: "Asia/Tokyo", offsets: [{ from_ms: at("2025-01-01T00:00Z"), offset_min: 540 }] },
];

/** Clocks change here; random instants lie near them. */
export const CHANGES = ZONES.flatMap(({ offsets }) => offsets.slice(1).map(({ from_ms }) => from_ms));
/** Here months and years end; days of the month and birthdays are counted across. */
export const TURNS = ["2026-03-01T00:00Z", "2026-05-01T00:00Z", "2027-01-01T00:00Z", "2028-02-29T12:00Z"].map(
  at,
);

/** Minutes east of UTC at an instant. */
export function offsetAt({ offsets }: ZoneFacts, atMs: number): number {
  return (offsets.findLast(({ from_ms }) => from_ms <= atMs) ?? offsets[0])?.offset_min ?? 0;
}

/** What a cart's facts hold of a zone: the offsets that matter within nine days of an instant. */
export function sliceAround(zone: ZoneFacts, atMs: number): ZoneFacts {
  const near = 9 * 86_400_000;
  const offsets = zone.offsets.filter(({ from_ms }, index) => {
    const until = zone.offsets[index + 1]?.from_ms ?? Infinity;
    return (index === 0 || from_ms <= atMs + near) && until > atMs - near;
  });
  return { zone: zone.zone, offsets: offsets.length > 0 ? offsets : zone.offsets.slice(-1) };
}

export function sorted<T extends string>(texts: readonly T[]): T[] {
  return [...texts].sort((a, b) => (a < b ? -1 : 1));
}
