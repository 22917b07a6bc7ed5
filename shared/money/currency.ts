/**
 * The closed list of currencies that carts and promotions may use: the active codes of ISO 4217 that have a minor unit,
 * funds codes included (MNY-2). Metals, test codes and "no currency" have none and are not here. Withdrawn currencies
 * are not here either: a shop moves to the successor. Also the one way to write an amount for people (MNY-3).
 */

/** Digits after the decimal point: a yen has none, a dinar three. */
export type CurrencyExponent = 0 | 2 | 3 | 4;

const CODES_BY_EXPONENT: readonly (readonly [CurrencyExponent, string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [
    2,
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD " +
      "CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP " +
      "GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT " +
      "LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN " +
      "NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE " +
      "SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST " +
      "XAD XCD XCG YER ZAR ZMW ZWG",
  ],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];

const EXPONENT_BY_CODE: ReadonlyMap<string, CurrencyExponent> = new Map(
  CODES_BY_EXPONENT.flatMap(([exponent, codes]) => codes.split(" ").map((code) => [code, exponent] as const)),
);

/** Whether the code, in capitals, names a currency that is in use. */
export function isCurrency(code: string): boolean {
  return EXPONENT_BY_CODE.has(code);
}

/** Digits of the minor unit. Callers have checked the code; an unknown one is a bug and throws. */
export function currencyExponent(code: string): CurrencyExponent {
  const exponent = EXPONENT_BY_CODE.get(code);
  if (exponent === undefined) throw new RangeError(`expected a currency of ISO 4217, got \`${code}\``);
  return exponent;
}

/** An amount in major units with a point and no grouping, whatever the locale: 1250 in EUR is "12.50", in JPY "1250". */
export function formatMinor(amountMinor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  if (!Number.isSafeInteger(amountMinor)) {
    throw new RangeError(`expected whole minor units, got \`${amountMinor}\``);
  }
  const sign = amountMinor < 0 ? "-" : "";
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, "0");
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
