/**
 * The demo's reader and the script that computes the figures on its own agree on every coupon, order and campaign of
 * the real data, and on a small company whose figures are worked out by hand. A third computation of the discounts, in
 * exact fractions, stands here.
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type ExpectedOrder, expectedFigures } from "./expected.ts";
import type { HouseholdDay } from "./household-day.ts";
import { type Journey, readJourney } from "./journey.ts";

const DATA = join(import.meta.dirname, "data");
const journey = readJourney(DATA);
const expected = expectedFigures(DATA);

/** An order of the reader, told as the other script tells it. */
function asExpected(order: HouseholdDay): Omit<ExpectedOrder, "discountsMinor"> {
  const codes = (uses: HouseholdDay["redemptions"]) => uses.map(({ code }) => code);
  const { quantityZero, quantityAbove100, productUnknown } = order.leftOut;
  return {
    day: order.day,
    household: order.household,
    lines: order.lines.map((line) => `${line.sku} ${line.quantity} ${line.unitPriceMinor}`),
    codes: codes(order.redemptions),
    repeats: codes(order.redemptions.filter(({ repeat }) => repeat)),
    onReceipt: codes(order.redemptions.filter(({ onReceipt }) => onReceipt)),
    completedFor: order.lines.flatMap(({ addedFor }) => addedFor ?? []),
    receiptLines: order.receiptLines,
    leftOut: quantityZero + quantityAbove100 + productUnknown,
  };
}

/** Rule 8 once more: the share of each unit as an exact fraction, odd cents by comparing cross products. */
function discountsOf({ coupons }: Journey, { lines, redemptions }: HouseholdDay): Map<string, number> {
  const left = lines.flatMap(({ sku, quantity, unitPriceMinor, id }) =>
    Array.from({ length: quantity }, (_, index) => ({
      sku,
      id,
      index,
      price: unitPriceMinor,
      left: BigInt(unitPriceMinor),
    })),
  );
  const discounts = new Map<string, number>();
  for (const { code } of redemptions.filter(({ repeat }) => !repeat)) {
    const coupon = coupons.find((candidate) => candidate.code === code);
    if (coupon === undefined) throw new Error(code);
    const units = left.filter(({ sku }) => coupon.productIds.has(sku));
    const sum = units.reduce((total, unit) => total + unit.left, 0n);
    const value = BigInt(coupon.valueMinor);
    const discount = value < sum ? value : sum;
    discounts.set(code, Number(discount));
    const shares = units.map((unit) => ({ unit, share: sum === 0n ? 0n : (discount * unit.left) / sum }));
    const missing = ({ unit, share }: (typeof shares)[number]) => discount * unit.left - share * sum;
    const odd = discount - shares.reduce((total, { share }) => total + share, 0n);
    const byRemainder = shares.toSorted((a, b) => {
      const remainders = missing(b) - missing(a);
      if (remainders !== 0n) return remainders > 0n ? 1 : -1;
      if (a.unit.sku !== b.unit.sku) return a.unit.sku < b.unit.sku ? -1 : 1;
      if (a.unit.price !== b.unit.price) return a.unit.price - b.unit.price;
      if (a.unit.id !== b.unit.id) return a.unit.id < b.unit.id ? -1 : 1;
      return a.unit.index - b.unit.index;
    });
    for (const { unit, share } of shares) unit.left -= share;
    for (const { unit } of byRemainder.slice(0, Number(odd))) unit.left -= 1n;
  }
  return discounts;
}

function expectAgreement(read: Journey, figures: ReturnType<typeof expectedFigures>): void {
  const values = read.coupons.map(
    (coupon) => [coupon.code, [coupon.valueMinor, coupon.valueSource]] as const,
  );
  expect(new Map<string, unknown>(values)).toEqual(figures.couponValues);
  expect(
    read.householdDays.map((order) => ({ ...asExpected(order), discountsMinor: discountsOf(read, order) })),
  ).toEqual(figures.orders);
  expect(read.campaigns.map(({ id, households }) => [id, households.size]).sort()).toEqual(
    figures.campaigns.map(({ campaign, targeted }) => [campaign, targeted]).sort(),
  );
}

