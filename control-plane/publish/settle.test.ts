/** The publisher's run under faults: whatever breaks off, the edge sees wholly the old or wholly the new, and the next run ends it. */
import { beforeEach, describe, expect, it } from "vitest";
import type { LedgerRpc } from "../../shared/ledger/rpc.ts";
import { kvKey, type Mode } from "../../shared/model/address.ts";
import { type Pointer, PointerSchema } from "../../shared/model/pointer.ts";
import { type Database, openDatabase, runBatch } from "../db/database.ts";
import { latestNumber, publicationByNumber, publicationWish } from "../db/publications.ts";
import { resumeStatements, stopStatements } from "../db/stops.ts";
import { ledgerOf, MODES } from "../ledger.ts";
import { sha256Bytes } from "../secrets.ts";
import { call, env, freshDatabase } from "../testing.ts";
import {
  addPromotion,
  commitOrder,
  done,
  effect,
  launchCampaign,
  openShop,
  pointerOf,
  type Shop,
  TEN_PERCENT,
} from "../testing-shop.ts";
import type { PublisherMemory, PublisherPorts } from "./ports.ts";
import { settle } from "./settle.ts";
import { sweepPublishing } from "./sweep.ts";

const BY = { actor: "key-1", nowMs: Date.UTC(2026, 9, 15, 12) };

/** The steps at which a run may break off; each breaks before its effect or after it. */
const STEPS = ["blob put", "read back", "limits push", "prepared", "pointer put", "live"] as const;
type Step = (typeof STEPS)[number];
type When = "before" | "after";

class Crash extends Error {}

/** A run's ports over the real bindings, with one fault, and a record of every pointer that was put. */
function bench(fault: { step: Step; when: When } | null = null) {
  let memory: PublisherMemory = { sequence: 0, pointer: null, facts: null };
  let armed = fault;
  const puts: Pointer[] = [];
  const at = async <T>(step: Step, effect: () => Promise<T>): Promise<T> => {
    const hit = armed?.step === step ? armed.when : null;
    if (hit !== null) armed = null;
    if (hit === "before") throw new Crash(step);
    const result = await effect();
    if (hit === "after") throw new Crash(step);
    return result;
  };
  const database = faultyDatabase((statements, run) => {
    const marks = (state: string) =>
      statements.some(({ text, params }) => text.includes('update "publications"') && params.includes(state));
    if (marks("live")) return at("live", run);
    return marks("prepared") ? at("prepared", run) : run();
  });
  const kv = {
    put: (key: string, value: string | Uint8Array) =>
      at(key.startsWith("pointer/") ? "pointer put" : "blob put", async () => {
        if (typeof value === "string") puts.push(PointerSchema.parse(JSON.parse(value)));
        await env.KV.put(key, value);
      }),
    get: (key: string, type: "arrayBuffer" | "text") =>
      type === "text" ? env.KV.get(key, type) : at("read back", () => env.KV.get(key, type)),
  };
  const ports: PublisherPorts = {
    db: database,
    kv: kv as unknown as PublisherPorts["kv"],
    ledger: (company, mode) => withSetLimits(ledgerOf(env, company, mode), at),
    clock: { now: () => BY.nowMs },
    memory: {
      read: () => memory,
      write: (next) => {
        memory = next;
      },
    },
    beforePointerPut: async () => {},
  };
  const forget = () => {
    memory = { sequence: 0, pointer: null, facts: null };
  };
  return { ports, puts, forget };
}

function withSetLimits(
  ledger: LedgerRpc,
  at: <T>(step: Step, effect: () => Promise<T>) => Promise<T>,
): LedgerRpc {
  return {
    setLimits: (definition) => at("limits push", () => ledger.setLimits(definition)),
    stop: (promotions: string[], voidHolds: boolean) => ledger.stop(promotions, voidHolds),
    resume: (promotions: string[]) => ledger.resume(promotions),
  } as LedgerRpc;
}

interface Sent {
  text: string;
  params: unknown[];
}

