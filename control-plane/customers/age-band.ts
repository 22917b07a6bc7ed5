/**
 * Age bands from birth dates. A person is a year older from the birthday on; who is born on 29 February has it on 1 March in other
 * years. Days are YYYY-MM-DD in the company's zone, so that comparing texts compares days.
 */

/** First age of each band, with the band's name. */
const BANDS = [
  { from: 0, name: "under_18" },
  { from: 18, name: "18_24" },
  { from: 25, name: "25_34" },
  { from: 35, name: "35_44" },
  { from: 45, name: "45_54" },
  { from: 55, name: "55_64" },
  { from: 65, name: "65_plus" },
] as const;

export type AgeBand = (typeof BANDS)[number]["name"];
export const AGE_BANDS: readonly string[] = BANDS.map((band) => band.name);

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The day on which someone turns `age`. */
function birthdayAt(birthDate: string, age: number): string {
  const year = Number(birthDate.slice(0, 4)) + age;
  const monthDay = birthDate.slice(5);
  const shown = monthDay === "02-29" && !isLeapYear(year) ? "03-01" : monthDay;
  return `${String(year).padStart(4, "0")}-${shown}`;
}

/** The band on a day; null before birth. */
export function ageBand(birthDate: string, day: string): AgeBand | null {
  if (day < birthDate) return null;
  const band = BANDS.findLast(({ from }) => birthdayAt(birthDate, from) <= day);
  return band?.name ?? null;
}

/** The first day after the given one on which the band is another; null in the last band. */
export function nextBandDay(birthDate: string, day: string): string | null {
  const days = BANDS.map(({ from }) => birthdayAt(birthDate, from));
  return days.find((change) => change > day) ?? null;
}
