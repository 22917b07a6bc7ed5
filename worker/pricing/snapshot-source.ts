/**
 * The snapshot that prices one cart or list of articles: what the pointer names, as far as this cart needs it, read side by side. If anything of it is
 * missing or refused, the last snapshot that priced a cart here stands in as a whole (rules of one publication are never mixed with
 * the catalogue of another), under the newest mask. If there is none, the answer is what could be had, to quote full prices.
 */

import type { Plan } from "../../shared/evaluate/plan.ts";
import { kvKey } from "../../shared/model/address.ts";
import type { CatalogueRecord } from "../../shared/model/catalogue.ts";
import type { SnapshotState } from "../../shared/model/decision.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { type Pointer, PointerSchema } from "../../shared/model/pointer.ts";
import { type ShardView, shardOf, type TreeView } from "../../shared/snapshot/catalogue-blob.ts";
import type { StoresView } from "../../shared/snapshot/stores-blob.ts";
import { sha256Hex } from "../platform-hash.ts";
import { type LoadedBlob, loadPlan, loadShard, loadStores, loadTree } from "./blobs.ts";
import type { CustomerRead } from "./customer-record.ts";
import type { Isolate } from "./isolate.ts";
import { readJson } from "./read-json.ts";
import type { Begun } from "./read-once.ts";
import { type Read, type Recalled, recall } from "./remembered.ts";

/** Where a request reads from. */
export interface Source {
  kv: KVNamespace;
  isolate: Isolate;
  afresh: boolean;
  background: (work: Promise<unknown>) => void;
  /** What this request has begun to read. */
  begun: { blobs: Begun<LoadedBlob | null>; customers: Begun<CustomerRead> };
}

/** What one cart needs of a snapshot. */
export interface Wanted {
  skus: string[];
  /** Only for carts that send categories of their own. */
  tree: boolean;
}

type Articles = (sku: string) => CatalogueRecord | null;

export interface Snapshot {
  /** Null: full prices only. */
  plan: Plan | null;
  /** Hash of the rules; empty without a plan. */
  rules: string;
  stores: StoresView | null;
  article: Articles;
  /** Further articles of the same publication; one that cannot be read now is not there. */
  further: (skus: readonly string[]) => Promise<Articles>;
  withAncestors: (ids: string[]) => string[];
  mask: { stopped: string[]; exhausted: string[] };
  state: SnapshotState;
}

/** The pointer of a company, never one that goes back. */
export function recallPointer(source: Source, company: string): Promise<Recalled<Pointer>> {
  return recall({
    memory: source.isolate.pointers,
    key: company,
    read: () => readPointer(source.kv, company),
    replaces: (next, known) => next.sequence >= known.sequence,
    absentKeeps: true,
    afresh: source.afresh,
    background: source.background,
  });
}

async function readPointer(kv: KVNamespace, company: string): Promise<Read<Pointer>> {
  const read = await readJson(kv, kvKey.pointer(company), PointerSchema);
  if (read.kind !== "found" || isUsable(read.value, company)) return read;
  console.error(JSON.stringify({ kv_key: kvKey.pointer(company), refused: "company or shards do not fit" }));
  return { kind: "unreachable" };
}

function isUsable(pointer: Pointer, company: string): boolean {
  const count = pointer.catalogue.shards.length;
  const isPowerOfTwo = (count & (count - 1)) === 0;
  return pointer.company === company && isPowerOfTwo && count <= LIMITS.catalogueShards;
}

/** The snapshot for one cart; never throws, at worst it is empty and `degraded`. */
export async function readSnapshot(
  source: Source,
  company: string,
  recalled: Recalled<Pointer>,
  wanted: Wanted,
): Promise<Snapshot> {
  if (recalled.kind !== "known") return emptySnapshot();
  const { value: newest, ageMs } = recalled;
  const ageS = Math.floor(ageMs / 1000);
  const parts = await loadParts(source, company, newest, wanted);
  if (isWhole(parts)) {
    remember(source.isolate, company, newest);
    const isOld = ageMs > LIMITS.pointerHardMs;
    return snapshotOf(parts, newest, newest, { age_s: ageS, state: isOld ? "stale" : "fresh" });
  }
  const earlier = earlierThan(source.isolate, company, newest);
  const fallback = earlier === null ? null : await loadParts(source, company, earlier, wanted);
  if (earlier !== null && fallback !== null && isWhole(fallback)) {
    return snapshotOf(fallback, earlier, newest, { age_s: ageS, state: "stale" });
  }
  return { ...snapshotOf(parts, newest, newest, { age_s: ageS, state: "degraded" }), plan: null, rules: "" };
}

