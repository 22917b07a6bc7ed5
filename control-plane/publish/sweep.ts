/** What lost requests left undone: limits that an object has not acknowledged, stops, publications. Run by cron. */
import type { Database } from "../db/database.ts";
import { unsettledCompanies } from "../db/publications.ts";
import type { Env } from "../env.ts";
import { ledgerOf } from "../ledger.ts";
import { pushDueLimits } from "./push-limits.ts";
import { settleCompany } from "./request-refresh.ts";

/** Companies of one run; what is left comes with the next. */
const SWEEP_COMPANIES = 100;

export async function sweepPublishing(env: Env, db: Database): Promise<void> {
  for (const company of await unsettledCompanies(db, SWEEP_COMPANIES)) {
    const limits = pushDueLimits({ db, ledger: (name, mode) => ledgerOf(env, name, mode) }, company);
    const done = await Promise.allSettled([limits, settleCompany(env, company)]);
    for (const { status, ...result } of done) {
      if (status === "rejected" && "reason" in result) {
        console.error(JSON.stringify({ company, sweep: String(result.reason) }));
      }
    }
  }
}