test("the figures are those of the data", () => {
  expect(expected.totals).toMatchObject({
    targeted: 4168,
    recorded: 1232,
    householdDays: 680,
    accepted: 1214,
    repeatsRefused: 18,
    planted: 2464,
    householdDaysWithoutLines: 205,
    onReceipt: 101,
    unitsAdded: 1232 - 101,
    basketsCompleted: 635,
    linesLeftOut: 25,
  });
});

test("both programs agree on every coupon, order and campaign", () => {
  expectAgreement(journey, expected);
});

test("the campaigns' figures add up to the totals", () => {
  for (const field of ["targeted", "recorded", "accepted", "repeatsRefused", "discountMinor"] as const) {
    const sum = expected.campaigns.reduce((total, campaign) => total + campaign[field], 0);
    expect(sum, field).toBe(expected.totals[field]);
  }
  expect(expected.totals.accepted + expected.totals.repeatsRefused).toBe(expected.totals.recorded);
});

test("every redemption is by a targeted household within the campaign, and the accepted take something off", () => {
  const campaigns = new Map(journey.campaigns.map((campaign) => [campaign.id, campaign]));
  for (const { day, household, redemptions } of journey.householdDays) {
    for (const { campaign: id } of redemptions) {
      const campaign = campaigns.get(id);
      expect(campaign?.households.has(household)).toBe(true);
      expect(campaign !== undefined && campaign.startDay <= day && day <= campaign.endDay).toBe(true);
    }
  }
  const discounts = expected.orders.flatMap((order) => [...order.discountsMinor.values()]);
  expect(discounts.length).toBe(1214);
  expect(Math.min(...discounts)).toBeGreaterThan(0);
});

test("each recorded redemption has two planted ones that differ in the reason alone", () => {
  const campaigns = new Map(journey.campaigns.map((campaign) => [campaign.id, campaign]));
  const coupons = new Map(journey.coupons.map((coupon) => [coupon.code, coupon]));
  const strangers = new Set<string>();
  for (const { day, household, campaign: id, code, lines, reason } of journey.planted) {
    const campaign = campaigns.get(id);
    if (campaign === undefined) throw new Error(id);
    expect(campaign.households.has(household)).toBe(reason === "expired");
    expect(day > campaign.endDay).toBe(reason === "expired");
    expect(lines.map(({ quantity }) => quantity)).toEqual([1]);
    expect(
      lines.every(({ sku, unitPriceMinor }) => coupons.get(code)?.productIds.has(sku) && unitPriceMinor > 0),
    ).toBe(true);
    if (reason === "customer_not_eligible") strangers.add(household);
  }
  expect(journey.planted.filter(({ reason }) => reason === "expired").length).toBe(1232);
  expect(journey.planted.length).toBe(2464);
  expect(strangers.size).toBeGreaterThan(400);
  expect(journey.planted.map(({ day }) => day)).toEqual(journey.planted.map(({ day }) => day).sort());
});

test("the company sells every product of a basket, and the data stay small", () => {
  const sold = new Set(journey.products.map(({ id }) => id));
  const baskets = [...journey.householdDays, ...journey.planted].flatMap(({ lines }) => lines);
  expect(baskets.filter(({ sku }) => !sold.has(sku))).toEqual([]);
  const bytes = readdirSync(DATA).reduce((total, name) => total + statSync(join(DATA, name)).size, 0);
  expect(bytes).toBeLessThan(3 * 1024 * 1024);
});

const LINE_HEADER =
  "household_id,product_id,quantity,sales_value,retail_disc,coupon_disc,coupon_match_disc,transaction_timestamp";
