/**
 * On which content runs of a cart line trees are true. A tree is judged on all runs at once, as sets of runs in the bits of words: a cart of
 * many lines meets hundreds of trees. What a tree comes to depends on the cart alone (`LineKind`), so it is kept: conditions, awards and
 * reasons ask for the same trees again.
 */
import type { CartView, ItemRuns } from "../rules/cart-view.ts";
import type { LineKind } from "../rules/condition-kind.ts";
import { LINE_KINDS } from "../rules/condition-kinds.ts";
import type { LineLeaf } from "../rules/line-condition.ts";
import { nodeEnd, opcodeAt, type Program } from "../rules/program.ts";
import { ALL, ANY, NOT } from "../rules/tree.ts";
import { FALSE, TRUE } from "../rules/truth.ts";
import { DEPTH_MAX } from "./judge.ts";
import { TextIndex } from "./text-index.ts";

const WORD_BITS = 32;
/**
 * Sets of a node: the runs on which it is asked, those on which it is true, and those on which it is true or unknown. What the latter two
 * say of runs on which it is not asked is of no matter.
 */
const SETS = 3;
/** Up to so many runs an index takes longer to make than it saves. */
const FEW = 4;
/** Levels of a tree for which there is room at first. */
const LEVELS = 4;

const KIND_BY_OPCODE: (LineKind<LineLeaf> | undefined)[] = [];
for (const kind of Object.values(LINE_KINDS)) KIND_BY_OPCODE[kind.opcode] = kind;

export class LineJudge {
  readonly #cart: CartView;
  /** Words of a set. */
  readonly #width: number;
  readonly #isSmall: boolean;
  readonly #known = new Map<number, ItemRuns>();
  readonly #scratch: number[] = [];
  /** By the opcode of their kind. */
  readonly #indexes: (TextIndex | undefined)[] = [];
  /** The sets of the node at work on each level, the root's first. */
  #sets: Int32Array;

  constructor(cart: CartView) {
    this.#cart = cart;
    this.#width = Math.ceil(cart.runs.length / WORD_BITS);
    this.#isSmall = cart.runs.length <= FEW;
    this.#sets = new Int32Array(LEVELS * SETS * this.#width);
  }

  /** Content runs of the line tree at a place. */
  runsOf(program: Program, at: number, end: number): ItemRuns {
    const known = this.#known.get(at);
    if (known !== undefined) return known;
    this.#askAll();
    this.#judge(program, at, end, 0);
    const sure = this.#listed(this.#width);
    const made = { sure, possible: this.#isCertain() ? sure : this.#listed(2 * this.#width) };
    this.#known.set(at, made);
    return made;
  }

  #askAll(): void {
    const beside = this.#width * WORD_BITS - this.#cart.runs.length;
    for (let word = 0; word < this.#width; word++) this.#sets[word] = -1;
    if (beside > 0) this.#sets[this.#width - 1] = -1 >>> beside;
  }

  /** Whether the root is unknown on no run. */
  #isCertain(): boolean {
    const sets = this.#sets;
    const width = this.#width;
    for (let word = 0; word < width; word++) {
      const unknown = (sets[word + 2 * width] ?? 0) & ~(sets[word + width] ?? 0);
      if ((unknown & (sets[word] ?? 0)) !== 0) return false;
    }
    return true;
  }

