/** Calls of a company's publisher from the other side of its border. */
import { objectName } from "../../shared/model/address.ts";
import type { Env } from "../env.ts";
import type { Settled } from "./settle.ts";

/** What the object offers; the platform's types would lose it. */
export interface PublisherRpc {
  settle(company: string): Promise<Settled>;
  requestRefresh(company: string): Promise<void>;
}

function publisherOf(env: Pick<Env, "PUBLISHER">, company: string): PublisherRpc {
  const stub = env.PUBLISHER.get(env.PUBLISHER.idFromName(objectName.publisher(company)));
  return stub as unknown as PublisherRpc;
}

/** Asks the publisher to bring stores and catalogue up to date; it coalesces. */
export async function requestRefresh(env: Pick<Env, "PUBLISHER">, company: string): Promise<void> {
  await publisherOf(env, company).requestRefresh(company);
}

/** Lets the publisher bring about what D1 asks for; what it could not is named. */
export async function settleCompany(env: Pick<Env, "PUBLISHER">, company: string): Promise<Settled> {
  return publisherOf(env, company).settle(company);
}
