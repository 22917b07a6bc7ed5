/** Terms of when promotions hold: windows, timetables, days of the month, repetitions, zones. */
import type { TermsRow } from "./terms.ts";

export const SCHEDULE_TERMS: TermsRow[] = [
  {
    title: "whole days",
    content: { schedule: { zone: "store", start: "2027-09-01T00:00", end: "2028-03-01T00:00" } },
    en: [
      "10% off the order.",
      "Valid from 1 September 2027 up to and including 29 February 2028 (local time of the store).",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Gültig vom 1. September 2027 bis einschließlich 29. Februar 2028 (Ortszeit des Geschäfts).",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Valable du 1er septembre 2027 jusqu'au 29 février 2028 inclus (heure locale du magasin).",
    ],
  },
  {
    title: "a window to the second, and longer with a code",
    content: {
      conditions: { kind: "code" },
      schedule: {
        zone: "Europe/Berlin",
        start: "2027-03-01T10:00",
        end: "2027-03-31T23:59:59",
        cool_down_end: "2027-04-08T12:30",
      },
    },
    en: [
      "10% off the order.",
      "A code is needed.",
      "Valid from 1 March 2027 at 10:00 until 31 March 2027 at 23:59:59 (time zone Europe/Berlin).",
      "With a code still valid until 8 April 2027 at 12:30 (time zone Europe/Berlin).",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Ein Code ist nötig.",
      "Gültig vom 1. März 2027 um 10:00 Uhr bis 31. März 2027 um 23:59:59 Uhr (Zeitzone Europe/Berlin).",
      "Mit einem Code noch gültig bis 8. April 2027 um 12:30 Uhr (Zeitzone Europe/Berlin).",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Un code est nécessaire.",
      "Valable du 1er mars 2027 à 10 h jusqu'au 31 mars 2027 à 23 h 59 min 59 s (fuseau horaire Europe/Berlin).",
      "Avec un code encore valable jusqu'au 8 avril 2027 à 12 h 30 (fuseau horaire Europe/Berlin).",
    ],
  },
  {
    title: "from a day on, at some hours",
    content: {
      schedule: {
        zone: "Europe/Zurich",
        start: "2027-01-01T00:00",
        timetable: [
          { weekdays: [1, 2, 3, 4, 5], from: "08:00", to: "20:00" },
          { weekdays: [6], from: "10:00", to: "24:00" },
        ],
      },
    },
    en: [
      "10% off the order.",
      "Valid from 1 January 2027; Monday to Friday from 08:00 to 20:00 and Saturday from 10:00 to 24:00 (time zone Europe/Zurich).",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Gültig ab 1. Januar 2027; Montag bis Freitag von 08:00 bis 20:00 Uhr und Samstag von 10:00 bis 24:00 Uhr (Zeitzone Europe/Zurich).",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Valable à partir du 1er janvier 2027 ; du lundi au vendredi de 8 h à 20 h et le samedi de 10 h à 24 h (fuseau horaire Europe/Zurich).",
    ],
  },
  {
    title: "over midnight, until a day",
    content: {
      schedule: {
        zone: "America/New_York",
        end: "2027-05-02T00:00",
        timetable: [{ weekdays: [5, 6], from: "22:00", to: "02:00" }],
      },
    },
    en: [
      "10% off the order.",
      "Valid up to and including 1 May 2027; Friday and Saturday from 22:00 to 02:00 the next day (time zone America/New_York).",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Gültig bis einschließlich 1. Mai 2027; Freitag und Samstag von 22:00 bis 02:00 Uhr des Folgetags (Zeitzone America/New_York).",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Valable jusqu'au 1er mai 2027 inclus ; le vendredi et le samedi de 22 h à 2 h le lendemain (fuseau horaire America/New_York).",
    ],
  },
  {
    title: "all day, on some weekdays",
    content: {
      schedule: {
        zone: "UTC",
        timetable: [
          { weekdays: [7, 1, 3, 1], from: "00:00", to: "24:00" },
          { weekdays: [1, 2, 3, 4, 5, 6, 7], from: "12:00", to: "13:30" },
        ],
      },
    },
    en: [
      "10% off the order.",
      "Valid Monday, Wednesday and Sunday all day and daily from 12:00 to 13:30 (time zone UTC).",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Gültig Montag, Mittwoch und Sonntag ganztägig und täglich von 12:00 bis 13:30 Uhr (Zeitzone UTC).",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Valable le lundi, le mercredi et le dimanche toute la journée et tous les jours de 12 h à 13 h 30 (fuseau horaire UTC).",
    ],
  },
  {
    title: "some days of the month",
    content: { schedule: { zone: "store", month_days: [-1, 15, 1, -2, -3] } },
    en: [
      "10% off the order.",
      "Valid each month on the 1st, on the 15th, 2 days before the last day, 1 day before the last day and on the last day (local time of the store).",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Gültig jeden Monat am 1., am 15., 2 Tage vor dem letzten Tag, 1 Tag vor dem letzten Tag und am letzten Tag (Ortszeit des Geschäfts).",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Valable chaque mois le 1er, le 15, 2 jours avant le dernier jour, 1 jour avant le dernier jour et le dernier jour (heure locale du magasin).",
    ],
  },
  {
    title: "two hours every week",
    content: {
      schedule: {
        zone: "Asia/Tokyo",
        start: "2027-06-01T18:00",
        repeat: { every_days: 7, lasts_minutes: 120 },
      },
    },
    en: [
      "10% off the order.",
      "Valid from 1 June 2027 at 18:00; every 7 days for 2 hours, counted from the start (time zone Asia/Tokyo).",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Gültig ab 1. Juni 2027 um 18:00 Uhr; alle 7 Tage für 2 Stunden, ab dem Beginn gezählt (Zeitzone Asia/Tokyo).",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Valable à partir du 1er juin 2027 à 18 h ; tous les 7 jours pendant 2 heures, à compter du début (fuseau horaire Asia/Tokyo).",
    ],
  },
  {
    title: "a day every day, ninety minutes every day",
    content: {
      schedule: {
        zone: "Asia/Tokyo",
        start: "2027-06-01T18:30",
        end: "2027-07-01T06:00",
        repeat: { every_days: 1, lasts_minutes: 90 },
      },
    },
    en: [
      "10% off the order.",
      "Valid from 1 June 2027 at 18:30 until 1 July 2027 at 06:00; every day for 90 minutes, counted from the start (time zone Asia/Tokyo).",
    ],
    de: [
      "10 % Rabatt auf die Bestellung.",
      "Gültig vom 1. Juni 2027 um 18:30 Uhr bis 1. Juli 2027 um 06:00 Uhr; jeden Tag für 90 Minuten, ab dem Beginn gezählt (Zeitzone Asia/Tokyo).",
    ],
    fr: [
      "10 % de remise sur la commande.",
      "Valable du 1er juin 2027 à 18 h 30 jusqu'au 1er juillet 2027 à 6 h ; chaque jour pendant 90 minutes, à compter du début (fuseau horaire Asia/Tokyo).",
    ],
  },
  {
    title: "nothing but a zone",
    content: { schedule: { zone: "store" } },
    en: ["10% off the order."],
    de: ["10 % Rabatt auf die Bestellung."],
    fr: ["10 % de remise sur la commande."],
  },
];
