/**
 * Nobody is timed for a wrong answer. The reference evaluator is the oracle for the carts that it has time for, for the others the
 * hand-written loop, which shares no code with our engine. Eligible promotions of everybody and sums of everybody who prices must be
 * the same.
 */
import type { Contestant } from "./contest.ts";
import type { CartAnswer } from "./protocol.ts";

/** Carts that somebody else has answered too, by the reference evaluator or by the loop, and those answered alike. */
export interface Agreement {
  readonly compared: number;
  readonly byReference: number;
  readonly right: number;
}

/** How the answers of each contestant compare, in their order. */
export async function compareAnswers(contestants: readonly Contestant[]): Promise<Agreement[]> {
  const answers: CartAnswer[][] = [];
  for (const { child, carts } of contestants) answers.push(await child.ask({ ask: "answers", carts }));
  const of = (name: string) => answers[contestants.findIndex(({ rules }) => rules.engine === name)] ?? [];
  const reference = of("reference");
  const right = [...reference, ...of("loop").slice(reference.length)];
  return answers.map((own) => compare(own, right, reference.length));
}

/** Compares all carts that somebody else has answered too. */
function compare(own: readonly CartAnswer[], right: readonly CartAnswer[], byReference: number): Agreement {
  const compared = Math.min(own.length, right.length);
  const alike = own.filter((answer, cart) => {
    const other = right[cart];
    return other !== undefined && isEqual(answer, other);
  });
  return { compared, byReference: Math.min(byReference, compared), right: alike.length };
}

function isEqual(answer: CartAnswer, other: CartAnswer): boolean {
  if (answer.eligible.join() !== other.eligible.join()) return false;
  if (answer.sums === null || other.sums === null) return true;
  return JSON.stringify(answer.sums) === JSON.stringify(other.sums);
}