const SMALL: Record<string, string> = {
  campaign_descriptions:
    "campaign_id,campaign_type,start_date,end_date\n7,Type A,2017-03-01,2017-03-31\n8,Type B,2017-01-01,2017-01-31",
  campaigns: "campaign_id,household_id\n7,h1\n7,h2\n7,h3\n8,h9",
  coupons: `coupon_upc,product_id,campaign_id
P,A2,7
P,A2,7
Q,A1,7
Q,A3,7
Q,Z,7
R,B1,7
S,A2,7
S,D1,7
T,E1,7
T,E2,7
U,E2,7
W,F1,7
X,G1,7
Y,G1,7
Y,E1,7`,
  coupon_redemptions: `household_id,coupon_upc,campaign_id,redemption_date
h2,S,7,2017-03-02
h2,P,7,2017-03-02
h1,P,7,2017-03-01
h1,Q,7,2017-03-01
h1,R,7,2017-03-01
h2,P,7,2017-03-03
h3,Y,7,2017-03-04
h3,X,7,2017-03-04
h3,W,7,2017-03-04
h3,U,7,2017-03-04
h3,T,7,2017-03-04`,
  products: `product_id,department,brand,product_category,product_type,package_size
A1,GROCERY,National,C,T,
A2,GROCERY,National,C,T,
A3,GROCERY,Private,C,T,12 OZ
B1,GROCERY,National,C,U,
D1,GROCERY,National,C,T,
E1,GROCERY,National,C,V,
E2,GROCERY,National,C,V,
F1,GROCERY,National,,,
F2,GROCERY,National,,,
G1,GROCERY,National,C,V,`,
  transactions_sample: `${LINE_HEADER}
h9,A2,1,1,0,0.5,0.5,2017-02-01T10:00:00-05:00
h9,A3,1,3,0,0,0,2017-02-01T10:00:00-05:00
h1,A1,2,3,1,0,0,2017-03-01T23:59:00-05:00
h1,B1,3,1,0,0,0,2017-03-01T10:00:00-05:00
h1,A2,0,4.440892e-16,0,0.75,0,2017-03-01T10:00:00-05:00
h1,X9,1,5,0,0,0,2017-03-01T10:00:00-05:00
h1,B1,101,5,0,0,0,2017-03-01T10:00:00-05:00
h3,E1,1,1,0,0,0,2017-03-04T10:00:00-05:00
h3,E2,1,1,0,0,0,2017-03-04T10:00:00-05:00
h3,F1,1,5,0,0,0,2017-03-04T10:00:00-05:00
h9,E1,0,0,0,0.75,0,2017-02-01T10:00:00-05:00
h9,F2,0,0,0,0.3,0,2017-02-01T10:00:00-05:00`,
};

const SMALL_ORDERS: HouseholdDay[] = [
  {
    day: "2017-03-01",
    household: "h1",
    redemptions: [
      { code: "7-P", campaign: "7", upc: "P", repeat: false, onReceipt: false },
      { code: "7-Q", campaign: "7", upc: "Q", repeat: false, onReceipt: true },
      { code: "7-R", campaign: "7", upc: "R", repeat: false, onReceipt: true },
    ],
    lines: [
      { id: "receipt-1", sku: "A1", quantity: 2, unitPriceMinor: 200 },
      { id: "receipt-2", sku: "B1", quantity: 1, unitPriceMinor: 100, measured: 3 },
      { id: "added-1", sku: "A2", quantity: 1, unitPriceMinor: 150, addedFor: "7-P" },
    ],
    receiptLines: 5,
    leftOut: { quantityZero: 1, quantityAbove100: 1, productUnknown: 1 },
  },
  {
    day: "2017-03-02",
    household: "h2",
    redemptions: [
      { code: "7-P", campaign: "7", upc: "P", repeat: false, onReceipt: false },
      { code: "7-S", campaign: "7", upc: "S", repeat: false, onReceipt: false },
    ],
    // S is good for A2 as well, so P has no product of its own; D1 is never on a receipt and costs what type T does.
    lines: [
      { id: "added-1", sku: "A2", quantity: 1, unitPriceMinor: 150, addedFor: "7-P" },
      { id: "added-2", sku: "D1", quantity: 1, unitPriceMinor: 200, addedFor: "7-S" },
    ],
    receiptLines: 0,
    leftOut: { quantityZero: 0, quantityAbove100: 0, productUnknown: 0 },
  },
  {
    day: "2017-03-03",
    household: "h2",
    redemptions: [{ code: "7-P", campaign: "7", upc: "P", repeat: true, onReceipt: false }],
    lines: [{ id: "added-1", sku: "A2", quantity: 1, unitPriceMinor: 150, addedFor: "7-P" }],
    receiptLines: 0,
    leftOut: { quantityZero: 0, quantityAbove100: 0, productUnknown: 0 },
  },
  {
    day: "2017-03-04",
    household: "h3",
    redemptions: [
      { code: "7-T", campaign: "7", upc: "T", repeat: false, onReceipt: true },
      { code: "7-U", campaign: "7", upc: "U", repeat: false, onReceipt: true },
      { code: "7-W", campaign: "7", upc: "W", repeat: false, onReceipt: true },
      { code: "7-X", campaign: "7", upc: "X", repeat: false, onReceipt: false },
      { code: "7-Y", campaign: "7", upc: "Y", repeat: false, onReceipt: true },
    ],
    // Y is good for G1 too, and no receipt knows its price: it is added all the same, at what type V costs.
    lines: [
      { id: "receipt-1", sku: "E1", quantity: 1, unitPriceMinor: 100 },
      { id: "receipt-2", sku: "E2", quantity: 1, unitPriceMinor: 100 },
      { id: "receipt-3", sku: "F1", quantity: 1, unitPriceMinor: 500 },
      { id: "added-1", sku: "G1", quantity: 1, unitPriceMinor: 100, addedFor: "7-X" },
    ],
    receiptLines: 3,
    leftOut: { quantityZero: 0, quantityAbove100: 0, productUnknown: 0 },
  },
];