  /** The runs of one of the root's sets. */
  #listed(from: number): number[] {
    const sets = this.#sets;
    const runs = this.#scratch;
    let count = 0;
    for (let word = 0; word < this.#width; word++) {
      let bits = (sets[word] ?? 0) & (sets[from + word] ?? 0);
      while (bits !== 0) {
        const lowest = bits & -bits;
        runs[count] = word * WORD_BITS + WORD_BITS - 1 - Math.clz32(lowest);
        count++;
        bits ^= lowest;
      }
    }
    // A list of just its length: most have a few runs, and there are hundreds of them.
    return runs.slice(0, count);
  }

  #judge(program: Program, at: number, end: number, level: number): void {
    const stop = nodeEnd(program, at, end);
    const opcode = opcodeAt(program, at);
    const kind = KIND_BY_OPCODE[opcode];
    this.#makeRoom(level + 1);
    if (level > DEPTH_MAX) this.#say(level, 0, -1);
    else if (opcode === ALL || opcode === ANY) this.#judgeEach(program, at, stop, level, opcode === ALL);
    else if (opcode === NOT) this.#judgeNot(program, at, stop, level);
    else if (kind === undefined) this.#say(level, 0, -1);
    else if (kind.texts === undefined || this.#isSmall) this.#testEach(kind, program, at, stop, level);
    else this.#lookUp(kind, program, at, stop, level);
  }

  #makeRoom(level: number): void {
    const needed = (level + 1) * SETS * this.#width;
    if (needed <= this.#sets.length) return;
    const more = new Int32Array(2 * needed);
    more.set(this.#sets);
    this.#sets = more;
  }

  /** Says the same of 32 runs at a time. */
  #say(level: number, sure: number, possible: number): void {
    const sets = this.#sets;
    const width = this.#width;
    const from = (level * SETS + 1) * width;
    for (let word = from; word < from + width; word++) {
      sets[word] = sure;
      sets[word + width] = possible;
    }
  }

  #judgeEach(program: Program, at: number, stop: number, level: number, isAll: boolean): void {
    this.#say(level, isAll ? -1 : 0, isAll ? -1 : 0);
    for (let child = at + 1; child < stop; child = nodeEnd(program, child, stop)) {
      if (!this.#askNext(level, isAll)) return;
      this.#judge(program, child, stop, level + 1);
      this.#join(level, isAll);
    }
  }

  /** Asks the next child where those before it leave the outcome open; answers whether they do anywhere. */
  #askNext(level: number, isAll: boolean): boolean {
    const sets = this.#sets;
    const width = this.#width;
    const own = level * SETS * width;
    let isOpen = 0;
    for (let word = own; word < own + width; word++) {
      const open = isAll ? (sets[word + 2 * width] ?? 0) : ~(sets[word + width] ?? 0);
      const bits = (sets[word] ?? 0) & open;
      sets[word + SETS * width] = bits;
      isOpen |= bits;
    }
    return isOpen !== 0;
  }

  #join(level: number, isAll: boolean): void {
    const sets = this.#sets;
    const width = this.#width;
    const own = level * SETS * width;
    for (let word = own + width; word < own + SETS * width; word++) {
      const child = sets[word + SETS * width] ?? 0;
      sets[word] = isAll ? (sets[word] ?? 0) & child : (sets[word] ?? 0) | child;
    }
  }

  #judgeNot(program: Program, at: number, stop: number, level: number): void {
    const width = this.#width;
    const own = level * SETS * width;
    this.#sets.copyWithin(own + SETS * width, own, own + width);
    this.#judge(program, at + 1, stop, level + 1);
    const sets = this.#sets;
    for (let word = own + width; word < own + 2 * width; word++) {
      sets[word] = ~(sets[word + (SETS + 1) * width] ?? 0);
      sets[word + width] = ~(sets[word + SETS * width] ?? 0);
    }
  }

  /** Asks a kind on one run after the other. */
  #testEach(kind: LineKind<LineLeaf>, program: Program, at: number, stop: number, level: number): void {
    const sets = this.#sets;
    const width = this.#width;
    const own = level * SETS * width;
    const { runs, currency } = this.#cart;
    this.#say(level, 0, 0);
    for (const [index, run] of runs.entries()) {
      const word = own + Math.floor(index / WORD_BITS);
      const bit = 1 << (index % WORD_BITS);
      if (((sets[word] ?? 0) & bit) === 0) continue;
      const truth = kind.test(program, at + 1, stop, run, currency);
      if (truth === TRUE) sets[word + width] = (sets[word + width] ?? 0) | bit;
      if (truth !== FALSE) sets[word + 2 * width] = (sets[word + 2 * width] ?? 0) | bit;
    }
  }

  /** Finds the runs of a set of texts. */
  #lookUp(kind: LineKind<LineLeaf>, program: Program, at: number, stop: number, level: number): void {
    const width = this.#width;
    const sure = (level * SETS + 1) * width;
    const index = this.#indexOf(kind);
    this.#say(level, 0, 0);
    index.mark(program, at + 1, stop, this.#sets, sure);
    this.#sets.copyWithin(sure + width, sure, sure + width);
    index.markUnknown(this.#sets, sure + width);
  }

  #indexOf({ opcode, texts }: LineKind<LineLeaf>): TextIndex {
    const known = this.#indexes[opcode];
    if (known !== undefined) return known;
    const made = new TextIndex(this.#cart.runs, texts ?? (() => null));
    this.#indexes[opcode] = made;
    return made;
  }
}
