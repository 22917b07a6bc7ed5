/** The mirror against the real ledger object: no gap, no double, documents first, and reports that add up. */
import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { archiveKey, objectName } from "../../shared/model/address.ts";
import { openDatabase } from "../db/database.ts";
import { positionOf, storedEntries } from "../db/mirror.ts";
import { ledgerOf } from "../ledger.ts";
import { clock, env, freshDatabase } from "../testing.ts";
import { addPromotion, commitOrder, done, effect, launchCampaign, openShop } from "../testing-shop.ts";
import { type MirrorPorts, pullEntries } from "./mirror.ts";
import { reconcile } from "./reconcile.ts";
import { mirrorPorts, pullNudged, sweepMirror } from "./sweep.ts";

const LIVE = objectName.ledger("acme", "live");

function ports(): MirrorPorts {
  return mirrorPorts(env, { clock });
}

async function rows(table: string): Promise<number> {
  const row = await env.DB.prepare(`SELECT COUNT(*) AS rows FROM ${table}`).first<{ rows: number }>();
  return row?.rows ?? -1;
}

async function high(): Promise<number> {
  return (await ledgerOf(env, "acme", "live").entriesAfter(0, 1, 0)).high;
}

/** Orders `o{from}` up to before `to`, each with a redemption of 5.00. */
async function commitOrders(from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    expect((await commitOrder("acme", `o${n}`, { effects: [effect("ten", 500)] })).code).toBe("committed");
  }
}

beforeEach(async () => {
  await freshDatabase();
  await openShop();
});

