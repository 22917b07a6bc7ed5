/** What one award aims at, alike in every application (AWD-3). */
import type { Reason } from "../model/reason.ts";
import type { Award } from "../rules/award.ts";
import { bundlesOf } from "./bundle.ts";
import { setsOf } from "./buy-get.ts";
import { earnedTimes } from "./gifts.ts";
import { lineMatches } from "./line-conditions.ts";
import { matchingUnits } from "./matching-units.ts";
import { picked } from "./picks.ts";
import { isExcludedFromStart, treesOf } from "./reduced.ts";
import { type Act, type Charge, isGift, type Piece, type Scene, type Unit } from "./scene.ts";
import { isReached, measureOf, missingMeasure } from "./tiers.ts";

export interface Aim {
  /** Open units, in unit order. */
  open: Unit[];
  /** What it takes, before it is known what is present; in the order of AWD-2. */
  takes: Piece[];
  /** Units bought by its sets (AWD-12, AWD-21). */
  bought: Unit[];
  /** How many bundles (AWD-23). */
  bundles: number;
  /** Why it has no target; null if it has one. */
  missing: Missing | null;
}

/** A reason without the kind that stands under `by`. */
export type Missing = Omit<Reason, "by">;

export type Stage = "items" | "order" | "shipping" | "end";

/** SEL-3. Grants come last. */
export function stageOf(award: Award): Stage {
  switch (award.kind) {
    case "percent":
    case "amount":
    case "fixed_price":
    case "tiers":
    case "every_full":
      return award.on === "order_and_shipping" ? "shipping" : award.on;
    case "buy_get":
    case "bundle":
    case "gift":
      return "items";
    case "free_shipping":
      return "shipping";
    default:
      return "end";
  }
}

export function aimOf(scene: Scene, act: Act): Aim {
  const known = scene.aims.get(act);
  if (known !== undefined) return known;
  const aim = aimed(scene, act, (unit) => isExcludedFromStart(act.player, unit));
  scene.aims.set(act, aim);
  return aim;
}

/** What it would aim at if nothing were reduced (CND-23). */
export function aimWithoutExclusions(scene: Scene, act: Act): Aim {
  return aimed(scene, act, () => false);
}

function aimed(scene: Scene, act: Act, isExcluded: (unit: Unit) => boolean): Aim {
  const { award } = act;
  const trees = treesOf(award);
  const open = scene.units.filter(
    (unit) =>
      unit.line.discountable &&
      !isGift(unit) &&
      trees.some((tree) => lineMatches(scene, tree, unit.line)) &&
      !isExcluded(unit),
  );
  switch (award.kind) {
    case "buy_get":
      return setsOf(scene, act, award, matchingUnits(scene, award.items), open);
    case "bundle":
      return bundlesOf(scene, award, open);
    case "gift":
      return plainAim([], [], earnedTimes(scene, award) === 0);
    case "percent":
    case "amount":
    case "fixed_price":
    case "every_full":
      return takingAim(open, [
        ...picked(scene, open, award.pick),
        ...(stageOf(award) === "shipping" ? chargesOf(scene, award) : []),
      ]);
    case "tiers":
      return takingAim(open, open);
    case "free_shipping":
      return takingAim([], chargesOf(scene, award));
    default:
      return plainAim([], [], false);
  }
}

function takingAim(open: Unit[], takes: Piece[]): Aim {
  return plainAim(open, takes, takes.length === 0);
}

function plainAim(open: Unit[], takes: Piece[], isMissing: boolean): Aim {
  return { open, takes, bought: [], bundles: 0, missing: isMissing ? { code: "items_missing" } : null };
}

interface Choosing {
  methods?: string[] | undefined;
  sellers?: string[] | undefined;
}

/** The charges that an award on shipping takes. */
function chargesOf(scene: Scene, { methods, sellers }: Choosing): Charge[] {
  return scene.charges.filter(
    ({ charge }) =>
      (methods === undefined || methods.includes(charge.method)) &&
      (sellers === undefined || (charge.seller !== undefined && sellers.includes(charge.seller))),
  );
}

/** Why an award has no target at its turn: what it measures comes first (AWD-25), then that there is nothing to take. */
export function missingNow(scene: Scene, act: Act, left: bigint[]): Missing | null {
  const { award } = act;
  if (award.kind === "tiers" || award.kind === "every_full") {
    const measure = measureOf(scene, act.player, award, left);
    if (!isReached(scene, award, measure)) return missingMeasure(scene, award, measure);
  }
  return aimOf(scene, act).missing;
}
