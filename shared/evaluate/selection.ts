/**
 * One selection: lanes choose one after another among what is eligible when some codes count (SEL-5 to SEL-7); what is chosen is applied
 * together (SEL-8). And the choice between selections when one code counts (SEL-9).
 */
import { compareText } from "../model/identifier.ts";
import type { Lane } from "../rules/rule-set.ts";
import { chooseEach } from "./best-each.ts";
import type { CodeEntry } from "./codes.ts";
import { eligibleWith, type Met } from "./eligibility.ts";
import type { Inputs } from "./inputs.ts";
import { type Applied, applySet, type Chosen } from "./pricing.ts";

export interface Selection {
  /** Codes that count, ascending. */
  readonly counting: readonly CodeEntry[];
  readonly chosen: readonly Chosen[];
  readonly applied: Applied;
  /** Promotions that lost their lane, with who won it; null in a lane `best_each` (CND-23). */
  readonly lost: ReadonlyMap<number, number | null>;
}

/** What a lane made of its eligible promotions. */
interface LaneOutcome {
  readonly chosen: readonly Chosen[];
  readonly lost: readonly (readonly [promotion: number, winner: number | null])[];
}

type Choose = (inputs: Inputs, eligible: readonly number[], before: readonly Chosen[]) => LaneOutcome;

/** With the awards of today every candidate of `best_combination` is free, so it takes every one (SEL-5). */
const CHOOSE: Record<Lane["mode"], Choose> = {
  all: takeAll,
  best_combination: takeAll,
  best_one: chooseOne,
  best_each(inputs, eligible, before) {
    const { chosen, lost } = chooseEach(inputs, eligible, before);
    return { chosen, lost: lost.map((promotion) => [promotion, null] as const) };
  },
};

/** Makes the selection for some codes that count. */
export function select(inputs: Inputs, met: Met, counting: readonly CodeEntry[]): Selection {
  const { plan } = inputs;
  const eligible = eligibleWith(inputs, met, counting);
  const chosen: Chosen[] = [];
  const lost = new Map<number, number | null>();
  let from = 0;
  while (from < eligible.length) {
    const lane = plan.laneOf(eligible[from] ?? 0);
    let to = from + 1;
    while (to < eligible.length && plan.laneOf(eligible[to] ?? 0) === lane) to++;
    const outcome = CHOOSE[plan.laneModes[lane] ?? "all"](inputs, eligible.slice(from, to), chosen);
    chosen.push(...outcome.chosen);
    for (const [promotion, winner] of outcome.lost) lost.set(promotion, winner);
    from = to;
  }
  return { counting, chosen, applied: applySet(inputs, chosen), lost };
}

function takeAll(_inputs: Inputs, eligible: readonly number[]): LaneOutcome {
  return { chosen: eligible.map((promotion) => ({ promotion, won: null })), lost: [] };
}

/** SEL-6: the greatest gain among those with an effect; the first of equals. */
function chooseOne(inputs: Inputs, eligible: readonly number[], before: readonly Chosen[]): LaneOutcome {
  const without = applySet(inputs, before).saving;
  const effective: number[] = [];
  let winner: number | null = null;
  let best = -1;
  for (const promotion of eligible) {
    const { saved, saving } = applySet(inputs, [...before, { promotion, won: null }]);
    if ((saved[before.length] ?? 0) === 0) continue;
    effective.push(promotion);
    if (saving - without > best) {
      winner = promotion;
      best = saving - without;
    }
  }
  if (winner === null) return { chosen: [], lost: [] };
  const lost = effective.filter((promotion) => promotion !== winner).map((each) => [each, winner] as const);
  return { chosen: [{ promotion: winner, won: null }], lost };
}

/** SEL-9 between two selections that each count one code: whether the first is the better one. */
export function isBetter(inputs: Inputs, a: Selection, b: Selection): boolean {
  const order =
    b.applied.saving - a.applied.saving ||
    byPriorities(inputs, a, b) ||
    byIds(inputs, a, b) ||
    compareText(a.counting[0]?.code ?? "", b.counting[0]?.code ?? "");
  return order < 0;
}

function effective({ chosen, applied }: Selection): number[] {
  return chosen.filter((_, index) => (applied.saved[index] ?? 0) > 0).map(({ promotion }) => promotion);
}

/** Highest first: the greater list is better, of two where one begins the other the longer. */
function byPriorities({ plan }: Inputs, a: Selection, b: Selection): number {
  const list = (of: Selection) =>
    effective(of)
      .map((each) => plan.priority(each))
      .sort((x, y) => y - x);
  const [first, second] = [list(a), list(b)];
  for (const [index, priority] of first.entries()) {
    const other = second[index];
    if (other === undefined) return -1;
    if (priority !== other) return other - priority;
  }
  return second.length - first.length;
}

/** The smaller list is better, of two where one begins the other the shorter. */
function byIds({ plan }: Inputs, a: Selection, b: Selection): number {
  const list = (of: Selection) =>
    effective(of)
      .map((each) => plan.promotionId(each))
      .sort(compareText);
  const [first, second] = [list(a), list(b)];
  for (const [index, id] of first.entries()) {
    const other = second[index];
    if (other === undefined) return 1;
    const order = compareText(id, other);
    if (order !== 0) return order;
  }
  return first.length - second.length;
}
