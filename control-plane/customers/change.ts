/** What an upsert of customers writes: the rows that really change, their history and their hashed names. */
import {
  customerKey as customerKeyOf,
  type IdentityPort,
  identifierKey,
} from "../../shared/model/identity.ts";
import type { CustomerRow, IdentifierRow, TraitsRow } from "../db/customers.ts";
import { newCustomer } from "../db/customers.ts";
import { type CustomerInput, mergeCustomer, traitsOf } from "./traits.ts";

export interface CustomerContext {
  company: string;
  foldPlusTags: boolean;
  identity: IdentityPort;
  /** Today in the company's zone. */
  day: string;
  nowMs: number;
}

export interface CustomerChange {
  changed: { row: CustomerRow; was: number }[];
  traits: TraitsRow[];
  identifiers: IdentifierRow[];
}

function hashedNames(context: CustomerContext, row: CustomerRow): IdentifierRow[] {
  const { company, identity, foldPlusTags } = context;
  const names = [
    { kind: "email" as const, value: row.email },
    { kind: "phone" as const, value: row.phone },
  ];
  return names.flatMap(({ kind, value }) => {
    if (value === null) return [];
    const key = identifierKey(identity, company, { kind, value }, foldPlusTags);
    return [{ company, customer: row.id, kind, identifierKey: key }];
  });
}

/** Merges what was sent into what is known. A customer to whom nothing new is said is left alone. */
export function changeCustomers(
  context: CustomerContext,
  known: ReadonlyMap<string, CustomerRow>,
  inputs: readonly CustomerInput[],
): CustomerChange {
  const { company, nowMs } = context;
  const change: CustomerChange = { changed: [], traits: [], identifiers: [] };
  for (const input of inputs) {
    const before =
      known.get(input.id) ??
      newCustomer(company, input.id, customerKeyOf(context.identity, company, input.id), nowMs);
    const merged = mergeCustomer(before, input, context.day);
    if (merged === before && before.version > 0) continue;
    const row = { ...merged, version: before.version + 1, edgeDueAtMs: nowMs, updatedAtMs: nowMs };
    change.changed.push({ row, was: before.version });
    change.identifiers.push(...hashedNames(context, row));
    const traits = traitsOf(row);
    if (before.version === 0 || JSON.stringify(traits) !== JSON.stringify(traitsOf(before))) {
      change.traits.push({ company, customer: row.id, version: row.version, atMs: nowMs, traits });
    }
  }
  return change;
}