/** D1 whose batches go through a gate that sees their statements. */
function faultyDatabase(gate: <T>(statements: Sent[], run: () => Promise<T>) => Promise<T>): Database {
  const DB = new Proxy(env.DB, {
    get(target, property) {
      if (property === "batch") {
        return (statements: D1PreparedStatement[]) => {
          const sent = statements.map((statement) => {
            const { statement: text, params } = statement as unknown as {
              statement: string;
              params: unknown[];
            };
            return { text, params };
          });
          return gate(sent, () => target.batch(statements));
        };
      }
      const value = Reflect.get(target, property);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return openDatabase({ DB });
}

async function ask(db: Database): Promise<number> {
  const number = (await latestNumber(db, "acme")) + 1;
  const wish = { kind: "publish" as const, target: null, note: "" };
  await runBatch(db, [publicationWish(db, "acme", number, wish, BY)]);
  return number;
}

/** Every blob that the pointer names stands under its hash. */
async function expectWhole(pointer: Pointer): Promise<void> {
  for (const hash of [pointer.rules, pointer.stores, pointer.catalogue.tree, ...pointer.catalogue.shards]) {
    const bytes = await env.KV.get(kvKey.blob("acme", hash), "arrayBuffer");
    expect(bytes && sha256Bytes(new Uint8Array(bytes))).toBe(hash);
  }
}

/** A shop with one live publication, and a second promotion with a limit whose push is due. */
async function shopBeforeSecond(): Promise<{ shop: Shop; first: Pointer; memory: PublisherMemory }> {
  const shop = await openShop();
  await launchCampaign(shop, "spring");
  await addPromotion(shop, "ten", "spring");
  const { ports } = bench();
  await ask(ports.db);
  expect(await settle(ports, "acme", { refresh: false })).toEqual({ open: [] });
  await addPromotion(shop, "more", "spring", { ...TEN_PERCENT, label: "More" });
  await env.DB.prepare("INSERT INTO promotion_limits VALUES ('acme', 'more', 1, ?, NULL, 0, 0, 0)")
    .bind(JSON.stringify([{ id: "all", per: "total", uses_max: 1 }]))
    .run();
  const first = await pointerOf("acme");
  if (first === null) throw new Error("nothing published");
  return { shop, first, memory: ports.memory.read() };
}

beforeEach(freshDatabase);

describe("a crash at any step of publishing", () => {
  const cases = STEPS.flatMap((step) => (["before", "after"] as const).map((when) => ({ step, when })));

  it.each(cases)("leaves wholly old or wholly new: $step, $when its effect", async ({ step, when }) => {
    const { first, memory } = await shopBeforeSecond();
    for (const memoryLost of [false, true]) {
      const { ports, puts, forget } = bench({ step, when });
      ports.memory.write(memory);
      const number = await ask(ports.db);
      const { open } = await settle(ports, "acme", { refresh: false });
      expect(open.join()).toContain(step);
      const pointer = await pointerOf("acme");
      const isNew = pointer?.rules !== first.rules;
      if (pointer !== null) await expectWhole(pointer);
      // Only the pointer's put makes it new.
      if (!memoryLost) expect(isNew).toBe(step === "live" || (step === "pointer put" && when === "after"));
      if (memoryLost) forget();
      expect(await settle(ports, "acme", { refresh: false })).toEqual({ open: [] });
      const row = await publicationByNumber(ports.db, "acme", number);
      const ended = await pointerOf("acme");
      expect(row).toMatchObject({ state: "live", rules: ended?.rules });
      expect(ended?.rules).not.toBe(first.rules);
      expect(await settle(ports, "acme", { refresh: false })).toEqual({ open: [] });
      const sequences = puts.map(({ sequence }) => sequence);
      expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
      expect(sequences[0]).toBeGreaterThan(first.sequence);
      for (const mode of MODES) {
        expect((await ledgerOf(env, "acme", mode).usage("more"))?.revision).toBe(1);
      }
      await env.DB.exec("UPDATE promotion_limits SET live_revision = 0, test_revision = 0");
    }
  });

  it("ends a publication that was asked for and never begun", async () => {
    const { first } = await shopBeforeSecond();
    await ask(openDatabase(env));
    expect((await pointerOf("acme"))?.sequence).toBe(first.sequence);
    await sweepPublishing(env, openDatabase(env));
    expect((await pointerOf("acme"))?.rules).not.toBe(first.rules);
  });
});

describe("a blob that comes back otherwise", () => {
  it("is never acknowledged", async () => {
    const { first } = await shopBeforeSecond();
    const { ports, puts } = bench();
    const honest = ports.kv;
    let corrupt = true;
    const kv = {
      get: honest.get,
      put: (key: string, value: Uint8Array | string) => {
        if (!corrupt || typeof value === "string") return honest.put(key, value);
        const bent = value.slice();
        bent[bent.length - 1] = (bent.at(-1) ?? 0) ^ 1;
        return honest.put(key, bent);
      },
    };
    const bentPorts = { ...ports, kv: kv as unknown as PublisherPorts["kv"] };
    const number = await ask(ports.db);
    const { open } = await settle(bentPorts, "acme", { refresh: false });
    expect(open.join()).toContain("does not come back");
    expect(puts).toEqual([]);
    expect(await pointerOf("acme")).toEqual(first);
    expect((await publicationByNumber(ports.db, "acme", number))?.state).toBe("pending");
    corrupt = false;
    expect(await settle(bentPorts, "acme", { refresh: false })).toEqual({ open: [] });
    expect((await publicationByNumber(ports.db, "acme", number))?.state).toBe("live");
  });
});

describe("a ledger that cannot be reached", () => {
  /** Ports whose test ledger is away. */
  function withoutTest(ports: PublisherPorts): PublisherPorts {
    const away = new Proxy({} as LedgerRpc, {
      get: () => () => Promise.reject(new Error("unreachable")),
    });
    return {
      ...ports,
      ledger: (company: string, mode: Mode) => (mode === "test" ? away : ports.ledger(company, mode)),
    };
  }

  it("keeps a stop pending and tries on, while the other ledger and the mask hold it already", async () => {
    await shopBeforeSecond();
    const { ports } = bench();
    const stop = { cause: "operator" as const, voidHolds: false };
    await runBatch(ports.db, stopStatements(ports.db, "acme", { promotions: ["ten"] }, stop, BY));
    const { open } = await settle(withoutTest(ports), "acme", { refresh: false });
    expect(open).toHaveLength(1);
    expect((await commitOrder("acme", "o1", { effects: [effect("ten", 1)] })).code).toBe("short");
    expect((await pointerOf("acme"))?.stopped).toEqual(["ten"]);
    expect(await settle(ports, "acme", { refresh: false })).toEqual({ open: [] });
    const answer = await commitOrder("acme", "o1", { mode: "test", effects: [effect("ten", 1)] });
    expect(answer.code).toBe("short");
  });

  it("masks a promotion until it is resumed where money is", async () => {
    await shopBeforeSecond();
    const { ports } = bench();
    const stop = { cause: "operator" as const, voidHolds: false };
    await runBatch(ports.db, stopStatements(ports.db, "acme", { promotions: ["ten"] }, stop, BY));
    await settle(ports, "acme", { refresh: false });
    await runBatch(ports.db, resumeStatements(ports.db, "acme", { promotions: ["ten"] }, "operator"));
    const away = new Proxy({} as LedgerRpc, { get: () => () => Promise.reject(new Error("unreachable")) });
    await settle({ ...ports, ledger: () => away }, "acme", { refresh: false });
    expect((await pointerOf("acme"))?.stopped).toEqual(["ten"]);
    await settle(ports, "acme", { refresh: false });
    expect((await pointerOf("acme"))?.stopped).toEqual([]);
  });

  it("leaves a change of limits unacknowledged until it is pushed: 503 first, then the sweep", async () => {
    const { shop } = await shopBeforeSecond();
    const path = "/api/v1/promotions/ten/limits";
    const body = { limits: [{ id: "all", per: "total", uses_max: 5 }] };
    const LEDGER = { idFromName: () => "x", get: () => ({}) } as unknown as DurableObjectNamespace;
    const refused = await call("PUT", path, { key: shop.key, body, bindings: { ...env, LEDGER } });
    expect([refused.status, refused.body.code]).toEqual([503, "retry"]);
    expect(await ledgerOf(env, "acme", "live").usage("ten")).toBe(null);
    await sweepPublishing(env, openDatabase(env));
    for (const mode of MODES) expect((await ledgerOf(env, "acme", mode).usage("ten"))?.revision).toBe(1);
    expect(done(await shop.get(path)).usage.revision).toBe(1);
  });

  it("does not let a publication through whose limits are not pushed", async () => {
    const { first } = await shopBeforeSecond();
    const { ports } = bench();
    const number = await ask(ports.db);
    await settle(withoutTest(ports), "acme", { refresh: false });
    expect((await publicationByNumber(ports.db, "acme", number))?.state).toBe("pending");
    expect((await pointerOf("acme"))?.rules).toBe(first.rules);
  });
});

describe("publications at once", () => {
  it("share pointers, one a second at most", async () => {
    const shop = await openShop();
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    const answers = await Promise.all([1, 2, 3].map(() => shop.post("/api/v1/publications", {})));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await pointerOf("acme"))?.sequence).toBeLessThanOrEqual(2);
    const { items } = done(await shop.get("/api/v1/publications"));
    expect(items.map(({ state }: { state: string }) => state)).toEqual(["live", "superseded", "superseded"]);
  });
});
