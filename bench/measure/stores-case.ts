/**
 * A chain that grew: 5,000 promotions, each bound to some of 2,000 stores, and a cart of 50 lines. CPU of one decision, cart by cart, and
 * the bytes that the rules take.
 */
import { askFresh, Child } from "./children.ts";
import { median, quantile } from "./clock.ts";

export interface StoresResult {
  readonly promotions: number;
  readonly stores: number;
  readonly lines: number;
  readonly rulesBytes: number;
  readonly matchesPerCart: number;
  readonly medianMicros: number;
  readonly p95Micros: number;
  readonly maxMicros: number;
}

const PROMOTIONS = 5_000;
const STORES = 2_000;
const LINES = 50;

export async function measureStores(folder: string, perCartMs: number): Promise<StoresResult> {
  const spec = { series: "stores", promotions: PROMOTIONS, cart: { lines: LINES, segments: 7 } } as const;
  const built = await askFresh({ ask: "build", folder, spec, engines: ["lidia"] });
  const [rules] = built.rules;
  if (rules === undefined || rules.problem !== null) throw new Error(rules?.problem ?? "no rules were made");
  const child = new Child();
  try {
    await child.ask({ ask: "open", engine: "lidia", rulesPath: rules.path, cartsPath: built.cartsPath });
    await child.ask({ ask: "per_cart", leastMs: perCartMs });
    const micros = await child.ask({ ask: "per_cart", leastMs: perCartMs });
    return {
      promotions: PROMOTIONS,
      stores: STORES,
      lines: LINES,
      rulesBytes: rules.bytes,
      matchesPerCart: built.matchesPerCart,
      medianMicros: median(micros),
      p95Micros: quantile(micros, 0.95),
      maxMicros: Math.max(...micros),
    };
  } finally {
    child.stop();
  }
}
