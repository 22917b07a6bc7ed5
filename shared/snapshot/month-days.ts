/** Days of the month as two words of bits: from the first day on, and from the last one back (TIM-12). */

/** The words of some days, -1 the last. */
export function masksOfDays(days: readonly number[]): [number, number] {
  let fromFirst = 0;
  let fromLast = 0;
  for (const day of days) {
    if (day > 0) fromFirst |= 1 << (day - 1);
    else fromLast |= 1 << (-day - 1);
  }
  return [fromFirst >>> 0, fromLast >>> 0];
}

/** The days of such words. */
export function daysOfMasks(fromFirst: number, fromLast: number): number[] {
  const days: number[] = [];
  for (let day = 1; day <= 31; day++) {
    if ((fromFirst & (1 << (day - 1))) !== 0) days.push(day);
    if ((fromLast & (1 << (day - 1))) !== 0) days.push(-day);
  }
  return days;
}
