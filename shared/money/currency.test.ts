import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currencyExponent, formatMinor, isCurrency } from "./currency.ts";

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const everyCode = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));
const accepted = everyCode.filter(isCurrency);

describe("the list of currencies", () => {
  test("[MNY-2] has the 17, 7 and 2 codes of unusual digits and 139 of two digits", () => {
    const counts = Map.groupBy(accepted, currencyExponent);
    expect([0, 2, 3, 4].map((exponent) => counts.get(exponent as 0 | 2 | 3 | 4)?.length)).toEqual([
      17, 139, 7, 2,
    ]);
  });

  test.each([
    ["JPY", 0],
    ["KRW", 0],
    ["ISK", 0],
    ["XAF", 0],
    ["EUR", 2],
    ["USD", 2],
    ["GBP", 2],
    ["TRY", 2],
    ["CNY", 2],
    ["MGA", 2],
    ["IRR", 2],
    ["XCG", 2],
    ["ZWG", 2],
    ["KWD", 3],
    ["BHD", 3],
    ["TND", 3],
    ["CLF", 4],
    ["UYW", 4],
  ])("[MNY-2] %s has %i digits", (code, exponent) => {
    expect(isCurrency(code)).toBe(true);
    expect(currencyExponent(code)).toBe(exponent);
  });

  test.each([
    "",
    "eur",
    "EURO",
    "EU",
    "XAU",
    "XDR",
    "XTS",
    "XXX",
    "DEM",
    "HRK",
    "BGN",
    "ANG",
    "ABC",
    "toString",
  ])("[MNY-2] refuses `%s`", (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(() => currencyExponent(code)).toThrow(RangeError);
  });

  test("[MNY-2] holds every currency that the platform knows and ISO has not withdrawn", () => {
    const withdrawnOrWithoutMinorUnit = new Set([
      "ANG",
      "BGN",
      "CUC",
      "HRK",
      "SLL",
      "ZWL",
      "XDR",
      "XSU",
      "XUA",
    ]);
    const missing = Intl.supportedValuesOf("currency").filter(
      (code) => !isCurrency(code) && !withdrawnOrWithoutMinorUnit.has(code),
    );
    expect(missing).toEqual([]);
  });
});

describe("an amount as text", () => {
  test.each([
    [1250, "EUR", "12.50"],
    [5, "EUR", "0.05"],
    [0, "EUR", "0.00"],
    [-5, "EUR", "-0.05"],
    [-0, "EUR", "0.00"],
    [-1250, "USD", "-12.50"],
    [100, "EUR", "1.00"],
    [1250, "JPY", "1250"],
    [0, "JPY", "0"],
    [-7, "JPY", "-7"],
    [1250, "KWD", "1.250"],
    [1, "KWD", "0.001"],
    [1250, "CLF", "0.1250"],
    [Number.MAX_SAFE_INTEGER, "EUR", "90071992547409.91"],
  ])("[MNY-3] %i %s is %s", (amount, currency, text) => {
    expect(formatMinor(amount, currency)).toBe(text);
  });

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("[MNY-1] %d is not an amount", (amount) => {
    expect(() => formatMinor(amount, "EUR")).toThrow(RangeError);
  });

  test("[MNY-3] the text without its point is the amount", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...accepted), (amount, currency) => {
        const text = formatMinor(amount, currency);
        expect(Number(text.replace(".", ""))).toBe(amount);
        expect(text.split(".")[1]?.length ?? 0).toBe(currencyExponent(currency));
      }),
    );
  });
});