test("a small company comes out as worked out by hand", () => {
  const folder = mkdtempSync(join(tmpdir(), "demo-journey-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(SMALL)) writeFileSync(join(folder, `${name}.csv`), `${text}\n`);
  const small = readJourney(folder);
  const figures = expectedFigures(folder);
  expectAgreement(small, figures);

  // Discounts 0.75 and 1.00 stand on A2: the lower one is the value of P and S, and through type T that of Q.
  expect(small.coupons.map(({ code, valueMinor, valueSource }) => [code, valueMinor, valueSource])).toEqual([
    ["7-P", 75, "recorded"],
    ["7-Q", 75, "product_type"],
    ["7-R", 100, "default"],
    ["7-S", 75, "recorded"],
    ["7-T", 75, "recorded"],
    ["7-U", 75, "product_type"],
    // Another product without a type has a discount of 0.30, which says nothing of this one.
    ["7-W", 100, "default"],
    ["7-X", 75, "product_type"],
    ["7-Y", 75, "recorded"],
  ]);
  expect(small.householdDays).toEqual(SMALL_ORDERS);
  // T takes 38 from E1 and 37 from E2 (a tie, by id), so that U finds 63 of its 75 left on E2.
  const discounts = { "7-T": 75, "7-U": 63, "7-W": 100, "7-X": 75, "7-Y": 75 };
  expect(Object.fromEntries(figures.orders.at(-1)?.discountsMinor ?? [])).toEqual(discounts);
  expect(figures.campaigns).toEqual([
    {
      campaign: "7",
      targeted: 3,
      recorded: 11,
      accepted: 10,
      repeatsRefused: 1,
      discountMinor: 75 + 75 + 100 + 75 + 75 + (75 + 63 + 100 + 75 + 75),
      basketsCompleted: 4,
    },
    {
      campaign: "8",
      targeted: 1,
      recorded: 0,
      accepted: 0,
      repeatsRefused: 0,
      discountMinor: 0,
      basketsCompleted: 0,
    },
  ]);
  expect(small.products.map(({ id, priceMinor }) => [id, priceMinor])).toEqual([
    ["A1", 200],
    ["A2", 150],
    ["A3", 300],
    ["B1", 33],
    ["D1", null],
    ["E1", 100],
    ["E2", 100],
    ["F1", 500],
    ["G1", null],
  ]);
  expect(small.planted.slice(-2).map(({ day, household, reason }) => [day, household, reason])).toEqual([
    ["2017-04-01", "h3", "expired"],
    ["2017-04-01", "h3", "expired"],
  ]);
});
