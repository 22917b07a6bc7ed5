/**
 * Quotes a second over HTTP beside answers of the health route of the same instance, in turn: their ratio says what pricing adds to the
 * platform, callers and Worker share the machine.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openShop, SAMPLE_CART } from "../../demo/shop-seed.ts";
import { startInstance } from "../../local/instance.ts";
import { median } from "./clock.ts";
import type { HttpRates, HttpRequest } from "./protocol.ts";

const CALLERS = 16;

export async function httpRates({ rounds, roundMs }: HttpRequest): Promise<HttpRates> {
  const stateFolder = mkdtempSync(join(tmpdir(), "lidia-bench-http-"));
  const instance = await startInstance({ port: 0, stateFolder, clock: "system" });
  try {
    const keys = await openShop(instance.url, instance.setupToken, stateFolder);
    if (keys === null) throw new Error("the instance is not empty");
    const headers = { authorization: `Bearer ${keys.publishable}`, "content-type": "application/json" };
    const body = JSON.stringify({ cart: SAMPLE_CART });
    const quote = () => fetch(`${instance.url}/v1/quotes`, { method: "POST", headers, body });
    const health = () => fetch(`${instance.url}/v1/health`);
    const quotes: number[] = [];
    const healths: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      healths.push(await perSecond(health, roundMs));
      quotes.push(await perSecond(quote, roundMs));
    }
    return { callers: CALLERS, quotesPerSecond: median(quotes), healthPerSecond: median(healths) };
  } finally {
    await instance.stop();
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

/** Requests that a few callers finish within a bounded time. */
async function perSecond(call: () => Promise<Response>, roundMs: number): Promise<number> {
  const end = performance.now() + roundMs;
  let done = 0;
  const caller = async () => {
    while (performance.now() < end) {
      const response = await call();
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`answered ${response.status}`);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return done / (roundMs / 1_000);
}
