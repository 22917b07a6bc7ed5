/** What lost requests left undone: limits that an object has not acknowledged, stops, publications, refreshes. Run by cron. */
import type { Mode } from "../../shared/model/address.ts";
import type { Database } from "../db/database.ts";
import { staleCompanies, unsettledCompanies } from "../db/publications.ts";
import type { Env } from "../env.ts";
import { ledgerOf } from "../ledger.ts";
import { pushDueLimits } from "./push-limits.ts";
import { requestRefresh, settleCompany } from "./request-refresh.ts";

/** Companies of one run; what is left comes with the next. */
const SWEEP_COMPANIES = 100;

export async function sweepPublishing(env: Env, db: Database): Promise<void> {
  const ports = { db, ledger: (company: string, mode: Mode) => ledgerOf(env, company, mode) };
  for (const company of await unsettledCompanies(db, SWEEP_COMPANIES)) {
    await attempt(company, () => pushDueLimits(ports, company));
    await attempt(company, () => settleCompany(env, company));
  }
  for (const company of await staleCompanies(db, SWEEP_COMPANIES)) {
    await attempt(company, () => requestRefresh(env, company));
  }
}

/** What fails for one company does not hold up the others. */
async function attempt(company: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(JSON.stringify({ company, sweep: String(error) }));
  }
}
