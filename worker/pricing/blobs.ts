/**
 * Blobs of a published snapshot: read by the hash that names them, checked byte for byte before anything of them is used, kept by
 * weight. A blob that fails is not read again for a while, and whoever asked goes on with what was good before.
 */

import { linkPlan, type Plan } from "../../shared/evaluate/plan.ts";
import { kvKey } from "../../shared/model/address.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { openShard, openTree, type ShardView, type TreeView } from "../../shared/snapshot/catalogue-blob.ts";
import type { Opened } from "../../shared/snapshot/opened.ts";
import { openRules } from "../../shared/snapshot/rules-blob.ts";
import { openStores, type StoresView } from "../../shared/snapshot/stores-blob.ts";
import { sha256HexOfBytes } from "../platform-hash.ts";
import type { Isolate } from "./isolate.ts";
import { type Begun, readOnce } from "./read-once.ts";

/** One opened blob: exactly one of these. */
export interface LoadedBlob {
  rules?: Plan;
  stores?: StoresView;
  tree?: TreeView;
  shard?: ShardView;
}

type Open<T> = (bytes: Uint8Array, company: string) => Opened<T>;
type BlobReader = { kv: KVNamespace; isolate: Isolate; begun: { blobs: Begun<LoadedBlob | null> } };

/** Blobs never change, so a location may keep them for a day. */
const CACHE_TTL_S = 86_400;

const openPlan: Open<Plan> = (bytes, company) => {
  const rules = openRules(bytes, company);
  return rules.ok ? { ok: true, view: linkPlan(rules.view) } : rules;
};

export function loadPlan(reader: BlobReader, company: string, hash: string): Promise<Plan | null> {
  const wrap = (plan: Plan) => ({ rules: plan });
  return load(reader, company, hash, { open: openPlan, wrap, unwrap: (blob) => blob.rules });
}

export function loadStores(reader: BlobReader, company: string, hash: string): Promise<StoresView | null> {
  const wrap = (stores: StoresView) => ({ stores });
  return load(reader, company, hash, { open: openStores, wrap, unwrap: (blob) => blob.stores });
}

export function loadTree(reader: BlobReader, company: string, hash: string): Promise<TreeView | null> {
  const wrap = (tree: TreeView) => ({ tree });
  return load(reader, company, hash, { open: openTree, wrap, unwrap: (blob) => blob.tree });
}

export function loadShard(reader: BlobReader, company: string, hash: string): Promise<ShardView | null> {
  const wrap = (shard: ShardView) => ({ shard });
  return load(reader, company, hash, { open: openShard, wrap, unwrap: (blob) => blob.shard });
}

interface BlobForm<T> {
  open: Open<T>;
  wrap: (value: T) => LoadedBlob;
  unwrap: (blob: LoadedBlob) => T | undefined;
}

async function load<T>(
  reader: BlobReader,
  company: string,
  hash: string,
  form: BlobForm<T>,
): Promise<T | null> {
  const { isolate } = reader;
  const key = kvKey.blob(company, hash);
  const known = isolate.blobs.get(key);
  const value = known === undefined ? undefined : form.unwrap(known);
  if (value !== undefined) return value;
  if ((isolate.refused.get(key) ?? 0) > Date.now()) return null;
  const blob = await readOnce(reader.begun.blobs, key, () => readBlob(reader, company, hash, form));
  return blob === null ? null : (form.unwrap(blob) ?? null);
}

async function readBlob<T>(
  { kv, isolate }: BlobReader,
  company: string,
  hash: string,
  form: BlobForm<T>,
): Promise<LoadedBlob | null> {
  const key = kvKey.blob(company, hash);
  const bytes = await readBytes(kv, key);
  if (bytes === null) return null;
  const opened = check(bytes, hash) ?? form.open(bytes, company);
  if (opened.ok) {
    isolate.refused.delete(key);
    const blob = form.wrap(opened.view);
    isolate.blobs.set(key, blob, bytes.byteLength);
    return blob;
  }
  isolate.refused.set(key, Date.now() + LIMITS.pointerSoftMs);
  console.error(JSON.stringify({ kv_key: key, refused: opened.why }));
  return null;
}

/** What the name of a blob promises of its bytes; null if it holds. */
function check(bytes: Uint8Array, hash: string): { ok: false; why: string } | null {
  if (bytes.byteLength > LIMITS.blobLoadBytes) return { ok: false, why: "is larger than a loader accepts" };
  return sha256HexOfBytes(bytes) === hash ? null : { ok: false, why: "its hash is not its name" };
}

async function readBytes(kv: KVNamespace, key: string): Promise<Uint8Array | null> {
  try {
    const buffer = await kv.get(key, { type: "arrayBuffer", cacheTtl: CACHE_TTL_S });
    if (buffer !== null) return new Uint8Array(buffer);
    console.error(JSON.stringify({ kv_key: key, error: "is not there" }));
  } catch (error) {
    console.error(JSON.stringify({ kv_key: key, error: String(error) }));
  }
  return null;
}
