/** Lanes and awards, written shortly. */
import type { Award } from "../../shared/rules/award.ts";
import type { RuleSet } from "../../shared/rules/rule-set.ts";
import { line } from "./golden.ts";

type Mode = RuleSet["lanes"][number]["mode"];

export const lane = (mode: Mode) => [{ id: "default", mode }];
export const lanes = (...modes: Mode[]) => modes.map((mode, index) => ({ id: `l${index}`, mode }));
export const percent = (rate_bps: number, fields: object = {}): Award => ({
  kind: "percent",
  on: "order",
  rate_bps,
  ...fields,
});
export const off = (amount: number, fields: object = {}): Award => ({
  kind: "amount",
  on: "order",
  amounts: { USD: amount },
  ...fields,
});
export const items = { on: "items" };
export const ten = [line("a", 1000)];
export const code = { kind: "code" as const };
export const never = { kind: "channel" as const, any_of: ["app"] };

export const both = [
  { code: "A", promotion: "p" },
  { code: "B", promotion: "q" },
];
export const typed = { lines: ten, codes: ["A", "B"] };
