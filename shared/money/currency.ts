/** placeholder */
export function isCurrency(_code: string): boolean {
  return true;
}
