/**
 * A process of the benchmark: it builds a workload, or holds one engine, and answers the parent's requests one after another. A process
 * for each engine keeps heaps, inline caches and garbage apart.
 */
import { EngineAtWork } from "./measure/opened-engine.ts";
import type { Reply, Request } from "./measure/protocol.ts";

let atWork: EngineAtWork | null = null;

function engine(): EngineAtWork {
  if (atWork === null) throw new Error("no engine is open");
  return atWork;
}

async function answer(request: Request): Promise<unknown> {
  switch (request.ask) {
    case "build": {
      const { build } = await import("./measure/build.ts");
      return build(request);
    }
    case "open": {
      const result = await EngineAtWork.open(request);
      atWork = result.atWork;
      return result.opened;
    }
    case "answers":
      return engine().answers(request);
    case "effort":
      return engine().effort(request);
    case "batch":
      return engine().batch(request);
    case "reload":
      return engine().reload(request);
    case "per_cart":
      return engine().perCart(request);
    case "quote": {
      const { quoteParts } = await import("./measure/quote-parts.ts");
      return quoteParts(request);
    }
    case "http": {
      const { httpRates } = await import("./measure/http-rates.ts");
      return httpRates(request);
    }
  }
}

process.on("message", (request: Request) => {
  answer(request).then(
    (value) => process.send?.({ ok: true, answer: value } satisfies Reply),
    (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      process.send?.({ ok: false, why } satisfies Reply);
    },
  );
});
