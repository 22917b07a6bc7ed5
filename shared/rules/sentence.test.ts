/** How sentences are put together: trees, denials, figures and lists, in three languages. */
import { describe, expect, test } from "vitest";
import type { Language } from "../model/language.ts";
import { type Award, AwardSchema } from "./award.ts";
import { type CartCondition, CartConditionSchema } from "./cart-condition.ts";
import type { LineCondition } from "./line-condition.ts";
import { awardSentence, conditionSentence, lineSentence } from "./sentence.ts";

const web: CartCondition = { kind: "channel", any_of: ["web"] };
const known: CartCondition = { kind: "customer_known" };
const signedIn: CartCondition = { kind: "signed_in" };
const brand: LineCondition = { kind: "brand", any_of: ["a"] };
const tag: LineCondition = { kind: "tag", any_of: ["b"] };
const not = (of: CartCondition): CartCondition => ({ kind: "not", of });
const all = (...of: CartCondition[]): CartCondition => ({ kind: "all", of });
const any = (...of: CartCondition[]): CartCondition => ({ kind: "any", of });

describe("trees", () => {
  test.each<[CartCondition, string]>([
    [all(web, known), "the sales channel is web and the customer is known"],
    [any(web, known), "the sales channel is web or the customer is known"],
    [
      all(web, any(known, signedIn)),
      "the sales channel is web and (the customer is known or the customer is signed in)",
    ],
    [
      all(web, all(known, signedIn)),
      "the sales channel is web and the customer is known and the customer is signed in",
    ],
    [all(any(web)), "the sales channel is web"],
    [all(), "always"],
    [not(all()), "never"],
    [not(not(web)), "the sales channel is web"],
    [not(all(web, known)), "the sales channel is not web or the customer is not known"],
    [not(any(web, not(known))), "the sales channel is not web and the customer is known"],
    [
      not(all(any(web, known), signedIn)),
      "(the sales channel is not web and the customer is not known) or the customer is not signed in",
    ],
  ])("[TXT-5] %j", (tree, sentence) => {
    expect(conditionSentence(tree, "en")).toBe(sentence);
  });

  test("[TXT-5] in the other languages", () => {
    const tree = all(web, not(any(known, not(signedIn))));
    expect(conditionSentence(tree, "de")).toBe(
      "der Verkaufskanal ist web und der Kunde ist nicht bekannt und der Kunde ist angemeldet",
    );
    expect(conditionSentence(not(tree), "fr")).toBe(
      "le canal de vente n'est pas web ou le client est connu ou le client n'est pas connecté",
    );
    expect(conditionSentence(all(), "de")).toBe("immer");
    expect(conditionSentence(not(all()), "fr")).toBe("jamais");
  });

  test("[TXT-5] lines follow the noun", () => {
    const tree: LineCondition = { kind: "all", of: [brand, { kind: "not", of: tag }] };
    expect(lineSentence(tree, "en")).toBe("of brand a and without tag b");
    expect(lineSentence(tree, "de")).toBe("der Marke a und ohne das Schlagwort b");
    expect(lineSentence({ kind: "not", of: tree }, "fr")).toBe("hors marque a ou avec l'étiquette b");
    const some: LineCondition = { kind: "any", of: [brand, { kind: "all", of: [tag, tree] }] };
    expect(lineSentence(some, "en")).toBe("of brand a or (with tag b and of brand a and without tag b)");
    expect(lineSentence({ kind: "all", of: [] }, "en")).toBe("of any kind");
    expect(lineSentence({ kind: "not", of: { kind: "all", of: [] } }, "de")).toBe("keiner Art");
  });
});

describe("denied bounds", () => {
  const euros = (amount: number) => ({ EUR: amount });
  test.each<[CartCondition, string]>([
    [{ kind: "quantity", at_least: 1 }, "the cart holds at least 1 article"],
    [not({ kind: "quantity", at_least: 3 }), "the cart holds fewer than 3 articles"],
    [
      not({ kind: "quantity", at_least: 3, at_most: 5 }),
      "the cart holds fewer than 3 or more than 5 articles",
    ],
    [
      not({ kind: "subtotal", above: euros(100), below: euros(500) }),
      "the value of the articles is at most 1.00 EUR or at least 5.00 EUR",
    ],
    [
      not({ kind: "items", which: "none", match: { kind: "not", of: brand } }),
      "the cart holds an article not of brand a",
    ],
    [
      not({ kind: "days_since_last_order", at_least: 1 }),
      "the customer's last order was not at least 1 day ago",
    ],
  ])("[TXT-5] %j", (tree, sentence) => {
    expect(conditionSentence(tree, "en")).toBe(sentence);
  });
});

