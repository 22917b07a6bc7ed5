/** Days and instants as ISO 8601, by the proleptic Gregorian calendar: the core has no Date. */

const DAY_MS = 86_400_000;

/** "2026-03-01T09:30:00.000Z" of milliseconds since 1970, for years 0 to 9999. */
export function instantText(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const rest = ms - days * DAY_MS;
  const hours = digits(Math.floor(rest / 3_600_000), 2);
  const minutes = digits(Math.floor(rest / 60_000) % 60, 2);
  const seconds = digits(Math.floor(rest / 1000) % 60, 2);
  return `${dayText(days)}T${hours}:${minutes}:${seconds}.${digits(rest % 1000, 3)}Z`;
}

/** "2026-03-01" of a day counted from 1970-01-01. */
export function dayText(daysSince1970: number): string {
  const { year, month, day } = civilDate(daysSince1970);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** Years are counted from March, so that the leap day is the last of its year, in eras of 400 years of 146,097 days. */
function civilDate(daysSince1970: number): { year: number; month: number; day: number } {
  const days = daysSince1970 + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
