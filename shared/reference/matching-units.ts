/** The units that a line tree reaches, whether or not they may be reduced. */
import type { LineCondition } from "../rules/line-condition.ts";
import { lineMatches } from "./line-conditions.ts";
import { isGift, type Scene, type Unit } from "./scene.ts";

/** CND-2, CND-3: units that match, gifts aside; what is unknown does not match. */
export function matchingUnits(scene: Scene, items: LineCondition | undefined): Unit[] {
  return scene.units.filter((unit) => !isGift(unit) && lineMatches(scene, items, unit.line));
}