describe("the mirror", () => {
  it("stores every entry once, under repeated and interleaved pulls while orders come in", async () => {
    await commitOrders(0, 10);
    await Promise.all([
      pullEntries(ports(), "acme", "live"),
      commitOrders(10, 20),
      pullEntries(ports(), "acme", "live"),
      pullEntries(ports(), "acme", "live"),
    ]);
    await pullEntries(ports(), "acme", "live");
    const reached = await pullEntries(ports(), "acme", "live");
    const db = openDatabase(env);
    expect(reached).toEqual({ seq: await high(), high: await high() });
    expect(await storedEntries(db, LIVE)).toEqual({ entries: reached.high, greatest: reached.high });
    expect([await rows("committed_orders"), await rows("redemptions"), await rows("orders")]).toEqual([
      20, 20, 20,
    ]);
    expect((await reconcile(db, ledgerOf(env, "acme", "live"), "acme", "live")).differences).toEqual([]);
  });

  it("is not set back by a puller that was overtaken between its read and its write", async () => {
    await commitOrders(0, 3);
    const positions: (number | undefined)[] = [];
    const db = openDatabase(env);
    const watched = openDatabase({
      DB: new Proxy(env.DB, {
        get(target, property) {
          const value = Reflect.get(target, property);
          if (property !== "batch") return typeof value === "function" ? value.bind(target) : value;
          return async (statements: D1PreparedStatement[]) => {
            try {
              return await target.batch(statements);
            } finally {
              positions.push((await positionOf(db, LIVE))?.seq);
            }
          };
        },
      }),
    });
    const gate = Promise.withResolvers<void>();
    let asked = 0;
    const slow: MirrorPorts = {
      ...ports(),
      db: watched,
      ledger: (company, mode) => {
        const ledger = ledgerOf(env, company, mode);
        return {
          document: (handle: string) => ledger.document(handle),
          entriesAfter: async (seq: number, limit: number, confirmed: number) => {
            const answer = await ledger.entriesAfter(seq, limit, confirmed);
            asked += 1;
            if (asked === 1) await gate.promise;
            return answer;
          },
        };
      },
    };
    const overtaken = pullEntries(slow, "acme", "live");
    await vi.waitUntil(() => asked === 1);
    await commitOrders(3, 6);
    const reached = await pullEntries(ports(), "acme", "live");
    gate.resolve();
    expect((await overtaken).seq).toBe(reached.seq);
    expect(new Set(positions)).toEqual(new Set([reached.seq]));
    expect(await storedEntries(db, LIVE)).toEqual({ entries: reached.high, greatest: reached.high });
  });

  it("never stores past a gap in what the object answers", async () => {
    await commitOrders(0, 3);
    const holed: MirrorPorts = {
      ...ports(),
      ledger: (company, mode) => {
        const ledger = ledgerOf(env, company, mode);
        return {
          document: (handle: string) => ledger.document(handle),
          entriesAfter: async (seq: number, limit: number, confirmed: number) => {
            const answer = await ledger.entriesAfter(seq, limit, confirmed);
            return { ...answer, entries: answer.entries.toSpliced(1, 1) };
          },
        };
      },
    };
    await expect(pullEntries(holed, "acme", "live")).rejects.toThrow("answered");
    expect([await rows("ledger_entries"), await rows("redemptions")]).toEqual([0, 0]);
  });

  it("writes cart and decision to the archive before it moves on, and confirms only what it stored", async () => {
    await commitOrders(0, 2);
    const confirmed: number[] = [];
    let full = true;
    const archive = {
      head: (key: string) => env.ARCHIVE.head(key),
      put: (key: string, value: Uint8Array) =>
        full ? Promise.reject(new Error("archive is away")) : env.ARCHIVE.put(key, value),
    };
    const spied: MirrorPorts = {
      ...ports(),
      archive: archive as unknown as MirrorPorts["archive"],
      ledger: (company, mode) => {
        const ledger = ledgerOf(env, company, mode);
        return {
          document: (handle: string) => ledger.document(handle),
          entriesAfter: (seq: number, limit: number, up: number) => {
            confirmed.push(up);
            return ledger.entriesAfter(seq, limit, up);
          },
        };
      },
    };
    await expect(pullEntries(spied, "acme", "live")).rejects.toThrow("archive is away");
    expect(await positionOf(openDatabase(env), LIVE)).toBe(null);
    full = false;
    await pullEntries(spied, "acme", "live");
    const document = await env.ARCHIVE.get(archiveKey.decision("acme", "live", "decision-of-o1"));
    expect(await document?.text()).toBe("document of o1");
    await pullEntries(spied, "acme", "live");
    expect(confirmed).toEqual([0, 0, await high()]);
    expect(await ledgerOf(env, "acme", "live").document("handle-of-o1")).toBe(null);
    const order = await env.DB.prepare("SELECT archived FROM committed_orders LIMIT 1").first();
    expect(order).toEqual({ archived: 1 });
  });

  it("pulls an object once for many nudges, and drops what is none", async () => {
    await commitOrders(0, 2);
    const nudge = (id: string, body: unknown) => ({ id, timestamp: new Date(0), attempts: 1, body });
    const batch = createMessageBatch("lidia-mirror-nudges", [
      nudge("1", { company: "acme", mode: "live" }),
      nudge("2", { company: "acme", mode: "live" }),
      nudge("3", "nonsense"),
    ]);
    await pullNudged(batch, ports());
    const result = await getQueueResult(batch, createExecutionContext());
    expect(result.explicitAcks.toSorted()).toEqual(["1", "2", "3"]);
    expect(await rows("redemptions")).toBe(2);
  });

  it("is brought up to date by the sweep, for live and test, and keeps both apart", async () => {
    await commitOrders(0, 1);
    await commitOrder("acme", "o0", { mode: "test", effects: [effect("ten", 100)] });
    await sweepMirror(ports());
    expect(await rows("committed_orders")).toBe(2);
    const { results } = await env.DB.prepare("SELECT mode, amount FROM redemptions ORDER BY mode").all();
    expect(results).toEqual([
      { mode: "live", amount: 500 },
      { mode: "test", amount: 100 },
    ]);
  });

  it("says what is missing when every redemption of a promotion is gone", async () => {
    const shop = await openShop("other");
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    const limits = [{ id: "all", per: "total", uses_max: 9 }];
    done(await shop.put("/api/v1/promotions/ten/limits", { limits }));
    await commitOrder("other", "o1", { effects: [effect("ten", 500)] });
    await pullEntries(ports(), "other", "live");
    await env.DB.exec("DELETE FROM redemptions");
    const { differences } = done(await shop.get("/api/v1/mirror"));
    expect(differences).toEqual([
      { of: "ten", what: "uses", currency: null, mirror: 0, ledger: 1 },
      { of: "ten", what: "amount", currency: "CHF", mirror: 0, ledger: 500 },
    ]);
  });

  it("finds an entry that was lost and one that was changed", async () => {
    const shop = await openShop("other");
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    done(
      await shop.put("/api/v1/promotions/ten/limits", {
        budget: { amounts: { CHF: 100_000 }, when_short: "refuse" },
      }),
    );
    await commitOrder("other", "o1", { effects: [effect("ten", 500)] });
    expect(done(await shop.get("/api/v1/mirror")).differences).toEqual([]);
    await env.DB.exec("UPDATE redemptions SET amount = 400");
    await env.DB.exec("DELETE FROM ledger_entries WHERE seq = 1 AND object LIKE '%other%'");
    const { differences } = done(await shop.get("/api/v1/mirror"));
    expect(differences.map(({ of, what }: { of: string; what: string }) => `${of} ${what}`)).toEqual([
      "entries count",
      "ten amount",
    ]);
  });
});

describe("orders by shop and ledger", () => {
  const body = {
    version: 1,
    state: "paid",
    currency: "CHF",
    placed_at: "2026-10-15T10:00:00Z",
    paid_at: "2026-10-15T10:00:00Z",
    amounts: { items: 5_000, total: 5_000 },
    lines: [],
  };

  it("are one row, whichever came first, and the ledger's header stays", async () => {
    const shop = await openShop("twice");
    await commitOrder("twice", "a", { effects: [] });
    await pullEntries(ports(), "twice", "live");
    done(await shop.put("/api/v1/orders/a", body));
    done(await shop.put("/api/v1/orders/b", body));
    await commitOrder("twice", "b", { effects: [] });
    await pullEntries(ports(), "twice", "live");
    done(await shop.put("/api/v1/orders/c", body));
    const { results } = await env.DB.prepare(
      "SELECT external_id, version, handle FROM orders ORDER BY external_id",
    ).all();
    expect(results).toEqual([
      { external_id: "a", version: 1, handle: "handle-of-a" },
      { external_id: "b", version: 1, handle: "handle-of-b" },
      { external_id: "c", version: 1, handle: null },
    ]);
    const report = done(await shop.get("/api/v1/reports/campaigns?from=2026-10-15&to=2026-10-15"));
    expect(report.orders).toEqual({ committed: 2, external: 1 });
  });
});
