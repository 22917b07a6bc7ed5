/** Lines, charges and totals as the decision shows them (AWD-16, SEL-12). */
import type { LineFacts } from "../model/cart-facts.ts";
import type {
  DecisionCharge,
  DecisionLine,
  DecisionResult,
  LineFlag,
  Part,
  UnitRun,
} from "../model/decision.ts";
import type { Application } from "./apply.ts";
import type { CatalogueStage } from "./catalogue.ts";
import type { Piece, Scene, Unit } from "./scene.ts";
import { sumOf } from "./steps.ts";
import { canonicalText, compareTexts } from "./text.ts";

export function linesOf(scene: Scene, { lowered }: CatalogueStage, application: Application): DecisionLine[] {
  return [...scene.facts.lines]
    .sort((a, b) => compareTexts(a.id, b.id))
    .map((line) => {
      const units = scene.units.filter((unit) => unit.line === line).sort((a, b) => a.index - b.index);
      const parts = lowered.get(line.id);
      return {
        id: line.id,
        quantity: line.quantity,
        list: Number(BigInt(line.list) * BigInt(line.quantity)),
        catalog: Number(BigInt(line.catalog) * BigInt(line.quantity)),
        total: Number(leftOf(application, units)),
        ...(parts === undefined ? {} : { lowered: parts }),
        units: unitRuns(units, application),
        flags: flagsOf(line, units, application),
      };
    });
}

export function chargesOf(scene: Scene, application: Application): DecisionCharge[] {
  return scene.charges.map((charge) => ({
    id: charge.charge.id,
    amount: charge.charge.amount,
    total: Number(leftOf(application, [charge])),
    parts: partsOf(application, charge),
  }));
}

function leftOf({ left }: Application, pieces: Piece[]): bigint {
  return sumOf(pieces.map(({ at }) => left[at] ?? 0n));
}

/** AWD-16: neighbours of equal net and parts stand together. */
function unitRuns(units: Unit[], application: Application): UnitRun[] {
  const runs: UnitRun[] = [];
  for (const unit of units) {
    const net = Number(leftOf(application, [unit]));
    const parts = partsOf(application, unit);
    const last = runs.at(-1);
    if (last !== undefined && last.net === net && canonicalText(last.parts) === canonicalText(parts)) {
      last.count += 1;
    } else {
      runs.push({ count: 1, net, parts });
    }
  }
  return runs;
}

function partsOf({ parts }: Application, { at }: Piece): Part[] {
  return (parts[at] ?? []).map(({ promotion, amount }) => ({ promotion, amount: Number(amount) }));
}

function flagsOf(line: LineFacts, units: Unit[], { givenUnits }: Application): LineFlag[] {
  const flags: LineFlag[] = [];
  if (!line.discountable) flags.push("not_discountable");
  if (units.some((unit) => givenUnits.has(unit))) flags.push("gift");
  if (line.gift_of !== undefined && !units.every((unit) => givenUnits.has(unit)))
    flags.push("gift_not_earned");
  if (line.catalog < line.list) flags.push("on_sale");
  return flags;
}

/** SEL-12. */
export function totalsOf(scene: Scene, application: Application): DecisionResult["totals"] {
  const list = sumOf(scene.units.map((unit) => unit.list));
  const catalog = sumOf(scene.units.map((unit) => unit.catalog));
  const charges = sumOf(scene.charges.map((charge) => charge.catalog));
  const items = leftOf(application, scene.units);
  const shipping = leftOf(application, scene.charges);
  return {
    list: Number(list),
    catalog: Number(catalog),
    items: Number(items),
    shipping: Number(shipping),
    saved: Number(catalog + charges - items - shipping),
    to_pay: Number(items + shipping),
  };
}
