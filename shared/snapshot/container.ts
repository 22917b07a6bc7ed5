/**
 * The container of every published blob: a header that names format, version, kind and company, a directory, and sections aligned so
 * that typed arrays look straight at the bytes. Equal content gives equal bytes: no time, no author, zeros for padding.
 *
 * Layout, little-endian words of 32 bits:
 *   magic, container version, kind, kind version, total bytes, number of sections, bytes of the company's name, 0,
 *   one (offset, length in bytes) a section, the name in UTF-8, the sections, each at a multiple of 8.
 */
import { LIMITS } from "../model/limits.ts";
import { type Opened, refused } from "./opened.ts";

const MAGIC = 0x4144494c; // "LIDA"
const CONTAINER_VERSION = 1;
const HEADER_WORDS = 8;
const ALIGN = 8;

export type Element = "u8" | "u32" | "f64";
interface ArrayOf {
  u8: Uint8Array;
  u32: Uint32Array;
  f64: Float64Array;
}

/** The sections of one kind of blob by name, in the order in which they are written. */
export type Form = Readonly<Record<string, Element>>;
export type Sections<F extends Form> = { readonly [Name in keyof F]: ArrayOf[F[Name]] };

/** One kind of blob: its number never changes, its version grows with every change of the form. */
export interface BlobKind<F extends Form> {
  readonly kind: number;
  readonly version: number;
  readonly form: F;
}

/** Puts the sections into one blob. */
export function writeContainer<F extends Form>(
  blob: BlobKind<F>,
  company: string,
  sections: Sections<F>,
): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(company);
  const parts = Object.keys(blob.form).map((section) => bytesOf(sections[section]));
  const offsets: number[] = [];
  let end = aligned((HEADER_WORDS + 2 * parts.length) * 4 + name.length);
  for (const part of parts) {
    offsets.push(end);
    end = aligned(end + part.length);
  }
  const bytes = new Uint8Array(end);
  const words = new Uint32Array(bytes.buffer);
  words.set([MAGIC, CONTAINER_VERSION, blob.kind, blob.version, end, parts.length, name.length, 0]);
  for (const [index, part] of parts.entries()) {
    const offset = offsets[index] ?? 0;
    words[HEADER_WORDS + 2 * index] = offset;
    words[HEADER_WORDS + 2 * index + 1] = part.length;
    bytes.set(part, offset);
  }
  bytes.set(name, (HEADER_WORDS + 2 * parts.length) * 4);
  return bytes;
}

/** Checks header, directory and company, and gives views over the bytes; copies them only if they lie unaligned in memory. */
export function openContainer<F extends Form>(
  given: Uint8Array,
  blob: BlobKind<F>,
  company: string,
): Opened<Sections<F>> {
  const names = Object.keys(blob.form);
  const directoryEnd = (HEADER_WORDS + 2 * names.length) * 4;
  if (given.length < HEADER_WORDS * 4 || given.length % ALIGN !== 0) return refused("truncated");
  if (given.length > LIMITS.blobLoadBytes) return refused("larger than a loader accepts");
  const bytes = given.byteOffset % ALIGN === 0 ? given : given.slice();
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const why = headerProblem(words, blob, bytes.length, names.length);
  if (why !== null) return refused(why);
  if (bytes.length < directoryEnd) return refused("truncated");
  const nameLength = words[6] ?? 0;
  if (!isCompany(bytes, directoryEnd, nameLength, company)) return refused("belongs to another company");
  const sections: Record<string, Uint8Array | Uint32Array | Float64Array> = {};
  let least = aligned(directoryEnd + nameLength);
  for (const [index, name] of names.entries()) {
    const offset = words[HEADER_WORDS + 2 * index] ?? 0;
    const length = words[HEADER_WORDS + 2 * index + 1] ?? 0;
    const view = viewOf(bytes, blob.form[name] ?? "u8", offset, length, least);
    if (view === null) return refused(`section \`${name}\` lies outside its place`);
    sections[name] = view;
    least = aligned(offset + length);
  }
  if (least !== bytes.length) return refused("holds more than its sections");
  return { ok: true, view: sections as Sections<F> };
}

function headerProblem(
  words: Uint32Array,
  blob: BlobKind<Form>,
  length: number,
  sections: number,
): string | null {
  if (words[0] !== MAGIC) return "not a snapshot";
  if (words[1] !== CONTAINER_VERSION) return `container version ${words[1]} is not known here`;
  if (words[2] !== blob.kind) return "another kind of blob";
  if (words[3] !== blob.version) return `format version ${words[3]} is not known here`;
  if (words[4] !== length) return "not as long as it says";
  if (words[5] !== sections || words[7] !== 0) return "another number of sections";
  return null;
}

function isCompany(bytes: Uint8Array, at: number, length: number, company: string): boolean {
  const name = new TextEncoder().encode(company);
  if (length !== name.length || at + length > bytes.length) return false;
  return name.every((byte, index) => bytes[at + index] === byte);
}

/** Sections follow one another without gaps but for padding, so none can lie on another. */
function viewOf(bytes: Uint8Array, element: Element, offset: number, length: number, least: number) {
  if (offset !== least || offset + length > bytes.length) return null;
  const at = bytes.byteOffset + offset;
  if (element === "u8") return new Uint8Array(bytes.buffer, at, length);
  if (element === "u32") return length % 4 === 0 ? new Uint32Array(bytes.buffer, at, length / 4) : null;
  return length % 8 === 0 ? new Float64Array(bytes.buffer, at, length / 8) : null;
}

function bytesOf(section: Uint8Array | Uint32Array | Float64Array | undefined): Uint8Array {
  if (section === undefined) throw new Error("a section of the form is missing");
  return new Uint8Array(section.buffer, section.byteOffset, section.byteLength);
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGN) * ALIGN;
}
