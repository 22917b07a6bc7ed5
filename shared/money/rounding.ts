/**
 * The only place where a fraction of a minor unit becomes a whole one (MNY-4, MNY-5). The mode is named at each call.
 * Everything is exact: plain numbers while the product is a safe integer, BigInt beyond.
 */

/** How a fraction is rounded. The `half` modes and their ties are symmetric around zero; `floor` and `ceiling` are not. */
export type RoundingMode = "half_up" | "half_down" | "half_even" | "floor" | "ceiling";

/** Nearer neighbour of a fraction by its size: below, at, or above one half. */
type Half = -1 | 0 | 1;

/** The quotient as a whole number. The denominator must be positive. */
export function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  if (denominator <= 0n) throw new RangeError(`expected a positive denominator, got \`${denominator}\``);
  if (numerator < 0n) return -divideRounded(-numerator, denominator, mirrored(mode));
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n) return quotient;
  const twice = 2n * rest;
  const half: Half = twice < denominator ? -1 : twice > denominator ? 1 : 0;
  return roundsUp(mode, half, (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/**
 * amount × multiplier / divisor as a whole number: 10 % of 285 is mulDivRounded(285, 1000, 10_000, "half_up") = 29.
 * All three must be safe integers and the divisor positive; a result that is not a safe integer is a bug and throws.
 */
export function mulDivRounded(
  amount: number,
  multiplier: number,
  divisor: number,
  mode: RoundingMode,
): number {
  const product = amount * multiplier;
  const plain = product >= 0 && product <= Number.MAX_SAFE_INTEGER && divisor > 0;
  if (!plain || !Number.isInteger(amount) || !Number.isInteger(multiplier) || !Number.isInteger(divisor)) {
    return mulDivBeyondSafe(amount, multiplier, divisor, mode);
  }
  // Exact: the double nearest to product / divisor never reaches the next whole number while the product is safe.
  const quotient = Math.floor(product / divisor);
  const rest = product - quotient * divisor;
  if (rest === 0) return quotient + 0;
  const opposite = divisor - rest;
  const half: Half = rest < opposite ? -1 : rest > opposite ? 1 : 0;
  return roundsUp(mode, half, quotient % 2 === 1) ? quotient + 1 : quotient;
}

/** BigInt refuses fractions, infinities and NaN by itself, so no such number can slip through. */
function mulDivBeyondSafe(amount: number, multiplier: number, divisor: number, mode: RoundingMode): number {
  const result = Number(divideRounded(BigInt(amount) * BigInt(multiplier), BigInt(divisor), mode));
  if (!Number.isSafeInteger(result)) {
    throw new RangeError(`${amount} × ${multiplier} / ${divisor} is not a safe integer`);
  }
  return result;
}

function roundsUp(mode: RoundingMode, half: Half, quotientIsOdd: boolean): boolean {
  switch (mode) {
    case "half_up":
      return half >= 0;
    case "half_down":
      return half > 0;
    case "half_even":
      return half > 0 || (half === 0 && quotientIsOdd);
    case "floor":
      return false;
    case "ceiling":
      return true;
  }
}

/** The mode that does to the magnitude of a negative number what this one does to the number. */
function mirrored(mode: RoundingMode): RoundingMode {
  if (mode === "floor") return "ceiling";
  return mode === "ceiling" ? "floor" : mode;
}
