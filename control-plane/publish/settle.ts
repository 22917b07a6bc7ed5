/**
 * Brings what is published to what D1 asks for, and ends there from wherever an earlier run broke off. Steps: stops to the ledger
 * objects; each asked-for publication gathered, checked, its blob written and read back, its limits pushed (then it is `prepared`);
 * stores and catalogue likewise; the pointer, whose put is the acknowledgement; the record in D1. Before the put everything is as it was,
 * after it everything is new: the record only tells, and the next run completes it.
 */
import { compileRules } from "../../shared/compile/compile-rules.ts";
import { kvKey } from "../../shared/model/address.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { type Pointer, PointerSchema } from "../../shared/model/pointer.ts";
import type { ProblemDetail } from "../../shared/model/problem.ts";
import { validateRuleSet } from "../../shared/validate/validate-rule-set.ts";
import { runBatch } from "../db/database.ts";
import {
  factsPublished,
  latestSequence,
  livePublication,
  openPublications,
  type PublicationRow,
  publicationByNumber,
  publicationPrepared,
  publicationRefused,
  publicationsLive,
  ruleSetInsert,
} from "../db/publications.ts";
import { maskedPromotions } from "../db/stops.ts";
import { blobStands, putBlob } from "./blobs.ts";
import { gatherRules } from "./gather-rules.ts";
import type { PublisherPorts } from "./ports.ts";
import { pushDueLimits } from "./push-limits.ts";
import { pushDueStops } from "./push-stops.ts";
import { refreshFacts } from "./refresh-facts.ts";

/** What a run could not bring about; empty when everything asked for is done. */
export interface Settled {
  open: string[];
}

export interface SettleWish {
  /** Stores and catalogue are to follow their changes in this run. */
  refresh: boolean;
}

/** One run for one company. Runs of a company never overlap. */
export async function settle(ports: PublisherPorts, company: string, wish: SettleWish): Promise<Settled> {
  const open = await pushDueStops(ports, company);
  const prepared = await preparePublications(ports, company, open);
  const rules = prepared.at(-1)?.rules ?? (await livePublication(ports.db, company))?.rules ?? null;
  if (rules === null) return { open };
  if (wish.refresh || prepared.length > 0 || ports.memory.read().facts === null) {
    try {
      await refreshFacts(ports, company);
    } catch (error) {
      // A stop must not wait for a catalogue: the pointer goes on naming the blobs that stand.
      open.push(`stores and catalogue: ${String(error)}`);
    }
  }
  try {
    await movePointer(ports, company, rules, prepared);
  } catch (error) {
    open.push(`pointer: ${String(error)}`);
  }
  return { open };
}

/** Prepares what was asked for, in order; at the first that cannot be brought further the rest waits too. */
async function preparePublications(
  ports: PublisherPorts,
  company: string,
  open: string[],
): Promise<PublicationRow[]> {
  const prepared: PublicationRow[] = [];
  for (const row of await openPublications(ports.db, company)) {
    try {
      const rules = row.state === "prepared" ? row.rules : await prepare(ports, row);
      if (rules !== null) prepared.push({ ...row, rules });
    } catch (error) {
      open.push(`publication ${row.number}: ${String(error)}`);
      break;
    }
  }
  return prepared;
}

/** Hash of the verified blob that a publication is to name; null if it is refused. */
async function prepare(ports: PublisherPorts, row: PublicationRow): Promise<string | null> {
  const found = row.kind === "publish" ? await compile(ports, row) : await recall(ports, row);
  if (found.problems.length > 0) {
    await runBatch(ports.db, [publicationRefused(ports.db, row, found.problems)]);
    return null;
  }
  await pushDueLimits(ports, row.company, found.rules);
  await runBatch(ports.db, publicationPrepared(ports.db, row, found.rules));
  return found.rules;
}

type Found = { rules: string; problems: ProblemDetail[] };

