/**
 * What opening a blob answers. A loader checks the SHA-256 of the bytes first; opening then checks everything that is used
 * afterwards, and never throws on any bytes: a blob that cannot be trusted is refused with a reason, and the last good one stays.
 */
export type Opened<T> = { ok: true; view: T } | { ok: false; why: string };

/** A blob that must not be used. */
export function refused(why: string): { ok: false; why: string } {
  return { ok: false, why };
}
