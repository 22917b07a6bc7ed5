/** The tables of docs/performance.md, one function a marked part. */
import type { Task } from "../adapters/engine.ts";
import { ENGINES, type EngineName } from "../adapters/engines.ts";
import { mixed, rivals } from "../measure/schedule.ts";
import type { WorkloadSpec } from "../workload/workload.ts";
import { contestOf, entryOf, microsOf, type Results, ratioOf } from "./results.ts";
import { targetsOf } from "./targets.ts";
import { figure, grouped, megabytes, table, times } from "./text.ts";

const SIZES = [10, 100, 1_000, 10_000, 100_000];
const NAMES = Object.keys(ENGINES) as EngineName[];

export function machinePart({ machine, mode, date, contests, problems }: Results): string {
  const versions = new Map<string, string>();
  for (const { entries } of contests) {
    for (const { opened } of entries) {
      if (opened?.version != null) versions.set(opened.name, opened.version);
    }
  }
  const lines = [
    `${mode === "full" ? "A full run" : "A short run (`--quick`)"}${date === null ? "" : ` of ${date}`}: Node ${machine.node}, ${machine.cores} × ${machine.cpu}, ${Math.round(machine.memoryBytes / 2 ** 30)} GB, ${machine.platform}.`,
    `Peers: ${[...versions].map(([name, version]) => `${name} ${version}`).join(", ")}.`,
  ];
  for (const problem of problems) lines.push(`Not measured: ${problem}.`);
  return lines.join("\n");
}

export function targetsPart(results: Results): string {
  const said = (isMet: boolean | null) => (isMet === null ? "not measured" : isMet ? "met" : "**not met**");
  return table(
    ["what", "bound", "measured", ""],
    targetsOf(results).map(({ what, bound, measured, isMet }) => [what, bound, measured, said(isMet)]),
  );
}

export function matchingPart(results: Results): string {
  const sizes = SIZES.filter((size) => contestOf(results, mixed(size)) !== null);
  const rows = NAMES.filter((engine) => engine !== "reference").map((engine) => {
    const found = sizes
      .map((size) => entryOf(contestOf(results, mixed(size)), engine)?.opened ?? null)
      .find((opened) => opened !== null);
    return [
      found?.name ?? engine,
      found === undefined || found === null ? "–" : found.runsOnWorkers ? "yes" : "no",
      ...sizes.map((size) => figure(microsOf(contestOf(results, mixed(size)), engine, "match"))),
    ];
  });
  const matches = sizes.map((size) => figure(contestOf(results, mixed(size))?.matchesPerCart ?? null));
  return table(
    ["engine", "runs on Workers", ...sizes.map((size) => `N = ${grouped(size)}`)],
    [...rows, ["matches a cart", "", ...matches]],
  );
}

/** Carts answered alike; engines that did not take part say why. */
export function agreementPart(results: Results): string {
  const sizes = SIZES.filter((size) => contestOf(results, mixed(size)) !== null);
  const entries = (engine: EngineName) =>
    sizes.map((size) => entryOf(contestOf(results, mixed(size)), engine));
  const rows = NAMES.map((engine) => [
    nameOf(results, engine),
    ...entries(engine).map((entry) => {
      if (entry === null) return "–";
      if (entry.agreement === null) return "failed";
      const { right, compared } = entry.agreement;
      return right === compared ? `all ${compared}` : `**${right} of ${compared}, not timed**`;
    }),
  ]);
  const byReference = entries("lidia").map((entry) => String(entry?.agreement?.byReference ?? 0));
  const said = table(
    ["carts answered alike", ...sizes.map((size) => `N = ${grouped(size)}`)],
    [...rows, ["of them by the reference evaluator", ...byReference]],
  );
  const problems = results.contests.flatMap((contest) =>
    contest.entries.flatMap(({ engine, problem }) =>
      problem === null
        ? []
        : [`${nameOf(results, engine)} at ${contest.workload.promotions}: ${problem.split("\n")[0]}.`],
    ),
  );
  return problems.length === 0 ? said : `${said}\n\nFailed: ${problems.join(" ")}`;
}

/** As the engine calls itself, once it has opened somewhere. */
function nameOf({ contests }: Results, engine: EngineName): string {
  const entries = contests.flatMap((contest) => contest.entries.filter((entry) => entry.engine === engine));
  return entries.find(({ opened }) => opened !== null)?.opened?.name ?? engine;
}

export function cartsPart(results: Results): string {
  const workloads: [string, WorkloadSpec][] = [
    ...[1, 10, 50, 200].map((lines): [string, WorkloadSpec] => [
      `${lines} ${lines === 1 ? "line" : "lines"}`,
      { ...mixed(10_000), cart: { lines, segments: 7 } },
    ]),
    ["10 lines, 200 segments", { ...mixed(10_000), cart: { lines: 10, segments: 200 } }],
  ];
  return table(
    ["cart", "matches", ...duel("matching"), ...duel("full decision")],
    workloads.map(([name, spec]) => [
      name,
      figure(contestOf(results, spec)?.matchesPerCart ?? null),
      ...duelCells(results, spec, "match"),
      ...duelCells(results, spec, "decide"),
    ]),
  );
}

