/** Writes conditions and awards as words. Run once to collect the texts, and once more with their numbers. */

import type { Award } from "../rules/award.ts";
import { AWARD_KINDS } from "../rules/award-kinds.ts";
import type { Basis } from "../rules/basis.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import { CART_KINDS, LINE_KINDS } from "../rules/condition-kinds.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import { headWord, NODE_WORDS_MAX, type ProgramWriter } from "../rules/program.ts";
import { ALL, ANY, foldCartTree, foldLineTree, NOT } from "../rules/tree.ts";
import { cheapestFirst } from "./cheapest-first.ts";

/** Writes one node when it is called. */
type Write = () => void;

export class WordWriter implements ProgramWriter {
  readonly words: number[] = [];
  readonly #numberOf: (text: string) => number;
  readonly #pool = new Map<number, number>();
  /** The basis of thresholds that name none, of the promotion that is written (POL-7). */
  thresholdBasis: Basis = "catalog";
  /** Line trees whose places are noted, of the promotion that is written. */
  told: ReadonlySet<LineCondition> = new Set();
  /** Line trees of hints with their places, in the order in which they were written. */
  readonly noted: { readonly place: number; readonly tree: LineCondition }[] = [];

  constructor(numberOf: (text: string) => number) {
    this.#numberOf = numberOf;
  }

  word(value: number): void {
    this.words.push(value);
  }

  text(text: string): void {
    this.words.push(this.#numberOf(text));
  }

  number(value: number): void {
    const found = this.#pool.get(value) ?? this.#pool.size;
    this.#pool.set(value, found);
    this.words.push(found);
  }

  basis(named: Basis | undefined): Basis {
    return named ?? this.thresholdBasis;
  }

  /** The pool of numbers, in the order in which they came. */
  numbers(): Float64Array {
    return Float64Array.from(this.#pool.keys());
  }

  lineTree(tree: LineCondition): void {
    if (this.told.has(tree)) this.noted.push({ place: this.words.length, tree });
    foldLineTree<Write>(tree, {
      ...this.#inner,
      leaf: (leaf) => () => {
        const kind = LINE_KINDS[leaf.kind];
        this.#node(kind.opcode, () => kind.write(leaf, this));
      },
    })();
  }

  /** Writes a cart tree and answers its place. */
  cartTree(tree: CartCondition): number {
    const place = this.words.length;
    foldCartTree<Write>(cheapestFirst(tree), {
      ...this.#inner,
      leaf: (leaf) => () => {
        const kind = CART_KINDS[leaf.kind];
        this.#node(kind.opcode, () => kind.write(leaf, this));
      },
    })();
    return place;
  }

  /** Writes an award and answers its place. */
  award(award: Award): number {
    const place = this.words.length;
    const kind = AWARD_KINDS[award.kind];
    this.#node(kind.opcode, () => kind.write(award, this));
    return place;
  }

  readonly #inner = {
    all: (children: Write[]) => () => this.#node(ALL, () => runAll(children)),
    any: (children: Write[]) => () => this.#node(ANY, () => runAll(children)),
    not: (child: Write) => () => this.#node(NOT, child),
  };

  #node(opcode: number, fields: Write): void {
    const place = this.words.length;
    this.words.push(0);
    fields();
    const length = this.words.length - place;
    if (length > NODE_WORDS_MAX) throw new Error("a condition is too long for one node");
    this.words[place] = headWord(opcode, length);
  }
}

function runAll(writes: readonly Write[]): void {
  for (const write of writes) write();
}
