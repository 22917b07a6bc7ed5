import { describe, expect, test } from "vitest";
import { LanguageSchema } from "./language.ts";
import { REASON_CODES, type Reason } from "./reason.ts";
import { reasonText } from "./reason-text.ts";

const inAll = (reason: Reason, currency = "EUR") =>
  LanguageSchema.options.map((language) => reasonText(reason, { language, currency }));

describe("reasons for people", () => {
  test.each(REASON_CODES)("[TXT-8] %s is one sentence in every language, each in its own", (code) => {
    const texts = inAll({ code });
    expect(texts.filter((text) => !/^[A-ZÉ][^.]+\.$/.test(text) || /undefined|NaN/.test(text))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  const short = { code: "minimum_not_reached", need: 5_000, have: 3_800 } as const;
  const few = { code: "minimum_not_reached", need: 3, have: 1 } as const;
  const lacking = { code: "items_missing", need: 3, have: 2 } as const;
  const much = { code: "maximum_exceeded", need: 8_000, have: 8_001 } as const;
  test.each<[string, Reason, string, string, string]>([
    ["subtotal", short, "Add 12.00 EUR more.", "Noch 12,00 EUR.", "Encore 12,00 EUR."],
    ["total", short, "Add 12.00 EUR more.", "Noch 12,00 EUR.", "Encore 12,00 EUR."],
    ["lifetime_spend", short, "Add 12.00 EUR more.", "Noch 12,00 EUR.", "Encore 12,00 EUR."],
    ["every_full", short, "Add 12.00 EUR more.", "Noch 12,00 EUR.", "Encore 12,00 EUR."],
    ["buy_get", short, "Add 12.00 EUR more.", "Noch 12,00 EUR.", "Encore 12,00 EUR."],
    [
      "largest_line",
      short,
      "Add 12.00 EUR more of one article.",
      "Noch 12,00 EUR von einem Artikel.",
      "Encore 12,00 EUR d'un même article.",
    ],
    ["quantity", few, "Add 2 more articles.", "Noch 2 Artikel.", "Encore 2 articles."],
    [
      "distinct",
      few,
      "Add 2 more different articles.",
      "Noch 2 andere Artikel.",
      "Encore 2 autres articles.",
    ],
    ["points", few, "You need 2 more points.", "Noch 2 Punkte.", "Encore 2 points."],
    [
      "order_number",
      few,
      "Only from your 3rd order on.",
      "Erst ab Ihrer 3. Bestellung.",
      "Seulement à partir de votre 3e commande.",
    ],
    ["bundle", lacking, "Add 1 more article.", "Noch 1 Artikel.", "Encore 1 article."],
    ["buy_get", lacking, "Add 1 more article.", "Noch 1 Artikel.", "Encore 1 article."],
    [
      "tiers",
      short,
      "The minimum is not reached yet.",
      "Der Mindestwert ist noch nicht erreicht.",
      "Le minimum n'est pas encore atteint.",
    ],
    ["subtotal", much, "At most 80.00 EUR.", "Höchstens 80,00 EUR.", "Au plus 80,00 EUR."],
    [
      "subtotal",
      { ...much, have: 8_000 },
      "Less than 80.00 EUR.",
      "Weniger als 80,00 EUR.",
      "Moins de 80,00 EUR.",
    ],
    ["quantity", { ...much, need: 5, have: 6 }, "At most 5.", "Höchstens 5.", "Au plus 5."],
    [
      "subtotal",
      { ...short, have: 5_000 },
      "More than 50.00 EUR is needed.",
      "Mehr als 50,00 EUR nötig.",
      "Il faut plus de 50,00 EUR.",
    ],
  ])("[TXT-8] what is missing or too much by %s: %j", (by, reason, ...texts) => {
    expect(inAll({ ...reason, by })).toEqual(texts);
  });

  test("[TXT-3, TXT-8] amounts are in minor units of the cart's currency", () => {
    expect(inAll({ ...short, by: "subtotal" }, "JPY")[0]).toBe("Add 1200 JPY more.");
    expect(inAll({ ...short, by: "subtotal" }, "KWD")[1]).toBe("Noch 1,200 KWD.");
  });

  test("[TXT-8] who must sign in is told so", () => {
    expect(inAll({ code: "customer_required", by: "signed_in" })).toEqual([
      "Please sign in.",
      "Bitte melden Sie sich an.",
      "Veuillez vous connecter.",
    ]);
  });
});