export function decisionPart(results: Results): string {
  const sizes = SIZES.filter((size) => contestOf(results, mixed(size)) !== null);
  return table(
    ["N", "matches a cart", ...duel(""), "reference evaluator"],
    sizes.map((size) => [
      grouped(size),
      figure(contestOf(results, mixed(size))?.matchesPerCart ?? null),
      ...duelCells(results, mixed(size), "decide"),
      figure(microsOf(contestOf(results, mixed(size)), "reference", "decide")),
    ]),
  );
}

export function rivalsPart(results: Results): string {
  const rows = [8, 16].map((count) => {
    const { workload } = rivals(count);
    const contest = contestOf(results, workload);
    const effort = entryOf(contest, "lidia")?.effort ?? null;
    return [
      String(count),
      figure(microsOf(contest, "lidia", "decide")),
      effort === null ? "–" : grouped(Math.round(effort.fuelPerCart)),
      effort === null ? "–" : `${effort.proven} of ${effort.carts}`,
      figure(microsOf(contest, "reference", "decide")),
    ];
  });
  return table(["candidates", "Lidia µs", "fuel", "proven", "reference evaluator µs"], rows);
}

function duel(what: string): string[] {
  const of = what === "" ? "" : `${what}: `;
  return [`${of}Lidia`, `${of}loop`, "ratio"];
}

function duelCells(results: Results, spec: WorkloadSpec, task: Task): string[] {
  const contest = contestOf(results, spec);
  const ours = microsOf(contest, "lidia", task);
  const loop = microsOf(contest, "loop", task);
  return [figure(ours), figure(loop), times(ratioOf(loop, ours))];
}

export function growthPart(results: Results): string {
  const sizes = SIZES.filter((size) => size >= 1_000 && contestOf(results, mixed(size)) !== null);
  const rows = (["steady", "mixed"] as const).flatMap((series) =>
    (["lidia", "loop"] as const).map((engine) => {
      const at = (size: number) => contestOf(results, { ...mixed(size), series });
      const micros = sizes.map((size) => microsOf(at(size), engine, "match"));
      const matches = sizes.map((size) => figure(at(size)?.matchesPerCart ?? null)).join(" / ");
      return [
        series === "steady" ? `constant (${matches})` : `growing (${matches})`,
        engine === "lidia" ? "Lidia" : "loop",
        ...micros.map(figure),
        times(ratioOf(micros.at(-1) ?? null, micros[0] ?? null)),
      ];
    }),
  );
  return table(
    ["matches a cart", "", ...sizes.map((size) => `N = ${grouped(size)}`), "last over first"],
    rows,
  );
}

export function loadsPart(results: Results): string {
  return table(
    [
      "engine",
      "N",
      "bytes",
      "SHA-256 ms",
      "fresh: load",
      "fresh: to a decision",
      "warm: load",
      "warm: to a decision",
      "memory",
    ],
    results.loads.map((load) => [
      nameOf(results, load.engine),
      grouped(load.promotions),
      megabytes(load.rulesBytes),
      figure(load.sha256Ms),
      `${figure(load.fresh.loadMs)} ms`,
      `${figure(load.fresh.firstDecisionMs)} ms`,
      `${figure(load.warm.loadMs)} ms`,
      `${figure(load.warm.firstDecisionMs)} ms`,
      megabytes(load.memoryBytes),
    ]),
  );
}

export function quotesPart({ quotes, http }: Results): string {
  const parts = quotes[0]?.parts.map(({ part }) => part) ?? [];
  const rows = parts.map((part) => [
    part,
    ...quotes.map((quote) => figure(quote.parts.find((each) => each.part === part)?.micros ?? null)),
  ]);
  const said = table(["µs CPU", ...quotes.map(({ what }) => what)], rows);
  if (http === null) return `${said}\n\nOver HTTP: not measured in this run.`;
  const { callers, quotesPerSecond, healthPerSecond } = http;
  const ratio = (quotesPerSecond / healthPerSecond).toFixed(2);
  return `${said}\n\nOver HTTP with ${callers} callers, callers and Worker on the same machine: ${figure(quotesPerSecond)} quotes a second beside ${figure(healthPerSecond)} health answers (${ratio}).`;
}

export function storesPart({ stores }: Results): string {
  if (stores === null) return "Not measured in this run.";
  const { promotions, stores: count, lines, rulesBytes, matchesPerCart } = stores;
  const millis = (micros: number) => `${(micros / 1_000).toFixed(3)} ms`;
  return `${grouped(promotions)} promotions over ${grouped(count)} stores, carts of ${lines} lines, ${figure(matchesPerCart)} matches a cart: CPU of a full decision ${millis(stores.medianMicros)} in the middle, ${millis(stores.p95Micros)} at 95 of 100 carts, ${millis(stores.maxMicros)} at most. Rules blob: ${megabytes(rulesBytes)}.`;
}
