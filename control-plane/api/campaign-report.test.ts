/** The campaign report on a hand-made ledger; each figure was worked out by hand. */
import { beforeEach, describe, expect, it } from "vitest";
import { pullEntries } from "../ingest/mirror.ts";
import { mirrorPorts } from "../ingest/sweep.ts";
import { clock, env, freshDatabase } from "../testing.ts";
import { commitOrder, done, effect, launchCampaign, openShop, type Shop } from "../testing-shop.ts";

let shop: Shop;

beforeEach(async () => {
  await freshDatabase();
  shop = await openShop();
  await launchCampaign(shop, "spring");
  await launchCampaign(shop, "autumn");
});

const autumn = (promotion: string, amount: number) => effect(promotion, amount, { campaign: "autumn" });

async function fill(): Promise<void> {
  const orders = [
    // Two promotions of one campaign: one order, two redemptions.
    { id: "o1", effects: [effect("ten", 500), effect("more", 200)], placedAt: "2026-10-15T10:00:00Z" },
    // Two campaigns: the order counts in each.
    { id: "o2", effects: [effect("ten", 300), autumn("leaf", 100)], placedAt: "2026-10-15T20:00:00Z" },
    // 22:30 UTC is the next day in Zurich.
    { id: "o3", effects: [effect("ten", 1_000)], placedAt: "2026-10-15T22:30:00Z" },
    { id: "o4", effects: [effect("ten", 400)], placedAt: "2026-10-15T11:00:00Z", currency: "EUR" },
    { id: "o5", effects: [], placedAt: "2026-10-15T12:00:00Z" },
    { id: "o6", effects: [effect("ten", 900)], placedAt: "2026-10-15T12:00:00Z", mode: "test" as const },
  ];
  for (const { id, ...given } of orders) {
    expect((await commitOrder("acme", id, given)).code).toBe("committed");
  }
  for (const mode of ["live", "test"] as const) await pullEntries(mirrorPorts(env, { clock }), "acme", mode);
}

const PATH = "/api/v1/reports/campaigns?from=2026-10-15&to=2026-10-16";
const sums = (redemptions: number, orders: number, discount: number, revenue: number) => ({
  ...{ redemptions, orders, discount, revenue },
});

describe("the campaign report", () => {
  it("counts trade by campaign, local day and currency, and adds no two currencies", async () => {
    await fill();
    const report = done(await shop.get(PATH));
    const spring = { campaign: "spring", name: "spring" };
    const leaf = { campaign: "autumn", name: "autumn" };
    expect(report.days.items).toEqual([
      { ...leaf, day: "2026-10-15", currency: "CHF", ...sums(1, 1, 100, 4_600) },
      { ...spring, day: "2026-10-15", currency: "CHF", ...sums(3, 2, 1_000, 8_900) },
      { ...spring, day: "2026-10-15", currency: "EUR", ...sums(1, 1, 400, 4_600) },
      { ...spring, day: "2026-10-16", currency: "CHF", ...sums(1, 1, 1_000, 4_000) },
    ]);
    expect(report.totals).toEqual([
      { ...leaf, currency: "CHF", ...sums(1, 1, 100, 4_600) },
      { ...spring, currency: "CHF", ...sums(4, 3, 2_000, 12_900) },
      { ...spring, currency: "EUR", ...sums(1, 1, 400, 4_600) },
    ]);
    expect(report).toMatchObject({ zone: "Europe/Zurich", orders: { committed: 5, external: 0 } });
    expect(report.mirrored.entries).toBeGreaterThanOrEqual(5);
  });

  it("pages through days, and looks at one campaign or span alone", async () => {
    await fill();
    const first = done(await shop.get(`${PATH}&limit=3`));
    expect(first.days.items).toHaveLength(3);
    const cursor = encodeURIComponent(first.days.next_cursor);
    const rest = done(await shop.get(`${PATH}&limit=3&cursor=${cursor}`));
    expect(rest.days.items.map(({ day }: { day: string }) => day)).toEqual(["2026-10-16"]);
    expect(rest.days.next_cursor).toBe(null);
    const one = done(await shop.get(`${PATH}&campaign=autumn`));
    expect(one.totals).toHaveLength(1);
    const day = done(await shop.get("/api/v1/reports/campaigns?from=2026-10-16&to=2026-10-16"));
    expect(day.totals).toMatchObject([{ campaign: "spring", discount: 1_000 }]);
  });

  it.each([
    ["from=2026-10-16&to=2026-10-15", "query.to"],
    ["from=2026-02-30&to=2026-03-01", "query.from"],
    ["from=2025-01-01&to=2026-10-15", "query.to"],
    ["from=2026-10-15", "query.to"],
  ])("refuses %s", async (query, path) => {
    const answer = await shop.get(`/api/v1/reports/campaigns?${query}`);
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
  });
});
