/** Terms of who may have promotions: conditions, codes, what they combine with. */
import type { TermsRow } from "./terms.ts";

export const CONDITION_TERMS: TermsRow[] = [
  {
    title: "a code for a first order, alone in the cart",
    content: {
      conditions: { kind: "all", of: [{ kind: "code" }, { kind: "first_order" }] },
      exclusive: { reading: "sole", reach: "cart" },
    },
    en: [
      "10% off the order.",
      "A code is needed.",
      "Condition: it is the customer's first order.",
      "Not combined with other promotions.",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Ein Code ist nötig.",
      "Bedingung: Es ist die erste Bestellung des Kunden.",
      "Nicht mit anderen Aktionen kombinierbar.",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Un code est nécessaire.",
      "Condition : c'est la première commande du client.",
      "Non cumulable avec d'autres promotions.",
    ],
  },
  {
    title: "a code or an account",
    content: { conditions: { kind: "any", of: [{ kind: "code" }, { kind: "signed_in" }] } },
    en: [
      "10% off the order.",
      "Condition: a code of this promotion is entered or the customer is signed in.",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Bedingung: Ein Code dieser Aktion ist eingegeben oder der Kunde ist angemeldet.",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Condition : un code de cette promotion est saisi ou le client est connecté.",
    ],
  },
  {
    title: "some customers and not others",
    content: {
      conditions: {
        kind: "all",
        of: [
          {
            kind: "any",
            of: [
              { kind: "customer_group", any_of: ["trade"] },
              { kind: "tier", any_of: ["gold", "platinum"] },
            ],
          },
          {
            kind: "not",
            of: {
              kind: "any",
              of: [
                { kind: "segment", any_of: ["staff"] },
                { kind: "lifecycle", any_of: ["blocked"] },
              ],
            },
          },
        ],
      },
    },
    en: [
      "10% off the order.",
      "Conditions: the customer's group is trade or the customer's tier is gold or platinum; the customer is not in segment staff and the customer's stage is not blocked.",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Bedingungen: Die Kundengruppe ist trade oder die Kundenstufe ist gold oder platinum; der Kunde gehört nicht zum Segment staff und die Kundenphase ist nicht blocked.",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Conditions : le groupe du client est trade ou le niveau du client est gold ou platinum ; le client ne fait pas partie du segment staff et la phase du client n'est pas blocked.",
    ],
  },
  {
    title: "what customers have done",
    content: {
      conditions: {
        kind: "all",
        of: [
          { kind: "points", at_least: 100 },
          { kind: "lifetime_spend", above: { EUR: 50000 } },
          { kind: "days_since_last_order", at_least: 30, at_most: 90 },
          { kind: "order_number", every: 5 },
          { kind: "behaviour", name: "visits", at_least: 3 },
          { kind: "customer_attribute", name: "age_band", any_of: ["18_24"] },
        ],
      },
    },
    en: [
      "10% off the order.",
      "Conditions: the customer has at least 100 points; the customer has spent more than 500.00 EUR so far; the customer's last order was at least 30 and at most 90 days ago; the number of the customer's orders, including this one, is a multiple of 5; the customer's behaviour visits is at least 3; the customer's attribute age_band is 18_24.",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Bedingungen: Der Kunde hat mindestens 100 Punkte; der Kunde hat bisher mehr als 500,00 EUR ausgegeben; die letzte Bestellung des Kunden ist mindestens 30 und höchstens 90 Tage her; die Zahl der Bestellungen des Kunden, diese eingeschlossen, ist durch 5 teilbar; das Kundenverhalten visits ist mindestens 3; das Kundenmerkmal age_band ist 18_24.",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Conditions : le client a au moins 100 points ; le client a dépensé plus de 500,00 EUR jusqu'ici ; la dernière commande du client date d'au moins 30 et au plus 90 jours ; le nombre de commandes du client, celle-ci comprise, est un multiple de 5 ; le comportement visits du client est au moins 3 ; la caractéristique age_band du client est 18_24.",
    ],
  },
  {
    title: "birthdays and subscriptions",
    content: {
      conditions: {
        kind: "all",
        of: [
          { kind: "customer_known" },
          { kind: "birthday", days_before: 7, days_after: 1 },
          { kind: "subscription", states: ["active"], next_plans: ["box"], days_left_at_most: 14 },
        ],
      },
    },
    en: [
      "10% off the order.",
      "Conditions: the customer is known; today is between 7 days before and 1 day after the customer's birthday; the customer has a subscription in state active, with next plan box, with at most 14 days left.",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Bedingungen: Der Kunde ist bekannt; heute ist zwischen 7 Tagen vor und 1 Tag nach dem Geburtstag des Kunden; der Kunde hat ein Abonnement im Zustand active, mit nächstem Tarif box, mit höchstens 14 Tagen Restlaufzeit.",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Conditions : le client est connu ; on est entre 7 jours avant et 1 jour après l'anniversaire du client ; le client a un abonnement dans l'état active, avec la formule suivante box, avec au plus 14 jours restants.",
    ],
  },
  {
    title: "where, how and by what it is bought",
    content: {
      conditions: {
        kind: "all",
        of: [
          { kind: "channel", any_of: ["web", "app"] },
          { kind: "store", groups: ["outlets"] },
          { kind: "country", any_of: ["DE", "AT", "CH", "FR", "IT"] },
          { kind: "not", of: { kind: "region", any_of: ["BY"] } },
          { kind: "postcode", prefixes: ["10"] },
          { kind: "payment_method", any_of: ["invoice"] },
          { kind: "shipping_method", any_of: ["express"] },
          { kind: "currency", any_of: ["EUR"] },
          { kind: "cart_metadata", name: "pickup", any_of: [true] },
          { kind: "variant", experiment: "banner", any_of: ["b"] },
        ],
      },
    },
    en: [
      "10% off the order.",
      "Conditions: the sales channel is web or app; the store belongs to outlets; the country of delivery is DE, AT, CH or 2 more; the region of delivery is not BY; the postcode begins with 10; the payment method is invoice; the shipping method is express; the currency is EUR; the cart's detail pickup is yes; the variant of the experiment banner is b.",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Bedingungen: Der Verkaufskanal ist web oder app; das Geschäft gehört zu outlets; das Lieferland ist DE, AT, CH oder 2 weitere; die Lieferregion ist nicht BY; die Postleitzahl beginnt mit 10; die Zahlungsart ist invoice; die Versandart ist express; die Währung ist EUR; die Angabe pickup zum Warenkorb ist ja; die Variante des Experiments banner ist b.",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Conditions : le canal de vente est web ou app ; le magasin appartient à outlets ; le pays de livraison est DE, AT, CH ou 2 autres ; la région de livraison n'est pas BY ; le code postal commence par 10 ; le moyen de paiement est invoice ; le mode de livraison est express ; la devise est EUR ; la mention pickup du panier est oui ; la variante de l'expérience banner est b.",
    ],
  },
  {
    title: "what is in the cart",
    content: {
      conditions: {
        kind: "all",
        of: [
          { kind: "distinct", at_least: 2, items: { kind: "tag", any_of: ["new"] } },
          {
            kind: "items",
            which: "none",
            match: { kind: "line_metadata", name: "engraved", any_of: [true] },
          },
          { kind: "items", which: "cheapest", match: { kind: "unit_price", at_least: { EUR: 500 } } },
          { kind: "largest_line", basis: "list", below: { EUR: 100000 } },
          { kind: "total", basis: "current", at_least: { EUR: 2000 } },
          {
            kind: "not",
            of: {
              kind: "subtotal",
              at_least: { EUR: 10000 },
              items: {
                kind: "any",
                of: [
                  { kind: "seller", any_of: ["north"] },
                  {
                    kind: "all",
                    of: [
                      { kind: "sku", any_of: ["a-1"] },
                      { kind: "stock", at_most: 5 },
                    ],
                  },
                ],
              },
            },
          },
          {
            kind: "quantity",
            at_most: 10,
            items: { kind: "attribute", name: "size", at_least: 40, below: 46 },
          },
        ],
      },
    },
    en: [
      "10% off the order.",
      "Conditions: the cart holds at least 2 different products with tag new; the cart holds no article whose detail engraved is yes; the cheapest article is an article with a price of at least 5.00 EUR; the greatest sum of equal articles at regular prices is less than 1000.00 EUR; the total with shipping after earlier discounts is at least 20.00 EUR; the value of the articles sold by north or (with sku a-1 and with a stock of at most 5) is less than 100.00 EUR; the cart holds at most 10 articles whose size is at least 40 and less than 46.",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Bedingungen: Der Warenkorb enthält mindestens 2 verschiedene Produkte mit dem Schlagwort new; der Warenkorb enthält keinen Artikel mit der Angabe engraved: ja; der günstigste Artikel ist ein Artikel mit einem Preis von mindestens 5,00 EUR; die höchste Summe gleicher Artikel zu regulären Preisen beträgt weniger als 1000,00 EUR; die Summe mit Versand nach früheren Rabatten beträgt mindestens 20,00 EUR; der Wert der Artikel von Verkäufer north oder (mit der Artikelnummer a-1 und mit einem Bestand von höchstens 5) beträgt weniger als 100,00 EUR; der Warenkorb enthält höchstens 10 Artikel mit dem Merkmal size: mindestens 40 und weniger als 46.",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Conditions : le panier contient au moins 2 produits différents avec l'étiquette new ; le panier ne contient aucun article dont la mention engraved est oui ; l'article le moins cher est un article au prix d'au moins 5,00 EUR ; le plus grand montant d'articles identiques aux prix réguliers est de moins de 1000,00 EUR ; le total avec livraison après les remises précédentes est d'au moins 20,00 EUR ; le montant des articles du vendeur north ou (de référence a-1 et avec un stock d'au plus 5) est de moins de 100,00 EUR ; le panier contient au plus 10 articles dont la caractéristique size est au moins 40 et moins de 46.",
    ],
  },
  {
    title: "a class that combines with others",
    content: {
      class: "seasonal",
      combines_with: ["seasonal", "shipping"],
      exclusive: { reading: "stop", reach: "lane" },
    },
    en: [
      "10% off the order.",
      "No further promotion of its group applies after it.",
      "It belongs to the class seasonal.",
      "Combined only with promotions of the class seasonal or shipping, or of none.",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Danach gilt keine weitere Aktion ihrer Gruppe.",
      "Sie gehört zur Klasse seasonal.",
      "Nur mit Aktionen der Klasse seasonal oder shipping oder ohne Klasse kombinierbar.",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Aucune autre promotion de son groupe ne s'applique ensuite.",
      "Elle appartient à la classe seasonal.",
      "Cumulable seulement avec les promotions de la classe seasonal ou shipping ou sans classe.",
    ],
  },
  {
    title: "only first, with promotions of no class",
    content: { combines_with: [], exclusive: { reading: "only_if_first", reach: "cart" } },
    en: [
      "10% off the order.",
      "Only if no promotion applies before it.",
      "Combined only with promotions of no class.",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Nur, wenn vorher keine Aktion gilt.",
      "Nur mit Aktionen ohne Klasse kombinierbar.",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Seulement si aucune promotion ne s'applique avant.",
      "Cumulable seulement avec les promotions sans classe.",
    ],
  },
  {
    title: "not on reduced articles",
    content: {
      excludes_reduced: ["price", "catalogue_promotion", "earlier_promotion"],
      exclusive: { reading: "sole" },
    },
    en: [
      "10% off the order.",
      "Not on articles that are already reduced.",
      "Not combined with other promotions of its group.",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Nicht auf bereits reduzierte Artikel.",
      "Nicht mit anderen Aktionen ihrer Gruppe kombinierbar.",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Sauf sur les articles déjà remisés.",
      "Non cumulable avec d'autres promotions de son groupe.",
    ],
  },
  {
    title: "refused where articles were reduced before",
    content: {
      excludes_reduced: ["earlier_promotion"],
      policies: { reduced_items: "refuse" },
      exclusive: { reading: "stop", reach: "cart" },
    },
    en: [
      "10% off the order.",
      "Not valid if it would take in articles that are already reduced by an earlier promotion.",
      "No further promotion applies after it.",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Nicht gültig, wenn bereits durch eine frühere Aktion reduzierte Artikel betroffen wären.",
      "Danach gilt keine weitere Aktion.",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Non valable si elle devait porter sur des articles déjà remisés par une promotion précédente.",
      "Aucune autre promotion ne s'applique ensuite.",
    ],
  },
  {
    title: "prices of a group, before any cart",
    content: {
      stage: "catalogue",
      awards: [{ kind: "percent", rate_bps: 1500, on: "items" }],
      conditions: { kind: "customer_group", any_of: ["trade"] },
      exclusive: { reading: "only_if_first" },
    },
    en: [
      "15% off all articles.",
      "It is part of the prices shown.",
      "Condition: the customer's group is trade.",
      "Only if no promotion of its group applies before it.",
    ],
    de: [
      "15 % Rabatt auf alle Artikel.",
      "In den angezeigten Preisen enthalten.",
      "Bedingung: Die Kundengruppe ist trade.",
      "Nur, wenn vorher keine Aktion ihrer Gruppe gilt.",
    ],
    fr: [
      "15 % de remise sur tous les articles.",
      "Comprise dans les prix affichés.",
      "Condition : le groupe du client est trade.",
      "Seulement si aucune promotion de son groupe ne s'applique avant.",
    ],
  },
];
