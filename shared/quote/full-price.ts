/**
 * The decision when no rules are at hand: everything at its price before cart promotions, no discount guessed. Codes are neither
 * accepted nor refused, since nobody can tell: they are kept, and the reason names the missing snapshot.
 */
import type { CartFacts, LineFacts } from "../model/cart-facts.ts";
import type { DecisionLine, DecisionResult, LineFlag } from "../model/decision.ts";

/** A result without any promotion; `at` is the instant as text. */
export function fullPrice(facts: CartFacts, at: string): DecisionResult {
  const lines = facts.lines.map(fullLine);
  const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const items = sum(lines.map((line) => line.catalog));
  const shipping = sum(facts.shipping.map((charge) => charge.amount));
  return {
    at,
    currency: facts.currency,
    tax_mode: facts.tax_mode,
    ...(facts.country_from === undefined ? {} : { country_from: facts.country_from }),
    policies: {},
    left_out: [],
    granted: [],
    proven: true,
    lines,
    shipping: facts.shipping.map(({ id, amount }) => ({ id, amount, total: amount, parts: [] })),
    totals: {
      list: sum(lines.map((line) => line.list)),
      catalog: items,
      items,
      shipping,
      saved: 0,
      to_pay: items + shipping,
    },
    applied: [],
    codes: facts.codes.map((code) => ({
      code,
      status: "kept",
      reasons: [{ code: "fact_missing", by: "snapshot" }],
    })),
    gifts: [],
    hints: [],
    exposures: [],
  };
}

function fullLine(line: LineFacts): DecisionLine {
  const { id, quantity } = line;
  const catalog = line.catalog * quantity;
  return {
    id,
    quantity,
    list: line.list * quantity,
    catalog,
    total: catalog,
    units: [{ count: quantity, net: line.catalog, parts: [] }],
    flags: flagsOf(line),
  };
}

function flagsOf(line: LineFacts): LineFlag[] {
  const flags: LineFlag[] = [];
  if (!line.discountable) flags.push("not_discountable");
  if (line.gift_of !== undefined) flags.push("gift_not_earned");
  if (line.catalog < line.list) flags.push("on_sale");
  return flags;
}
