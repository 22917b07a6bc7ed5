/**
 * Calls to a company's ledger object. Every call is safe to repeat (ids name effects), so one that did not arrive is sent again over a
 * new stub; an overloaded object is left alone. What is still unknown after that is `retry`: the caller repeats with the same id.
 */

import type { LedgerRpc } from "../../shared/ledger/rpc.ts";
import { type Mode, objectName } from "../../shared/model/address.ts";
import type { Env } from "../env.ts";
import { retryLater } from "../problem.ts";

const ATTEMPTS = 3;
const BACK_OFF_MS = 20;

interface Owner {
  company: string;
  mode: Mode;
}

/** What the ledger answered, or that it did not. */
export async function askLedger<T>(
  env: Pick<Env, "LEDGER">,
  owner: Owner,
  call: (ledger: LedgerRpc) => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { ok: true, value: await call(ledgerOf(env, owner)) };
    } catch (error) {
      const name = objectName.ledger(owner.company, owner.mode);
      console.error(JSON.stringify({ ledger: name, attempt, error: String(error) }));
      if (attempt === ATTEMPTS || !mayRepeat(error)) return { ok: false };
      await scheduler.wait(BACK_OFF_MS * 2 ** attempt);
    }
  }
}

/** What the ledger answered; throws `retry` if it did not. */
export async function callLedger<T>(
  env: Pick<Env, "LEDGER">,
  owner: Owner,
  call: (ledger: LedgerRpc) => Promise<T>,
): Promise<T> {
  const answer = await askLedger(env, owner, call);
  if (!answer.ok) throw retryLater("the ledger did not answer; the same call again is safe");
  return answer.value;
}

function ledgerOf(env: Pick<Env, "LEDGER">, { company, mode }: Owner): LedgerRpc {
  const stub = env.LEDGER.get(env.LEDGER.idFromName(objectName.ledger(company, mode)));
  // The platform's type of a stub knows nothing of the class behind it.
  return stub as unknown as LedgerRpc;
}

function mayRepeat(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { retryable, overloaded } = error as Error & { retryable?: boolean; overloaded?: boolean };
  return retryable === true && overloaded !== true;
}
