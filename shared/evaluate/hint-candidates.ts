/**
 * What a promotion that may give hints lacks to be the next one, by the selection that counted (HNT-1, HNT-2). Lacks are read off conditions and
 * awards again, since a reason does not say what counts for it.
 */
import type { HintKind } from "../model/hint.ts";
import type { Reason } from "../model/reason.ts";
import type { Supposed } from "../rules/cart-view.ts";
import type { Lack } from "../rules/lack.ts";
import { awardFields, awardKind } from "./award-targets.ts";
import { codeOf } from "./codes.ts";
import { enter, type Inputs } from "./inputs.ts";
import { isLateAt, type Leaf, lackOfLeaf, missingLeaf } from "./judge.ts";
import { lateLacks } from "./late.ts";
import type { Chosen } from "./pricing.ts";
import { reasonsOf } from "./reasons.ts";
import { isApplied, type Selection } from "./selection.ts";
import { watch } from "./why-not.ts";

export interface Candidate {
  readonly promotion: number;
  readonly kind: HintKind;
  /** Null where nothing is counted: somebody signs in, or it begins. */
  readonly lack: Lack | null;
  /** When it begins; null: it has begun. */
  readonly startMs: number | null;
  /** How it is weighed (HNT-6): taken as eligible, with a step taken as reached, by whom it combines with, or not at all. */
  readonly weighed: "eligible" | "step" | "combining" | "not";
  /** What is taken as reached for it, beside that it is eligible. */
  readonly supposed: Supposed | null;
}

/** Null for one that cannot hint. `isEligible` is of the selection that counted. */
export function candidateOf(
  inputs: Inputs,
  promotion: number,
  counted: Selection,
  isEligible: boolean,
): Candidate | null {
  inputs.burn(inputs.cart.runs.length);
  // What these keep out has a reason that nobody hints at; most of what a cart reaches ends here.
  if (inputs.leftOut.has(promotion) || !inputs.gates.admit(promotion)) return null;
  if (isApplied(counted, promotion)) return stepCandidate(inputs, promotion, counted);
  const codeCounts = codeOf(promotion, counted.counting) !== null;
  const reasons = reasonsOf(inputs, promotion, counted);
  const alone = reasons.length === 1 ? reasons[0] : undefined;
  if (alone?.code === "not_started") return upcoming(inputs, promotion, codeCounts);
  if (alone?.code === "customer_required") return { ...PLAIN, promotion, kind: "sign_in" };
  if (alone !== undefined && isShort(alone)) {
    return isEligible
      ? shortWhenApplied(inputs, promotion, counted)
      : shortOfTree(inputs, promotion, codeCounts);
  }
  return isEligible ? stepCandidate(inputs, promotion, counted) : null;
}

const PLAIN = { lack: null, startMs: null, weighed: "eligible", supposed: null } as const;

function isShort({ code, need, have }: Reason): boolean {
  const isMissing = code === "minimum_not_reached" || code === "items_missing";
  return isMissing && need !== undefined && have !== undefined;
}

function upcoming(inputs: Inputs, promotion: number, codeCounts: boolean): Candidate | null {
  const startMs = inputs.announcedStart(promotion, codeCounts);
  return startMs === null ? null : { ...PLAIN, promotion, kind: "upcoming", startMs, weighed: "not" };
}

function shortOfTree(inputs: Inputs, promotion: number, codeCounts: boolean): Candidate | null {
  const { plan, cart } = inputs;
  const tree = { at: plan.sections.promotion_tree[promotion] ?? 0, end: plan.words.length, wanted: true };
  enter(inputs, promotion);
  cart.codeCounts = codeCounts;
  const leaf = missingLeaf(plan, tree, cart);
  return leaf === null ? null : shortOfLeaf(inputs, promotion, leaf, lackOfLeaf(plan, leaf, cart));
}

/** A late condition is judged again when the promotion is applied, so it is taken as reached there. */
function shortOfLeaf(inputs: Inputs, promotion: number, leaf: Leaf, lack: Lack | null): Candidate | null {
  if (lack === null || !isSound(lack)) return null;
  const supposed = isLateAt(inputs.plan, leaf.at) ? { at: leaf.at + 1, need: lack.need } : null;
  return { ...PLAIN, promotion, kind: lack.kind, lack, supposed };
}

/** What is eligible and short of something says it of late conditions, else of its awards (CND-23). */
function shortWhenApplied(inputs: Inputs, promotion: number, { chosen }: Selection): Candidate | null {
  const { plan, cart } = inputs;
  const late: ReturnType<typeof lateLacks> = [];
  if (plan.hasLate(promotion)) {
    watch(inputs, chosen, {
      promotion,
      begins({ amounts }) {
        enter(inputs, promotion);
        late.push(...lateLacks(plan, promotion, cart, amounts));
      },
      turn() {},
    });
  }
  const [only, ...others] = late;
  if (only === undefined) return awardCandidates(inputs, promotion, chosen)[0] ?? null;
  return others.length > 0 ? null : shortOfLeaf(inputs, promotion, only.leaf, only.lack);
}

/** The first table of its that has a further step. */
function stepCandidate(inputs: Inputs, promotion: number, { chosen }: Selection): Candidate | null {
  return awardCandidates(inputs, promotion, chosen).find(({ weighed }) => weighed === "step") ?? null;
}

/** What its awards lack, in their order: sets of units by the cart as it came, steps of tables at their turn. */
function awardCandidates(inputs: Inputs, promotion: number, chosen: readonly Chosen[]): Candidate[] {
  const { plan, cart } = inputs;
  const first = plan.firstAward(promotion);
  const found: (Candidate | undefined)[] = [];
  let hasTable = false;
  enter(inputs, promotion);
  for (let award = first; award < plan.awardsEnd(promotion); award++) {
    const kind = awardKind(inputs, award)?.kind;
    if (kind?.does !== "money") continue;
    const { at, end } = awardFields(plan, award);
    hasTable ||= kind.nextStep !== undefined;
    const lack = kind.missingSets?.(plan, at, end, cart) ?? null;
    if (lack === null || !isSound(lack)) continue;
    found[award - first] = { ...PLAIN, promotion, kind: lack.kind, lack, weighed: "combining" };
  }
  if (hasTable) {
    watch(inputs, chosen, {
      promotion,
      begins() {},
      turn(award) {
        const kind = awardKind(inputs, award)?.kind;
        if (kind?.does !== "money") return;
        const { at, end } = awardFields(plan, award);
        const lack = kind.nextStep?.(plan, at, end, cart) ?? null;
        if (lack === null || !isSound(lack)) return;
        const supposed = { at, need: lack.need };
        found[award - first] = { ...PLAIN, promotion, kind: lack.kind, lack, weighed: "step", supposed };
      },
    });
  }
  return found.filter((each) => each !== undefined);
}

/** Whole and in order even where the bytes are damaged, so that it can be compared exactly. */
function isSound({ need, have }: Lack): boolean {
  return Number.isSafeInteger(need) && Number.isSafeInteger(have) && have >= 0 && have < need;
}
