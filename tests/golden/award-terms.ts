/** Terms of what promotions take off articles and charges: shares, amounts, prices, picks, sets of the same. */
import type { TermsRow } from "./terms.ts";

export const AWARD_TERMS: TermsRow[] = [
  {
    title: "a share of the order with a cap",
    content: { awards: [{ kind: "percent", rate_bps: 1250, on: "order", cap: { EUR: 2500 } }] },
    en: ["12.5% off the order, at most 25.00 EUR."],
    de: ["12,5 % Rabatt auf die Bestellung, höchstens 25,00 EUR."],
    fr: ["12,5 % de remise sur la commande, au plus 25,00 EUR."],
  },
  {
    title: "a share of articles that are chosen, one brand aside, reduced ones aside",
    content: {
      awards: [
        {
          kind: "percent",
          rate_bps: 2000,
          on: "items",
          items: {
            kind: "all",
            of: [
              { kind: "category", any_of: ["shoes", "bags"] },
              { kind: "not", of: { kind: "brand", any_of: ["acme"] } },
              { kind: "not", of: { kind: "on_sale" } },
            ],
          },
        },
      ],
    },
    en: ["20% off articles of category shoes or bags and not of brand acme and not on sale."],
    de: [
      "20 % Rabatt auf Artikel der Kategorie shoes oder bags und außer der Marke acme und nicht im Angebot.",
    ],
    fr: [
      "20 % de remise sur les articles de la catégorie shoes ou bags et hors marque acme et hors promotion.",
    ],
  },
  {
    title: "the cheapest article",
    content: {
      awards: [
        {
          kind: "percent",
          rate_bps: 5000,
          on: "items",
          items: { kind: "category", any_of: ["tea"] },
          pick: { by: "cheapest", units: 1 },
        },
      ],
      conditions: { kind: "quantity", at_least: 2, items: { kind: "category", any_of: ["tea"] } },
    },
    en: [
      "50% off the cheapest article of category tea.",
      "Condition: the cart holds at least 2 articles of category tea.",
    ],
    de: [
      "50 % Rabatt auf den günstigsten Artikel der Kategorie tea.",
      "Bedingung: Der Warenkorb enthält mindestens 2 Artikel der Kategorie tea.",
    ],
    fr: [
      "50 % de remise sur l'article le moins cher de la catégorie tea.",
      "Condition : le panier contient au moins 2 articles de la catégorie tea.",
    ],
  },
  {
    title: "every third article, closed to others",
    content: {
      awards: [
        {
          kind: "percent",
          rate_bps: 3000,
          on: "items",
          pick: { by: "pattern", skip: 2, take: 1, from: "dearest", repeat_max: 3 },
          closes_units: true,
        },
      ],
    },
    en: [
      "30% off every 3rd article (counted from the dearest, at most 3 times).",
      "No further promotion applies to the articles of this one.",
    ],
    de: [
      "30 % Rabatt auf jeden 3. Artikel (gezählt ab dem teuersten, höchstens 3-mal).",
      "Für die Artikel dieser Aktion gilt keine weitere Aktion.",
    ],
    fr: [
      "30 % de remise sur chaque 3e article (en partant du plus cher, au plus 3 fois).",
      "Aucune autre promotion ne s'applique aux articles de celle-ci.",
    ],
  },
  {
    title: "an amount off each of a few",
    content: {
      awards: [
        {
          kind: "amount",
          amounts: { EUR: 500, CHF: 600 },
          on: "items",
          per: "unit",
          pick: { by: "at_most", units: 3, per: "order" },
        },
      ],
    },
    en: ["5.00 EUR / 6.00 CHF off each of at most 3 articles."],
    de: ["Je 5,00 EUR / 6,00 CHF Rabatt auf höchstens 3 Artikel."],
    fr: ["5,00 EUR / 6,00 CHF de remise par article sur au plus 3 articles."],
  },
  {
    title: "an amount over all of one brand, and off each charge",
    content: {
      awards: [
        {
          kind: "amount",
          amounts: { EUR: 1500 },
          on: "items",
          per: "once",
          items: { kind: "brand", any_of: ["acme"] },
        },
        { kind: "amount", amounts: { EUR: 200 }, on: "shipping", per: "charge", methods: ["post"] },
      ],
    },
    en: ["15.00 EUR off articles of brand acme together.", "2.00 EUR off each shipping charge (post)."],
    de: [
      "Insgesamt 15,00 EUR Rabatt auf Artikel der Marke acme.",
      "2,00 EUR Rabatt auf jede Versandgebühr (post).",
    ],
    fr: [
      "15,00 EUR de remise au total sur les articles de la marque acme.",
      "2,00 EUR de remise sur chacun des frais de livraison (post).",
    ],
  },
  {
    title: "a price for each article, and for shipping",
    content: {
      awards: [
        {
          kind: "fixed_price",
          prices: { EUR: 1990 },
          on: "items",
          per: "unit",
          items: { kind: "tag", any_of: ["basics"] },
        },
        { kind: "fixed_price", prices: { EUR: 100 }, on: "shipping", sellers: ["north"] },
      ],
    },
    en: ["Articles with tag basics for 19.90 EUR each.", "Each shipping charge of north for 1.00 EUR."],
    de: [
      "Artikel mit dem Schlagwort basics für je 19,90 EUR.",
      "Jede Versandgebühr des Verkäufers north für 1,00 EUR.",
    ],
    fr: [
      "Les articles avec l'étiquette basics à 19,90 EUR l'unité.",
      "Chacun des frais de livraison du vendeur north à 1,00 EUR.",
    ],
  },
  {
    title: "three for two",
    content: {
      awards: [
        {
          kind: "buy_get",
          reading: "inclusive",
          buy: 3,
          get: 1,
          rate_bps: 10000,
          items: { kind: "category", any_of: ["books"] },
          sets_max: 2,
        },
      ],
    },
    en: ["3 for the price of 2 on articles of category books (counted per product), at most 2 times."],
    de: ["3 zum Preis von 2 auf Artikel der Kategorie books (je Produkt gezählt), höchstens 2-mal."],
    fr: ["3 pour le prix de 2 sur les articles de la catégorie books (par produit), au plus 2 fois."],
  },
  {
    title: "the second at half the price",
    content: {
      awards: [
        {
          kind: "buy_get",
          buy: 1,
          get: 1,
          rate_bps: 5000,
          same: "sku",
          items: { kind: "category", any_of: ["shirts"] },
        },
      ],
    },
    en: ["Buy 1 article of category shirts, get 1 more at 50% off (counted per sku)."],
    de: [
      "Beim Kauf von 1 Artikel der Kategorie shirts 1 weiterer mit 50 % Rabatt (je Artikelnummer gezählt).",
    ],
    fr: ["Pour l'achat de 1 article de la catégorie shirts, 1 de plus avec 50 % de remise (par référence)."],
  },
  {
    title: "buy for an amount, get something for a price",
    content: {
      awards: [
        {
          kind: "buy_get",
          reading: "disjoint",
          buy: { EUR: 10000 },
          get: 1,
          prices: { EUR: 100 },
          same: "any",
          items: { kind: "category", any_of: ["machines"] },
          reward_items: { kind: "category", any_of: ["coffee"] },
          sets_max: 1,
        },
      ],
    },
    en: [
      "Buy articles of category machines worth 100.00 EUR, get 1 article of category coffee for 1.00 EUR, at most once.",
    ],
    de: [
      "Beim Kauf von Artikeln der Kategorie machines im Wert von 100,00 EUR 1 Artikel der Kategorie coffee für 1,00 EUR, höchstens einmal.",
    ],
    fr: [
      "Pour l'achat d'articles de la catégorie machines d'une valeur de 100,00 EUR, 1 article de la catégorie coffee à 1,00 EUR, au plus une fois.",
    ],
  },
];
