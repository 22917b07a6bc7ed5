/** How an amount comes to lie on pieces: spread over them, or taken from each (AWD-4, AWD-19, AWD-8). */
import { lineCapLeft } from "./caps.ts";
import { byPlace, type Piece, type Scene } from "./scene.ts";
import { least, sumOf } from "./steps.ts";
import { costOf, roomOf, type Taking, type Turn } from "./turn.ts";

type Shares = Map<Piece, bigint>;
/** What a content run bears; null is no bound. */
type RunBound = (place: number) => bigint | null;

/** AWD-4: adds to what the award takes. */
export function spread(turn: Turn, taking: Taking, total: bigint, pieces: Piece[]): void {
  const bound: RunBound = (place) => lineCapLeft(turn, taking, place);
  for (const [piece, share] of shared(turn, total, pieces, bound)) taking.set(piece, share);
}

function shared(turn: Turn, total: bigint, pieces: Piece[], boundOf: RunBound): Shares {
  const bearable = byPlace(pieces).map((run) =>
    leastOf(sumOf(run.map((piece) => roomOf(turn, piece))), boundOf(placeOf(run))),
  );
  const toShare = least(total, sumOf(bearable));
  const settled: Shares = new Map();
  const settledRuns = new Set<number>();
  for (;;) {
    const pool = pieces.filter((piece) => !settled.has(piece));
    const shares = sharesOf(turn, toShare - sumOf(settled.values()), pool);
    const over = pool.filter((piece) => (shares.get(piece) ?? 0n) > roomOf(turn, piece));
    if (over.length > 0) {
      for (const piece of over) settled.set(piece, roomOf(turn, piece));
      continue;
    }
    const got = new Map([...settled, ...shares]);
    const overRuns = byPlace(pieces).filter((run) => {
      const bound = boundOf(placeOf(run));
      if (bound === null || settledRuns.has(placeOf(run))) return false;
      return sumOf(run.map((piece) => got.get(piece) ?? 0n)) > bound;
    });
    if (overRuns.length === 0) return got;
    for (const run of overRuns) {
      settledRuns.add(placeOf(run));
      const ofRun = shared(turn, boundOf(placeOf(run)) ?? 0n, run, () => null);
      for (const [piece, share] of ofRun) settled.set(piece, share);
    }
  }
}

function sharesOf(turn: Turn, total: bigint, pool: Piece[]): Shares {
  const shares = turn.scene.steps.shareOut(
    total,
    pool.map((piece) => costOf(turn, piece)),
  );
  return new Map(pool.map((piece, index) => [piece, shares[index] ?? 0n]));
}

function placeOf([piece]: Piece[]): number {
  if (piece === undefined) throw new Error("a run without units");
  return piece.place;
}

function leastOf(sum: bigint, bound: bigint | null): bigint {
  return bound === null ? sum : least(sum, bound);
}

/** AWD-19: from every piece what is said of it, at most its room; each content run trimmed to what its cap leaves. */
export function takeEach(turn: Turn, taking: Taking, pieces: Piece[], said: (piece: Piece) => bigint): void {
  for (const run of byPlace(pieces)) {
    const wanted = new Map(run.map((piece) => [piece, least(said(piece), roomOf(turn, piece))]));
    const kept = trimmed(turn.scene, wanted, lineCapLeft(turn, taking, placeOf(run)));
    for (const [piece, amount] of kept) taking.set(piece, amount);
  }
}

/** AWD-8: above the bound each part shrinks in proportion. */
export function trimmed(scene: Scene, taking: Taking, bound: bigint | null): Taking {
  const sum = sumOf(taking.values());
  const kept = scene.steps.capped(sum, bound);
  if (kept === sum) return taking;
  const inOrder = [...taking].sort(([a], [b]) => a.at - b.at);
  const shares = scene.steps.shareOut(
    kept,
    inOrder.map(([, amount]) => amount),
  );
  return new Map(inOrder.map(([piece], index) => [piece, shares[index] ?? 0n]));
}
