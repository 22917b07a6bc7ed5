/**
 * The worst that a cart and a rule set within their limits can ask of one evaluation (SEL-23): found by climbing, for fuel, for CPU time and for
 * CPU time a step, where work is not counted. It falls short if a law is broken, if more is burnt than there is, or if a case does not end in time.
 */
import { LIMITS } from "../../shared/model/limits.ts";
import type { CampaignResult } from "../campaign.ts";
import { climb } from "../laws/fuel-climb.ts";
import type { HeavyAnswer } from "../laws/heavy-answer.ts";
import { type Bounds, inWords, type Shape } from "../laws/heavy-shape.ts";
import { HeavyThread } from "../laws/heavy-thread.ts";

export const summary =
  "the worst case of one evaluation, by climbing (FUEL_SEED, FUEL_SECONDS a figure, FUEL_CASE_SECONDS, FUEL_PROMOTIONS)";

/** What one evaluation may burn: its fuel and, for the application in which it runs out, as much again as one search has. */
const STEPS_MOST = LIMITS.fuel + LIMITS.searchFuel;

type Answer = HeavyAnswer | null | "late";

const FIGURES: Readonly<Record<string, (answer: HeavyAnswer) => number>> = {
  fuel: ({ spent }) => spent,
  "fuel of one application": ({ greatest }) => greatest,
  "CPU ms": ({ cpuMs }) => cpuMs,
  // Small cases are all start.
  "CPU ns a step": ({ cpuMs, spent }) => (cpuMs < 50 ? 0 : (cpuMs * 1e6) / Math.max(1, spent)),
};

export async function run(): Promise<CampaignResult> {
  const { FUEL_SEED, FUEL_SECONDS, FUEL_CASE_SECONDS, FUEL_PROMOTIONS } = process.env;
  const seed = Number(FUEL_SEED ?? 1);
  const seconds = Number(FUEL_SECONDS ?? 60);
  const bounds = { promotions: Number(FUEL_PROMOTIONS ?? 200), cataloguePromotions: 200 };
  const thread = new HeavyThread(Number(FUEL_CASE_SECONDS ?? 30) * 1_000);
  const met = new Met();
  console.log(`seed ${seed}, ${seconds} s a figure, up to ${bounds.promotions} promotions`);
  for (const [name, scoreOf] of Object.entries(FIGURES)) {
    await search(name, scoreOf, { seed, bounds, endsAtMs: Date.now() + seconds * 1_000, thread, met });
  }
  await thread.end();
  return met.result();
}

interface Searching {
  readonly seed: number;
  readonly bounds: Bounds;
  readonly endsAtMs: number;
  readonly thread: HeavyThread;
  readonly met: Met;
}

/** Prints the worst of one figure. */
async function search(
  name: string,
  scoreOf: (answer: HeavyAnswer) => number,
  { seed, bounds, endsAtMs, thread, met }: Searching,
): Promise<void> {
  const { worst, tries } = await climb<Answer>({
    seed,
    bounds,
    async tryOut(shape) {
      const answer = await thread.price(shape);
      met.note(shape, answer);
      return answer;
    },
    // One that does not end is noted, and the search goes on around it.
    scoreOf: (answer) => (answer === "late" || answer === null ? -1 : scoreOf(answer)),
    hasTime: () => Date.now() < endsAtMs,
  });
  console.log(`most ${name} in ${tries} tries: ${told(worst.found)}\n  ${inWords(worst.shape)}`);
}

function told(answer: Answer): string {
  if (answer === "late") return "did not end in time";
  if (answer === null) return "nothing that could be published";
  const { spent, greatest, cpuMs, isProven } = answer;
  const nanos = Math.round((cpuMs * 1e6) / Math.max(1, spent));
  return `${spent} steps (${greatest} in one application), ${Math.round(cpuMs)} ms, ${nanos} ns a step${isProven ? "" : ", not proven"}`;
}

/** What was met in all searches. */
class Met {
  #mostSteps = 0;
  #mostMs = 0;
  #late = 0;
  #broken = 0;

  note(shape: Shape, answer: Answer): void {
    if (answer === null) return;
    if (answer === "late") {
      this.#late += 1;
      console.log(`did not end in time: ${inWords(shape)}`);
      return;
    }
    this.#mostSteps = Math.max(this.#mostSteps, answer.spent);
    this.#mostMs = Math.max(this.#mostMs, answer.cpuMs);
    if (answer.broken.length === 0) return;
    this.#broken += 1;
    console.log(`${answer.broken.join("; ")}: ${inWords(shape)}`);
  }

  result(): CampaignResult {
    const figure =
      `worst: ${this.#mostSteps} steps of ${STEPS_MOST}, ${Math.round(this.#mostMs)} ms; ` +
      `${this.#late} cases did not end in time, ${this.#broken} broke a law`;
    return { figure, reached: this.#late + this.#broken === 0 && this.#mostSteps <= STEPS_MOST };
  }
}