interface Parts {
  plan: Plan | null;
  stores: StoresView | null;
  /** Undefined: not needed. */
  tree: TreeView | null | undefined;
  /** By number, only those that the cart needs. */
  shards: Shards;
  article: Articles;
  further: Snapshot["further"];
}

type Shards = Map<number, ShardView | null>;

async function loadParts(source: Source, company: string, pointer: Pointer, wanted: Wanted): Promise<Parts> {
  const { tree, shards: hashes } = pointer.catalogue;
  const [plan, stores, treeView, shards] = await Promise.all([
    loadPlan(source, company, pointer.rules),
    loadStores(source, company, pointer.stores),
    wanted.tree ? loadTree(source, company, tree) : undefined,
    loadShards(source, company, hashes, wanted.skus),
  ]);
  return {
    plan,
    stores,
    tree: treeView,
    shards,
    article: articlesOf(shards, hashes.length),
    further: async (skus) => articlesOf(await loadShards(source, company, hashes, skus), hashes.length),
  };
}

/** The shards that hold the articles, side by side. */
async function loadShards(
  source: Source,
  company: string,
  hashes: readonly string[],
  skus: readonly string[],
): Promise<Shards> {
  const needed = [...new Set(skus.map((sku) => shardOf(sku, hashes.length)))];
  const loadNumbered = async (number: number): Promise<[number, ShardView | null]> => {
    const hash = hashes[number];
    return [number, hash === undefined ? null : await loadShard(source, company, hash)];
  };
  return new Map(await Promise.all(needed.map(loadNumbered)));
}

function articlesOf(shards: Shards, shardCount: number): Articles {
  return (sku) => shards.get(shardOf(sku, shardCount))?.record(sku) ?? null;
}

function isWhole({ plan, stores, tree, shards }: Parts): boolean {
  return (
    plan !== null && stores !== null && tree !== null && [...shards.values()].every((shard) => shard !== null)
  );
}

function remember(isolate: Isolate, company: string, pointer: Pointer): void {
  const proven = isolate.proven.get(company);
  if (proven?.last.sequence === pointer.sequence) return;
  isolate.proven.set(company, { last: pointer, before: proven?.last ?? null });
}

function earlierThan(isolate: Isolate, company: string, pointer: Pointer): Pointer | null {
  const proven = isolate.proven.get(company);
  if (proven === undefined) return null;
  return proven.last.sequence === pointer.sequence ? proven.before : proven.last;
}

function snapshotOf(
  parts: Parts,
  used: Pointer,
  newest: Pointer,
  age: Pick<SnapshotState, "age_s" | "state">,
): Snapshot {
  const { stopped, exhausted } = newest;
  return {
    plan: parts.plan,
    rules: used.rules,
    stores: parts.stores,
    article: parts.article,
    further: parts.further,
    withAncestors: (ids) => parts.tree?.withAncestors(ids) ?? ids,
    mask: { stopped, exhausted },
    state: { sequence: used.sequence, rules: used.rules, catalogue: catalogueHash(used), ...age },
  };
}

/** One name for tree and shards together. */
function catalogueHash({ catalogue }: Pointer): string {
  return sha256Hex([catalogue.tree, ...catalogue.shards].join("\n"));
}

function emptySnapshot(): Snapshot {
  return {
    plan: null,
    rules: "",
    stores: null,
    article: () => null,
    further: async () => () => null,
    withAncestors: (ids) => ids,
    mask: { stopped: [], exhausted: [] },
    state: { sequence: 0, rules: "", catalogue: "", age_s: 0, state: "degraded" },
  };
}
