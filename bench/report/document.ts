/**
 * Writes the results: raw as JSON, the plot, and the marked parts of docs/performance.md. What stands between the markers there is made
 * here, everything else is written by hand.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plotSvg } from "./plot.ts";
import type { Results } from "./results.ts";
import {
  agreementPart,
  cartsPart,
  decisionPart,
  growthPart,
  loadsPart,
  machinePart,
  matchingPart,
  quotesPart,
  rivalsPart,
  storesPart,
  targetsPart,
} from "./tables.ts";

const ROOT = join(import.meta.dirname, "../..");

const PARTS: Readonly<Record<string, (results: Results) => string>> = {
  machine: machinePart,
  targets: targetsPart,
  matching: matchingPart,
  agreement: agreementPart,
  carts: cartsPart,
  decision: decisionPart,
  rivals: rivalsPart,
  growth: growthPart,
  loads: loadsPart,
  quotes: quotesPart,
  stores: storesPart,
};

export function writeReport(results: Results): void {
  writeFileSync(join(ROOT, "bench/results.json"), `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(join(ROOT, "docs/performance.svg"), plotSvg(results));
  const path = join(ROOT, "docs/performance.md");
  let document = readFileSync(path, "utf8");
  for (const [name, make] of Object.entries(PARTS)) document = withPart(document, name, make(results));
  writeFileSync(path, document);
}

function withPart(document: string, name: string, text: string): string {
  const begin = `<!-- measured: ${name} -->`;
  const end = `<!-- end: ${name} -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no part \`${name}\``);
  return `${document.slice(0, from)}${begin}\n${text}\n${document.slice(to)}`;
}
