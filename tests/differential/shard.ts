/**
 * One process of a long run: gets ranges of seeds, runs them through both evaluators and answers with the first seed that differs. It ends when
 * its parent lets it go.
 */
import { runRange, type SeedRange, type ShardAnswer } from "./seed-ranges.ts";

process.on("message", (range: SeedRange) => {
  const answer: ShardAnswer = { range, found: runRange(range) };
  process.send?.(answer);
});
