/** What a push of limits makes of a ledger that already holds a later revision. */
import { beforeEach, expect, it } from "vitest";
import { openDatabase } from "../db/database.ts";
import { limitsOf } from "../db/limit-settings.ts";
import { ledgerOf } from "../ledger.ts";
import { env, freshDatabase } from "../testing.ts";
import { addPromotion, done, launchCampaign, openShop, type Shop } from "../testing-shop.ts";
import { pushLimits } from "./push-limits.ts";

let shop: Shop;

beforeEach(async () => {
  await freshDatabase();
  shop = await openShop();
  await launchCampaign(shop, "spring");
  await addPromotion(shop, "ten", "spring");
});

const limits = (uses_max: number) => ({
  limits: [{ id: "all", per: "total" as const, uses_max }],
  budget: null,
});
const set = (uses: number) => shop.put("/api/v1/promotions/ten/limits", limits(uses));

it("a ledger ahead of the database is no acknowledgement: the call says retry", async () => {
  await ledgerOf(env, "acme", "live").setLimits({ promotion: "ten", revision: 9, ...limits(1_000) });
  expect(await set(1)).toMatchObject({ status: 503, body: { code: "retry" } });
});

it("a push that a later setting of ours overtook has nothing left to do", async () => {
  done(await set(5));
  const db = openDatabase(env);
  const overtaken = await limitsOf(db, "acme", "ten");
  if (overtaken === null) throw new Error("no limits");
  done(await set(3));
  const ports = { db, ledger: (company: string, mode: "live" | "test") => ledgerOf(env, company, mode) };
  await pushLimits(ports, { ...overtaken, liveRevision: 0, testRevision: 0 });
  const current = await limitsOf(db, "acme", "ten");
  expect([current?.revision, current?.liveRevision, current?.testRevision]).toEqual([2, 2, 2]);
  expect((await ledgerOf(env, "acme", "live").usage("ten"))?.revision).toBe(2);
});
