/**
 * MurmurHash3, 32 bits, of a text's UTF-8 bytes: a stable hash without secrets, for assigning and for nothing that must be safe. Algorithm and
 * constants: Austin Appleby, MurmurHash3_x86_32, public domain.
 */

const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

const encoder = new TextEncoder();

/** An unsigned 32-bit hash. */
export function murmur3(text: string, seed = 0): number {
  const bytes = encoder.encode(text);
  const whole = bytes.length & ~3;
  let hash = seed;
  for (let at = 0; at < whole; at += 4) {
    hash ^= mixed(wordAt(bytes, at, 4));
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  if (bytes.length > whole) hash ^= mixed(wordAt(bytes, whole, bytes.length - whole));
  return finished(hash ^ bytes.length);
}

/** Up to four bytes, the first the lowest. */
function wordAt(bytes: Uint8Array, at: number, count: number): number {
  let word = 0;
  for (let index = 0; index < count; index += 1) word |= (bytes[at + index] ?? 0) << (8 * index);
  return word;
}

function mixed(word: number): number {
  const scaled = Math.imul(word, C1);
  return Math.imul((scaled << 15) | (scaled >>> 17), C2);
}

function finished(hash: number): number {
  let left = hash ^ (hash >>> 16);
  left = Math.imul(left, 0x85ebca6b);
  left ^= left >>> 13;
  left = Math.imul(left, 0xc2b2ae35);
  return (left ^ (left >>> 16)) >>> 0;
}
