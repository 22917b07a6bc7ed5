/**
 * What one request has begun to read, by KV key: carts of one batch wait for the same read. It belongs to its request and dies with it,
 * since one request's end may drop another's continuation.
 */
export type Begun<T> = Map<string, Promise<T>>;

/** The read that was begun, or a new one. */
export function readOnce<T>(begun: Begun<T>, key: string, read: () => Promise<T>): Promise<T> {
  const known = begun.get(key);
  if (known !== undefined) return known;
  const made = read();
  begun.set(key, made);
  return made;
}
