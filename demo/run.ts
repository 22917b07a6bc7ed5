/**
 * `npm run demo`: the main job on real data. Starts an instance of its own, builds a grocery company through the API, publishes, replays
 * every recorded coupon redemption over HTTP, and compares what came out and what the campaign report says with the figures that
 * demo/expected.ts computes from the files alone. Ends non-zero when one differs.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { type Instance, startInstance } from "../local/instance.ts";
import type { Caller } from "./caller.ts";
import { buildCompany } from "./company.ts";
import { expectedFigures } from "./expected.ts";
import { readJourney } from "./journey.ts";
import { replay } from "./replay.ts";
import { differences, figuresOf, tableLines } from "./table.ts";

const DATA = join(import.meta.dirname, "data");
/** Before the first campaign begins. */
const BEGIN_MS = Date.UTC(2016, 10, 1);

const Report = z.looseObject({
  totals: z.array(z.looseObject({ campaign: z.string(), redemptions: z.int(), discount: z.int() })),
});

async function main(): Promise<number> {
  const stateFolder = mkdtempSync(join(tmpdir(), "lidia-demo-"));
  const instance = await startInstance({ port: 0, stateFolder, clock: "settable" });
  try {
    return await runDemo(instance);
  } finally {
    await instance.stop();
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

async function runDemo(instance: Instance): Promise<number> {
  const journey = readJourney(DATA);
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
  await instance.setClock(BEGIN_MS);
  const owner = await buildCompany(instance.url, instance.setupToken, journey);
  console.log(
    `built and published in ${seconds()}: ${journey.products.length} articles, ${journey.campaigns.length} campaigns, ${journey.coupons.length} coupons`,
  );
  const clock = { moveTo: (ms: number) => instance.setClock(ms) };
  const replayed = await replay(journey, owner, clock);
  await instance.tick();
  const reported = await readReport(owner);
  console.log(`replayed in ${seconds()}: ${replayed.orders} orders, ${replayed.calls} calls of the edge\n`);

  const figures = figuresOf(journey, replayed);
  const completed = journey.householdDays.filter(({ lines }) =>
    lines.some(({ addedFor }) => addedFor),
  ).length;
  const leftOut = journey.householdDays.reduce(
    (sum, { leftOut: left }) => sum + left.quantityZero + left.quantityAbove100 + left.productUnknown,
    0,
  );
  console.log(
    `The receipts are a 5 % sample: ${completed} of ${journey.householdDays.length} baskets were completed by us; ${leftOut} lines were left out.`,
  );
  for (const line of tableLines(figures)) console.log(line);
  for (const source of ["recorded", "product_type", "default"] as const) {
    const count = journey.coupons.filter(({ valueSource }) => valueSource === source).length;
    console.log(`coupon values from source ${source}: ${count}`);
  }
  const wrong = differences(figures, expectedFigures(DATA), reported);
  for (const sentence of wrong) console.error(sentence);
  const accepted = figures.reduce((sum, each) => sum + each.accepted, 0);
  const recorded = figures.reduce((sum, each) => sum + each.recorded, 0);
  console.log(
    wrong.length === 0
      ? `\n${recorded} recorded, ${accepted} accepted, ${recorded - accepted} repeats refused, all ${replayed.planted.length} planted refused; the report says the same.`
      : `\n${wrong.length} figures differ from what the files say.`,
  );
  return wrong.length === 0 ? 0 : 1;
}

/** Redemptions and discount cost by the id of the campaign, from the campaign report, year by year. */
async function readReport(
  owner: Caller,
): Promise<Map<string, { redemptions: number; discountMinor: number }>> {
  const reported = new Map<string, { redemptions: number; discountMinor: number }>();
  for (const year of [2016, 2017, 2018]) {
    const path = `/api/v1/reports/campaigns?from=${year}-01-01&to=${year}-12-31`;
    const { totals } = await owner.get(Report, "GET", path);
    for (const row of totals) {
      const sum = reported.get(row.campaign) ?? { redemptions: 0, discountMinor: 0 };
      sum.redemptions += row.redemptions;
      sum.discountMinor += row.discount;
      reported.set(row.campaign, sum);
    }
  }
  return reported;
}

process.exitCode = await main();
