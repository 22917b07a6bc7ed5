/** Gifts that a decision offers are looked up in the catalogue, and what was found is part of the decision. */
import { describe, expect, test } from "vitest";
import type { ReserveCommand } from "../../shared/ledger/rpc.ts";
import type { Decision } from "../../shared/model/decision.ts";
import { decisionHash } from "../../shared/quote/decision-hash.ts";
import { shardOf } from "../../shared/snapshot/catalogue-blob.ts";
import { sha256Hex } from "../platform-hash.ts";
import { unpackDocument } from "../redemption/document.ts";
import {
  article,
  blobsOf,
  coldEdge,
  type Edge,
  failingKv,
  fakeLedger,
  freshCompany,
  makeKey,
  openShop,
  promotion,
  publish,
  request,
  teaCart,
} from "../testing.ts";

const present = promotion({
  id: "present",
  awards: [{ kind: "gift", choices: ["mug", "cup", "spoon", "ghost"], units: 1 }],
});
const records = [
  article("tea"),
  article("mug", { stock: 0 }),
  article("cup", { stock: 5 }),
  article("spoon"),
];
const OFFERS = [
  { sku: "cup", stock: 5 },
  { sku: "mug", stock: 0 },
  { sku: "spoon", stock: null },
];
const OFFERED = [{ promotion: "present", units: 1, choices: ["cup", "spoon", "ghost"] }];

async function quote(edge: Edge, key: string, env = {}): Promise<Decision> {
  const answer = await request(edge, "/v1/quotes", { key, body: { cart: teaCart() }, ...env });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

test("[AWD-27] what is out of stock is not offered; what nobody counts or knows is", async () => {
  const shop = await openShop({ promotions: [present], records });
  expect((await quote(shop.edge, shop.sk)).gifts).toEqual(OFFERED);
});

test("[AWD-27] a gift that is out of stock altogether is not given", async () => {
  const gone = ["mug", "cup", "spoon", "ghost"].map((sku) => article(sku, { stock: 0 }));
  const shop = await openShop({ promotions: [present], records: [article("tea"), ...gone] });
  expect(await quote(shop.edge, shop.sk)).toMatchObject({ gifts: [], applied: [] });
});

test("a reservation stores the stock that was found, and its hash covers it", async () => {
  const commands: ReserveCommand[] = [];
  const env = fakeLedger({
    reserve: async (command) => {
      commands.push(command);
      return { code: "short", shortages: [], stopped: [], exhausted: [] };
    },
  });
  const shop = await openShop({ promotions: [present], records });
  await request(shop.edge, "/v1/reservations", { key: shop.sk, body: { id: "o1", cart: teaCart() }, env });
  expect(commands).toHaveLength(3);
  for (const { document, reservation } of commands) {
    const { facts, rules, decision } = unpackDocument(document);
    expect(facts.offers).toEqual(OFFERS);
    const { hash, snapshot, customer_age_s, estimate, limits, ...result } = decision;
    expect(decisionHash(sha256Hex, { facts, rules, result })).toBe(hash);
    expect(reservation.decision_hash).toBe(hash);
  }
});

describe("in a catalogue of several shards", () => {
  /** Enough articles that tea and cup lie in different shards. */
  async function openLargeShop() {
    const company = freshCompany();
    const many = Array.from({ length: 9_000 }, (_, index) =>
      article(`sku-${index}`, { attributes: { note: `${index}`.repeat(30) } }),
    );
    const blobs = blobsOf(company, { promotions: [present], records: [...records, ...many] });
    await publish(company, 1, blobs);
    return { company, key: await makeKey(company, "sk"), shards: blobs.shards.length };
  }

  test("its shards are read once more, after the cart's own, and stay in memory", async () => {
    const { key, shards } = await openLargeShop();
    const choices = ["mug", "cup", "spoon", "ghost"].map((sku) => shardOf(sku, shards));
    const further = new Set(choices.filter((shard) => shard !== shardOf("tea", shards)));
    expect(further.size).toBeGreaterThan(0);
    const { env, reads } = failingKv(() => false);
    const edge = coldEdge();
    expect((await quote(edge, key, { env })).gifts).toEqual(OFFERED);
    // Key and pointer; rules, stores and the shard of tea.
    expect(reads).toHaveLength(2 + 3 + further.size);
    reads.length = 0;
    await quote(edge, key, { env });
    expect(reads).toEqual([]);
  });

  test("one that cannot be read leaves the stock unknown, and the quote whole", async () => {
    const { key, shards } = await openLargeShop();
    expect(shardOf("mug", shards)).not.toBe(shardOf("tea", shards));
    let reads = 0;
    const { env } = failingKv((name) => name.startsWith("blob/") && ++reads > 3);
    const { gifts, snapshot } = await quote(coldEdge(), key, { env });
    expect(snapshot.state).toBe("fresh");
    expect(gifts[0]?.choices).toEqual(["mug", "cup", "spoon", "ghost"]);
  });
});
