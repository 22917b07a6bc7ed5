/** When the mirror pulls: on a nudge from the edge, and for every ledger object by cron, since nudges may be lost. */
import * as z from "zod";
import type { Mode } from "../../shared/model/address.ts";
import { ModeSchema } from "../../shared/model/api-key.ts";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { openDatabase } from "../db/database.ts";
import { companiesAfter } from "../db/mirror.ts";
import type { Env } from "../env.ts";
import { ledgerOf, MODES } from "../ledger.ts";
import type { ControlPorts } from "../ports.ts";
import { type MirrorPorts, pullEntries } from "./mirror.ts";

/** Companies read at once. */
const PAGE_ROWS = 100;

const NudgeSchema = z.strictObject({ company: SlugSchema, mode: ModeSchema });

/** The mirror on the bindings of the Worker. */
export function mirrorPorts(env: Env, ports: ControlPorts): MirrorPorts {
  return {
    db: openDatabase(env),
    archive: env.ARCHIVE,
    ledger: (company, mode) => ledgerOf(env, company, mode),
    clock: ports.clock,
  };
}

/** Pulls each object that the nudges name once. A nudge that cannot be read is dropped; one that fails comes again. */
export async function pullNudged(batch: MessageBatch<unknown>, ports: MirrorPorts): Promise<void> {
  const pulls = new Map<string, Promise<unknown>>();
  await Promise.all(
    batch.messages.map(async (message) => {
      const nudge = NudgeSchema.safeParse(message.body);
      if (!nudge.success) return message.ack();
      const { company, mode } = nudge.data;
      const key = `${company}/${mode}`;
      const pull = pulls.get(key) ?? pullEntries(ports, company, mode);
      pulls.set(key, pull);
      try {
        await pull;
        message.ack();
      } catch (error) {
        console.error(JSON.stringify({ company, mode, mirror: String(error) }));
        message.retry();
      }
    }),
  );
}

async function pullOrReport(ports: MirrorPorts, company: string, mode: Mode): Promise<void> {
  try {
    await pullEntries(ports, company, mode);
  } catch (error) {
    console.error(JSON.stringify({ company, mode, mirror: String(error) }));
  }
}

/** Pulls every object of every company; one that cannot be reached does not hold up the others. */
export async function sweepMirror(ports: MirrorPorts): Promise<void> {
  let after = "";
  for (;;) {
    const companies = await companiesAfter(ports.db, after, PAGE_ROWS);
    for (const { id } of companies) {
      await Promise.all(MODES.map((mode) => pullOrReport(ports, id, mode)));
    }
    const last = companies.at(-1);
    if (companies.length < PAGE_ROWS || last === undefined) return;
    after = last.id;
  }
}