describe("figures and lists", () => {
  const said = (tree: CartCondition) =>
    (["en", "de", "fr"] as const).map((language) =>
      conditionSentence(CartConditionSchema.parse(tree), language),
    );

  test("[TXT-3] amounts have all their digits and their currency behind, in the order written", () => {
    expect(said({ kind: "subtotal", at_least: { EUR: 100_000, JPY: 500, KWD: 1_250 } })).toEqual([
      "the value of the articles is at least 1000.00 EUR / 500 JPY / 1.250 KWD",
      "der Wert der Artikel beträgt mindestens 1000,00 EUR / 500 JPY / 1,250 KWD",
      "le montant des articles est d'au moins 1000,00 EUR / 500 JPY / 1,250 KWD",
    ]);
  });

  test("[TXT-3, TXT-4] numbers, truth values and lists that are cut short", () => {
    const any_of = [1.5, true, false, "x", "y"];
    expect(said({ kind: "cart_metadata", name: "n", any_of })).toEqual([
      "the cart's detail n is 1.5, yes, no or 2 more",
      "die Angabe n zum Warenkorb ist 1,5, ja, nein oder 2 weitere",
      "la mention n du panier est 1,5, oui, non ou 2 autres",
    ]);
    expect(said({ kind: "channel", any_of: ["web", "app", "store"] })).toEqual([
      "the sales channel is web, app or store",
      "der Verkaufskanal ist web, app oder store",
      "le canal de vente est web, app ou store",
    ]);
  });

  test.each<[Language, string, string]>([
    ["en", "12.5%", "100%"],
    ["de", "12,5 %", "100 %"],
    ["fr", "12,5 %", "100 %"],
  ])("[TXT-3] rates in %s", (language, part, whole) => {
    const award = (rate_bps: number): Award => ({ kind: "percent", rate_bps, on: "order" });
    expect(awardSentence(award(1_250), language)).toContain(part);
    expect(awardSentence(award(10_000), language)).toContain(whole);
  });

  test("a threshold says its basis where it names one, on sale says by what, a birthday its days", () => {
    const basis = (name: "list" | "catalog" | "current") =>
      conditionSentence({ kind: "subtotal", basis: name, at_least: { EUR: 100 }, items: brand }, "en");
    expect(basis("list")).toBe("the value of the articles of brand a at regular prices is at least 1.00 EUR");
    expect(basis("catalog")).toBe(
      "the value of the articles of brand a at catalogue prices is at least 1.00 EUR",
    );
    expect(basis("current")).toBe(
      "the value of the articles of brand a after earlier discounts is at least 1.00 EUR",
    );
    expect(lineSentence({ kind: "on_sale", by: "price" }, "en")).toBe("on sale by the shop's price");
    expect(lineSentence({ kind: "on_sale", by: "catalogue_promotion" }, "de")).toBe(
      "im Angebot durch eine Katalogaktion",
    );
    expect(conditionSentence({ kind: "birthday", days_before: 0, days_after: 0 }, "fr")).toBe(
      "c'est l'anniversaire du client",
    );
    expect(conditionSentence({ kind: "order_number", at_least: 2, every: 3 }, "de")).toBe(
      "die Zahl der Bestellungen des Kunden, diese eingeschlossen, ist mindestens 2 und durch 3 teilbar",
    );
  });
});

describe("one or several articles", () => {
  const said = (award: unknown) =>
    (["en", "de", "fr"] as const).map((language) => awardSentence(AwardSchema.parse(award), language));
  const off = { kind: "amount", amounts: { EUR: 100 }, per: "unit", on: "items" };

  test.each([
    ["cheapest", 1, "1.00 EUR off the cheapest article"],
    ["cheapest", 2, "1.00 EUR off each of the 2 cheapest articles"],
    ["dearest", 2, "1.00 EUR off each of the 2 dearest articles"],
  ] as const)("[TXT-2] %s %i", (by, units, sentence) => {
    expect(said({ ...off, pick: { by, units } })[0]).toBe(sentence);
  });

  test("[TXT-2] a pattern of several, at most so many, and per line", () => {
    const pick = { by: "pattern", skip: 3, take: 2, from: "dearest", repeat_max: 1 };
    expect(said({ ...off, pick })).toEqual([
      "1.00 EUR off the last 2 of every 5 articles (counted from the dearest, at most once)",
      "je 1,00 EUR Rabatt auf die letzten 2 von je 5 Artikeln (gezählt ab dem teuersten, höchstens einmal)",
      "1,00 EUR de remise par article sur les 2 derniers articles de chaque série de 5 (en partant du plus cher, au plus une fois)",
    ]);
    expect(said({ ...off, pick: { by: "at_most", units: 1, per: "order" } })).toEqual([
      "1.00 EUR off at most 1 article",
      "je 1,00 EUR Rabatt auf höchstens 1 Artikel",
      "1,00 EUR de remise par article sur au plus 1 article",
    ]);
    expect(said({ ...off, per: "line", items: brand })).toEqual([
      "1.00 EUR off per line on articles of brand a",
      "1,00 EUR Rabatt je Position auf Artikel der Marke a",
      "1,00 EUR de remise par ligne sur les articles de la marque a",
    ]);
  });

  test("[TXT-2] what is bought and what is rewarded", () => {
    const get = { kind: "buy_get", buy: 1, get: 2, same: "any", items: brand };
    expect(said({ ...get, rate_bps: 10_000 })).toEqual([
      "buy 1 article of brand a, get 2 more free",
      "beim Kauf von 1 Artikel der Marke a 2 weitere gratis",
      "pour l'achat de 1 article de la marque a, 2 de plus offerts",
    ]);
    expect(said({ ...get, amounts: { EUR: 100 }, reading: "disjoint", reward_items: tag })).toEqual([
      "buy 1 article of brand a, get 2 articles with tag b at 1.00 EUR off each",
      "beim Kauf von 1 Artikel der Marke a 2 Artikel mit dem Schlagwort b mit je 1,00 EUR Rabatt",
      "pour l'achat de 1 article de la marque a, 2 articles avec l'étiquette b avec 1,00 EUR de remise par article",
    ]);
  });
});