/** The rule set as of the wish, compiled, written and read back. */
async function compile(ports: PublisherPorts, row: PublicationRow): Promise<Found> {
  const { company, asOfMs } = row;
  const ruleSet = await gatherRules(ports.db, company, asOfMs);
  const problems = validateRuleSet(ruleSet);
  if (problems.length > 0) return { rules: "", problems: problems.slice(0, LIMITS.problemErrors) };
  const bytes = compileRules(ruleSet);
  if (bytes.length > LIMITS.blobBytes) {
    const message = `the compiled rules are ${bytes.length} bytes, of ${LIMITS.blobBytes}`;
    return { rules: "", problems: [{ path: "", code: "too_big", message }] };
  }
  const rules = await putBlob(ports.kv, company, bytes);
  const held = ruleSet.promotions.map(({ id, version, campaign }) => ({
    id,
    version,
    campaign: campaign ?? "",
  }));
  await runBatch(ports.db, ruleSetInsert(ports.db, company, rules, held));
  return { rules, problems: [] };
}

/** The rules of an earlier publication, if they still stand. */
async function recall(ports: PublisherPorts, row: PublicationRow): Promise<Found> {
  const target = row.target === null ? null : await publicationByNumber(ports.db, row.company, row.target);
  const rules = target?.rules ?? null;
  if (rules !== null && (await blobStands(ports.kv, row.company, rules))) return { rules, problems: [] };
  return {
    rules: "",
    problems: [{ path: "publication", code: "not_found", message: "its rules are no longer stored" }],
  };
}

/** Writes the pointer if it would say anything new, and records what became live by it. */
async function movePointer(
  ports: PublisherPorts,
  company: string,
  rules: string,
  prepared: PublicationRow[],
): Promise<void> {
  const memory = ports.memory.read();
  if (memory.facts === null) throw new Error("there are no stores yet");
  const { stores, catalogue, revision } = memory.facts;
  const stopped = await maskedPromotions(ports.db, company, rules);
  const content = { rules, stores, catalogue, stopped, exhausted: [] };
  if (prepared.length === 0 && memory.pointer !== null && sameContent(memory.pointer, content)) {
    // A change that leaves every byte as it was is followed, too.
    await runBatch(ports.db, [factsPublished(ports.db, company, revision)]);
    return;
  }
  const sequence = (await highestSequence(ports, company)) + 1;
  // Given out before the put: a put whose answer is lost may have come through, and its sequence must not come again.
  ports.memory.write({ ...memory, sequence });
  await ports.beforePointerPut();
  const atMs = await ports.clock.now();
  const pointer: Pointer = { format: 1, company, sequence, ...content, published_at_ms: atMs };
  await ports.kv.put(kvKey.pointer(company), JSON.stringify(pointer));
  ports.memory.write({ ...ports.memory.read(), pointer });
  await runBatch(ports.db, [
    ...publicationsLive(ports.db, company, prepared, { sequence, atMs }),
    factsPublished(ports.db, company, revision),
  ]);
}

/** The highest sequence that an edge may have seen. Without its memory the publisher asks the record, and the pointer itself. */
async function highestSequence(ports: PublisherPorts, company: string): Promise<number> {
  const remembered = ports.memory.read().sequence;
  const recorded = await latestSequence(ports.db, company);
  // Before the first publication there is no pointer, and a miss would be remembered.
  if (remembered > 0 || recorded === 0) return Math.max(remembered, recorded);
  const text = await ports.kv.get(kvKey.pointer(company), "text");
  const seen = text === null ? 0 : PointerSchema.parse(JSON.parse(text)).sequence;
  return Math.max(recorded, seen);
}

function sameContent(
  pointer: Pointer,
  content: Omit<Pointer, "format" | "company" | "sequence" | "published_at_ms">,
) {
  const { rules, stores, catalogue, stopped, exhausted } = pointer;
  return JSON.stringify({ rules, stores, catalogue, stopped, exhausted }) === JSON.stringify(content);
}
