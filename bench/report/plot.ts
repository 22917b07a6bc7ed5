/** The plot of matching time by the number of promotions, both logarithmic: one line an engine, its name at the line's end. */
import { ENGINES, type EngineName } from "../adapters/engines.ts";
import { mixed } from "../measure/schedule.ts";
import { contestOf, entryOf, microsOf, type Results } from "./results.ts";
import { grouped } from "./text.ts";

interface Curve {
  readonly name: string;
  readonly color: string;
  readonly isOurs: boolean;
  readonly points: readonly { readonly promotions: number; readonly micros: number }[];
}

const SIZES = [10, 100, 1_000, 10_000, 100_000];
const WIDTH = 820;
const HEIGHT = 500;
const PLOT = { left: 70, top: 56, right: 590, bottom: 440 };
const LABEL_GAP = 17;
const MICROS_UNITS = ["1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s"];

const COLORS: Readonly<Record<EngineName, string>> = {
  lidia: "#c2410c",
  loop: "#1f2937",
  reference: "#9ca3af",
  "json-rules-engine": "#7c3aed",
  "json-logic-engine": "#0f766e",
  "cel-js": "#2563eb",
  "zen-native": "#65a30d",
  "zen-wasm": "#be185d",
};

export function plotSvg(results: Results): string {
  const curves = curvesOf(results);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" role="img">`,
    "<title>Time to match one cart of 10 lines, by the number of promotions</title>",
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(
      PLOT.left,
      24,
      "Time to find the eligible promotions of a cart of 10 lines",
      'font-size="15" font-weight="600" fill="#111827"',
    ),
    text(
      PLOT.left,
      42,
      "CPU of one thread (native engine: wall time), medians; both axes logarithmic; lower is better",
      'fill="#6b7280"',
    ),
    ...grid(),
    ...curves.map(line),
    ...labels(curves),
    "</svg>",
    "",
  ].join("\n");
}

function curvesOf(results: Results): Curve[] {
  return (Object.keys(ENGINES) as EngineName[]).flatMap((engine) => {
    const contests = SIZES.map((promotions) => contestOf(results, mixed(promotions)));
    const points = contests.flatMap((contest) => {
      const micros = microsOf(contest, engine, "match");
      return contest === null || micros === null ? [] : [{ promotions: contest.workload.promotions, micros }];
    });
    const opened = contests.map((contest) => entryOf(contest, engine)?.opened).find((found) => found != null);
    if (points.length === 0) return [];
    return [{ name: opened?.name ?? engine, color: COLORS[engine], isOurs: engine === "lidia", points }];
  });
}

function xOf(promotions: number): number {
  const share = (Math.log10(promotions) - 1) / (SIZES.length - 1);
  return PLOT.left + share * (PLOT.right - PLOT.left);
}

function yOf(micros: number): number {
  const share = Math.log10(Math.max(1, micros)) / (MICROS_UNITS.length - 1);
  return PLOT.bottom - share * (PLOT.bottom - PLOT.top);
}

function grid(): string[] {
  const across = MICROS_UNITS.map((unit, power) => {
    const y = yOf(10 ** power);
    const rule = `<line x1="${PLOT.left}" y1="${round(y)}" x2="${PLOT.right}" y2="${round(y)}" stroke="#e5e7eb"/>`;
    return rule + text(PLOT.left - 8, y + 4, unit, 'text-anchor="end" fill="#6b7280"');
  });
  const along = SIZES.map((size) => {
    const x = xOf(size);
    const rule = `<line x1="${round(x)}" y1="${PLOT.top}" x2="${round(x)}" y2="${PLOT.bottom}" stroke="#f3f4f6"/>`;
    return rule + text(x, PLOT.bottom + 18, grouped(size), 'text-anchor="middle" fill="#6b7280"');
  });
  const middle = (PLOT.left + PLOT.right) / 2;
  return [
    ...along,
    ...across,
    text(middle, PLOT.bottom + 40, "promotions in the rule set", 'text-anchor="middle" fill="#374151"'),
  ];
}

function line({ points, color, isOurs }: Curve): string {
  const places = points.map(
    ({ promotions, micros }) => [round(xOf(promotions)), round(yOf(micros))] as const,
  );
  const width = isOurs ? 3 : 1.6;
  const path = `<polyline points="${places.map((place) => place.join(",")).join(" ")}" fill="none" stroke="${color}" stroke-width="${width}"/>`;
  const dots = places.map(
    ([x, y]) => `<circle cx="${x}" cy="${y}" r="${isOurs ? 4 : 2.6}" fill="${color}"/>`,
  );
  return [path, ...dots].join("");
}

/** Names in a column, from top to bottom as the lines end, moved apart where they would touch; a thin line leads to each. */
function labels(curves: readonly Curve[]): string[] {
  const ends = curves
    .map((curve) => ({ curve, last: curve.points.at(-1) ?? { promotions: 1, micros: 1 } }))
    .sort((a, b) => yOf(a.last.micros) - yOf(b.last.micros));
  let least = PLOT.top;
  return ends.map(({ curve, last }) => {
    const y = Math.max(least, yOf(last.micros));
    least = y + LABEL_GAP;
    const x = PLOT.right + 22;
    const lead = `<line x1="${round(xOf(last.promotions) + 5)}" y1="${round(yOf(last.micros))}" x2="${x - 4}" y2="${round(y)}" stroke="${curve.color}" stroke-width="0.7" stroke-dasharray="2 3"/>`;
    const weight = curve.isOurs ? ' font-weight="700"' : "";
    return lead + text(x, y + 4, curve.name, `fill="${curve.color}"${weight}`);
  });
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${content.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
