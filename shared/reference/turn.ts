/** The moment at which an award acts: what everything costs by then, and what the award takes. */
import type { Act, Piece, Scene } from "./scene.ts";
import { sumOf } from "./steps.ts";

export interface Turn {
  scene: Scene;
  act: Act;
  /** What each piece costs when the turn comes, by `at`. */
  left: bigint[];
  /** What awards before it took from each content run or charge, gifts aside, by `place`. */
  takenAtPlace: Map<number, bigint>;
  /** The pieces it acts on, in the order of AWD-2. */
  acting: Piece[];
  /** How many bundles, of a bundle. */
  bundles: number;
}

/** What an award takes from each piece. */
export type Taking = Map<Piece, bigint>;

export function costOf({ left }: Turn, piece: Piece): bigint {
  const amount = left[piece.at];
  if (amount === undefined) throw new Error("a piece without an amount");
  return amount;
}

export function sumLeft(turn: Turn, pieces: Piece[]): bigint {
  return sumOf(pieces.map((piece) => costOf(turn, piece)));
}

/** How much may be taken of a piece (awards.md, AWD-14). */
export function roomOf(turn: Turn, piece: Piece): bigint {
  const current = costOf(turn, piece);
  return piece.kind === "unit" ? turn.scene.steps.room(current, piece.floor) : current;
}

export type PriceBasis = "current" | "catalog" | "list";

/** A piece's price by POL-9 or POL-10. */
export function priceOf(turn: Turn, piece: Piece, basis: PriceBasis): bigint {
  return basis === "current" ? costOf(turn, piece) : piece[basis];
}
