/**
 * The best set of some candidates, by branch and bound over an order of them (SEL-15, SEL-16). It knows sets of indexes and nothing of what they
 * mean. Two that conflict are never put together: if both have an effect the set is not allowed, and one without effect changes
 * nothing, so that the caller may add it in the end.
 *
 * Exact if it finishes: a branch is left only if its bound is below what is at hand, or equal where no tie could be won.
 */
export interface SearchProblem<O> {
  /** Indexes in the order in which they are decided: those that could save most first. */
  readonly order: readonly number[];
  /** Whether two may not both have an effect. */
  conflicts(a: number, b: number): boolean;
  /** What a set comes to; null if it is not allowed. */
  evaluate(members: readonly number[]): O | null;
  isBetter(a: O, b: O): boolean;
  savingOf(outcome: O): number;
  /** At least what any set saves that has these members and some of the undecided ones. */
  bound(members: readonly number[], undecided: readonly number[]): number;
  /** Whether such a set could be better than one that saves as much. */
  mayWinTie(members: readonly number[], undecided: readonly number[], best: O): boolean;
  /** Whether the fuel ran out. */
  isOut(): boolean;
}

export interface SearchResult<O> {
  readonly members: readonly number[];
  readonly outcome: O | null;
  /** What a better set could save more; null if there is none. */
  readonly couldBeBetterBy: number | null;
}

interface Node {
  /** Those before it in the order are decided. */
  readonly depth: number;
  readonly members: readonly number[];
  readonly bound: number;
  /** The bound is that of its parent, and may be too great. */
  readonly isInherited: boolean;
}

/** Rounds of changing one candidate at a time before the search itself. */
const ROUNDS_MAX = 3;

export function search<O>(problem: SearchProblem<O>): SearchResult<O> {
  const best = new Best(problem);
  best.offer([]);
  climb(problem, best);
  const open: Node[] = [
    { depth: 0, members: [], bound: problem.bound([], problem.order), isInherited: false },
  ];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (problem.isOut()) return unfinished(best, [...open, node]);
    branch(problem, node, best, open);
  }
  return { members: best.members, outcome: best.outcome, couldBeBetterBy: null };
}

/** The best set so far. */
class Best<O> {
  members: readonly number[] = [];
  outcome: O | null = null;
  readonly #problem: SearchProblem<O>;

  constructor(problem: SearchProblem<O>) {
    this.#problem = problem;
  }

  /** Takes a set if it is better. */
  offer(members: readonly number[]): boolean {
    const outcome = this.#problem.evaluate(members);
    if (outcome === null) return false;
    if (this.outcome !== null && !this.#problem.isBetter(outcome, this.outcome)) return false;
    this.members = members;
    this.outcome = outcome;
    return true;
  }

  get saving(): number {
    return this.outcome === null ? Number.NEGATIVE_INFINITY : this.#problem.savingOf(this.outcome);
  }

  /** Whether sets with these members could be better. */
  canBeBeaten(bound: number, members: readonly number[], undecided: readonly number[]): boolean {
    if (bound !== this.saving || this.outcome === null) return bound > this.saving;
    return this.#problem.mayWinTie(members, undecided, this.outcome);
  }
}

/** A good set to begin with: candidates are put in or taken out one by one as long as that makes it better. */
function climb<O>(problem: SearchProblem<O>, best: Best<O>): void {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    let isChanged = false;
    for (const candidate of problem.order) {
      if (problem.isOut()) return;
      const others = best.members.filter((member) => member !== candidate);
      const isIn = others.length < best.members.length;
      const members = isIn
        ? others
        : [...others.filter((member) => !problem.conflicts(member, candidate)), candidate];
      if (best.offer(members)) isChanged = true;
    }
    if (!isChanged) return;
  }
}

/** Decides the next candidate of a node both ways. */
function branch<O>(problem: SearchProblem<O>, node: Node, best: Best<O>, open: Node[]): void {
  const { members } = node;
  if (node.bound < best.saving) return;
  const undecided = problem.order.slice(node.depth).filter((candidate) => {
    return !members.some((member) => problem.conflicts(member, candidate));
  });
  const [next, ...later] = undecided;
  if (next === undefined) return;
  const bound = node.isInherited ? Math.min(node.bound, problem.bound(members, undecided)) : node.bound;
  if (!best.canBeBeaten(bound, members, undecided)) return;
  const depth = problem.order.indexOf(next, node.depth) + 1;
  const withNext = [...members, next];
  best.offer(withNext);
  open.push({ depth, members, bound, isInherited: true });
  // Nothing but what conflicts with it goes out of reach when a candidate is taken.
  const isInherited = later.some((candidate) => problem.conflicts(next, candidate));
  open.push({ depth, members: withNext, bound, isInherited });
}

function unfinished<O>(best: Best<O>, open: readonly Node[]): SearchResult<O> {
  const bound = open.reduce((most, node) => Math.max(most, node.bound), best.saving);
  return { members: best.members, outcome: best.outcome, couldBeBetterBy: bound - best.saving };
}
