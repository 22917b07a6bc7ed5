/** Terms of what promotions give for sets and sums: bundles, tables, free shipping, gifts, grants. */
import type { TermsRow } from "./terms.ts";

export const SET_TERMS: TermsRow[] = [
  {
    title: "a set at a price",
    content: {
      awards: [
        {
          kind: "bundle",
          components: [
            { items: { kind: "category", any_of: ["shirts"] }, units: 1 },
            { items: { kind: "category", any_of: ["ties"] }, units: 2 },
          ],
          prices: { EUR: 5000 },
          bundles_max: 2,
        },
      ],
    },
    en: [
      "1 article of category shirts and 2 articles of category ties together for 50.00 EUR, at most 2 times.",
    ],
    de: [
      "1 Artikel der Kategorie shirts und 2 Artikel der Kategorie ties zusammen für 50,00 EUR, höchstens 2-mal.",
    ],
    fr: [
      "1 article de la catégorie shirts et 2 articles de la catégorie ties ensemble pour 50,00 EUR, au plus 2 fois.",
    ],
  },
  {
    title: "a set with something optional",
    content: {
      awards: [
        {
          kind: "bundle",
          components: [
            { items: { kind: "product", any_of: ["tent"] }, units: 1 },
            { items: { kind: "product", any_of: ["lamp"] }, units: 1, optional: true },
          ],
          rate_bps: 1000,
        },
      ],
    },
    en: ["1 article of product tent and optionally 1 article of product lamp together at 10% off."],
    de: ["1 Artikel des Produkts tent und wahlweise 1 Artikel des Produkts lamp zusammen mit 10 % Rabatt."],
    fr: ["1 article du produit tent et en option 1 article du produit lamp ensemble avec 10 % de remise."],
  },
  {
    title: "steps by spend",
    content: {
      awards: [
        {
          kind: "tiers",
          by: "spend",
          reading: "cliff",
          basis: "list",
          on: "order",
          steps: [
            { from: { EUR: 5000 }, rate_bps: 500 },
            { from: { EUR: 10000 }, rate_bps: 1000 },
          ],
          cap: { EUR: 5000 },
        },
      ],
    },
    en: [
      "On the order: 5% off from 50.00 EUR, 10% off from 100.00 EUR at regular prices, at most 50.00 EUR.",
    ],
    de: [
      "Auf die Bestellung: 5 % Rabatt ab 50,00 EUR, 10 % Rabatt ab 100,00 EUR zu regulären Preisen, höchstens 50,00 EUR.",
    ],
    fr: [
      "Sur la commande : 5 % de remise à partir de 50,00 EUR, 10 % de remise à partir de 100,00 EUR aux prix réguliers, au plus 50,00 EUR.",
    ],
  },
  {
    title: "steps by units, each for its part",
    content: {
      awards: [
        {
          kind: "tiers",
          by: "units",
          reading: "marginal",
          on: "items",
          items: { kind: "product", any_of: ["bottle"] },
          per: "unit",
          steps: [
            { from: 7, amounts: { EUR: 50 } },
            { from: 13, amounts: { EUR: 100 } },
          ],
        },
      ],
    },
    en: [
      "On articles of product bottle: 0.50 EUR off each from 7 articles, 1.00 EUR off each from 13 articles; each step for its own part only.",
    ],
    de: [
      "Auf Artikel des Produkts bottle: je 0,50 EUR Rabatt ab 7 Artikeln, je 1,00 EUR Rabatt ab 13 Artikeln; jede Stufe nur für ihren Teil.",
    ],
    fr: [
      "Sur les articles du produit bottle : 0,50 EUR de remise par article à partir de 7 articles, 1,00 EUR de remise par article à partir de 13 articles ; chaque palier pour sa seule part.",
    ],
  },
  {
    title: "an amount for every full amount",
    content: {
      awards: [
        { kind: "every_full", every: { EUR: 10000 }, amounts: { EUR: 1000 }, on: "order", times_max: 5 },
      ],
    },
    en: ["10.00 EUR off the order for every full 100.00 EUR, at most 5 times."],
    de: ["10,00 EUR Rabatt auf die Bestellung je volle 100,00 EUR, höchstens 5-mal."],
    fr: ["10,00 EUR de remise sur la commande par tranche de 100,00 EUR, au plus 5 fois."],
  },
  {
    title: "free shipping from an amount on",
    content: {
      awards: [{ kind: "free_shipping", methods: ["standard", "express"], cap: { EUR: 490 } }],
      conditions: { kind: "subtotal", at_least: { EUR: 5000 } },
    },
    en: [
      "Free shipping (standard or express), at most 4.90 EUR.",
      "Condition: the value of the articles is at least 50.00 EUR.",
    ],
    de: [
      "Kostenloser Versand (standard oder express), höchstens 4,90 EUR.",
      "Bedingung: Der Wert der Artikel beträgt mindestens 50,00 EUR.",
    ],
    fr: [
      "Livraison offerte (standard ou express), au plus 4,90 EUR.",
      "Condition : le montant des articles est d'au moins 50,00 EUR.",
    ],
  },
  {
    title: "gifts for every full amount",
    content: {
      awards: [
        {
          kind: "gift",
          choices: ["mug-white", "mug-black"],
          every: { amounts: { EUR: 5000 }, items: { kind: "category", any_of: ["coffee"] } },
          times_max: 2,
        },
      ],
    },
    en: [
      "Free gift: 1 × mug-white or mug-black for every full 50.00 EUR spent on articles of category coffee, at most 2 times.",
    ],
    de: [
      "Gratis dazu: 1 × mug-white oder mug-black je volle 50,00 EUR für Artikel der Kategorie coffee, höchstens 2-mal.",
    ],
    fr: [
      "Cadeau : 1 × mug-white ou mug-black par tranche de 50,00 EUR d'articles de la catégorie coffee, au plus 2 fois.",
    ],
  },
  {
    title: "everything that is given on commit",
    content: {
      awards: [
        { kind: "points", points: 2, every: { EUR: 100 } },
        { kind: "points", points: 1 },
        { kind: "coupon", set: "come-back" },
        { kind: "certificate", amounts: { EUR: 1000 } },
        { kind: "ticket", draw: "summer", tickets: 3 },
        { kind: "message", message: "thanks" },
        { kind: "renewals", periods: 2 },
      ],
    },
    en: [
      "2 points for every full 1.00 EUR spent.",
      "1 point.",
      "1 coupon (come-back) for a later order.",
      "1 gift certificate of 10.00 EUR.",
      "3 tickets for the draw summer.",
      "A message (thanks).",
      "The same for 2 further periods of the subscription.",
    ],
    de: [
      "2 Punkte je volle 1,00 EUR Einkaufswert.",
      "1 Punkt.",
      "1 Coupon (come-back) für eine spätere Bestellung.",
      "1 Geschenkgutschein über 10,00 EUR.",
      "3 Lose für die Verlosung summer.",
      "Eine Mitteilung (thanks).",
      "Dasselbe für 2 weitere Zeiträume des Abonnements.",
    ],
    fr: [
      "2 points par tranche de 1,00 EUR d'achat.",
      "1 point.",
      "1 bon de réduction (come-back) pour une prochaine commande.",
      "1 chèque-cadeau de 10,00 EUR.",
      "3 tickets pour le tirage summer.",
      "Un message (thanks).",
      "De même pour 2 périodes supplémentaires de l'abonnement.",
    ],
  },
];
