/** Lanes choose one after another, then everything chosen is applied together (SEL-2, SEL-5, SEL-8, SEL-17). */
import type { Reason } from "../model/reason.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { type Application, apply, type Choice } from "./apply.ts";
import { effectsInOrder } from "./combine.ts";
import { holdsCode, refusal } from "./eligibility.ts";
import { cutByExclusive } from "./exclusivity.ts";
import { chooseInLane, combinedExcluded } from "./lanes.ts";
import type { Player, Scene } from "./scene.ts";
import { unappliedReasons } from "./unapplied.ts";

export interface Selection {
  /** Codes that count in it (SEL-9). */
  counting: string[];
  application: Application;
  /** Promotions with an effect, in the order of SEL-1. */
  applied: Player[];
  /** Of every promotion that was not applied. */
  reasons: Map<RulePromotion, Reason[]>;
}

/** What was decided before everything is applied. */
export interface Chosen {
  choices: Choice[];
  lost: Map<Player, Reason>;
  keptOut: Map<Player, Reason>;
}

/** The whole selection, with these codes counting. `gaveWay` names the promotions of standing codes that do not count. */
export function select(scene: Scene, counting: string[], gaveWay: Set<string>): Selection {
  const refusals = new Map<Player, Reason[]>();
  for (const player of scene.players) {
    const { promotion, policies } = player;
    const codeCounts = holdsCode(scene, promotion, counting);
    const refused = refusal(scene, player, { policies, codeCounts, withoutFirstOrder: false });
    if (refused !== null) refusals.set(player, refused);
  }
  const eligible = scene.players.filter((player) => !refusals.has(player));
  const chosen = choose(scene, eligible);
  const application = apply(scene, chosen.choices); // SEL-8
  const applied = effectsInOrder(application);
  const reasons = new Map<RulePromotion, Reason[]>();
  for (const player of scene.players) {
    if (applied.includes(player)) continue;
    const winning = gaveWay.has(player.promotion.id) ? counting[0] : undefined;
    const why = refusals.get(player) ?? unappliedReasons(scene, chosen, application, player, winning);
    reasons.set(player.promotion, why);
  }
  return { counting, application, applied, reasons };
}

function choose(scene: Scene, eligible: Player[]): Chosen {
  const hasEffectWith = (chosen: Choice[]) => (player: Player) =>
    apply(scene, [...chosen, { player, won: null }]).effects.has(player);
  const cut = cutByExclusive(eligible, "cart", hasEffectWith([]));
  const choices: Choice[] = [];
  const lost = new Map<Player, Reason>();
  const keptOut = keptOutBy(cut.by);
  if (cut.whole !== null) return { choices: [{ player: cut.whole, won: null }], lost, keptOut };
  for (const lane of scene.steps.laneOrder(scene.rules.lanes)) {
    const candidates = eligible.filter((player) => player.promotion.lane === lane.id && !cut.by.has(player));
    const cutInLane = cutByExclusive(candidates, "lane", hasEffectWith(choices));
    setAll(keptOut, keptOutBy(cutInLane.by));
    if (cutInLane.whole !== null) {
      choices.push({ player: cutInLane.whole, won: null });
      continue;
    }
    const left = candidates.filter((player) => !cutInLane.by.has(player));
    const outcome = chooseInLane(scene, lane, [...choices], left);
    choices.push(...outcome.choices);
    setAll(lost, outcome.lost);
    setAll(keptOut, outcome.keptOut);
  }
  return { choices, lost, keptOut };
}

function keptOutBy(cut: Map<Player, Player>): Map<Player, Reason> {
  return new Map([...cut].map(([player, by]) => [player, combinedExcluded(by)]));
}

function setAll(reasons: Map<Player, Reason>, more: Map<Player, Reason>): void {
  for (const [player, reason] of more) reasons.set(player, reason);
}
