/** The record by which the edge knows a customer. While KV cannot be reached, the last one seen by this isolate stands in. */
import { kvKey } from "../../shared/model/address.ts";
import { type CustomerRecord, CustomerRecordSchema } from "../../shared/model/customer.ts";
import { readJson } from "./read-json.ts";
import { readOnce } from "./read-once.ts";
import type { Source } from "./snapshot-source.ts";

/** Null: there is no record (yet); "unreachable": there may be one, and no discount may rest on its absence. */
export type CustomerRead = CustomerRecord | null | "unreachable";

export async function readCustomer(
  source: Source,
  company: string,
  recordKey: string | null,
): Promise<CustomerRead> {
  if (recordKey === null) return null;
  const key = kvKey.customer(company, recordKey);
  return readOnce(source.begun.customers, key, () => readRecord(source, key));
}

async function readRecord(source: Source, key: string): Promise<CustomerRead> {
  const read = await readJson(source.kv, key, CustomerRecordSchema);
  if (read.kind === "found") {
    source.isolate.customers.set(key, read.value);
    return read.value;
  }
  return read.kind === "absent" ? null : (source.isolate.customers.get(key) ?? "unreachable");
}
