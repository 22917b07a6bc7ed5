/** The award `tiers` in words. */
import type { ByLanguage } from "../../model/language.ts";
import { basisPhrase } from "../basis.ts";
import { targetPhrase } from "../target.ts";
import type { Sentence, Wording } from "../wording.ts";
import type { TiersAward } from "./tiers.ts";

interface TierWords {
  on(target: string): string;
  rate(rate: string): string;
  /** Off each unit, or once over all. */
  amount(amount: string, per: "unit" | "once"): string;
  price(price: string): string;
  from(bound: string): string;
  readonly unit: readonly [string, string];
  readonly marginal: string;
}

const PHRASES: ByLanguage<TierWords> = {
  en: {
    on: (target) => `on ${target}: `,
    rate: (rate) => `${rate} off`,
    amount: (amount, per) => `${amount} off${per === "unit" ? " each" : ""}`,
    price: (price) => `${price} each`,
    from: (bound) => ` from ${bound}`,
    unit: ["article", "articles"],
    marginal: "; each step for its own part only",
  },
  de: {
    on: (target) => `auf ${target}: `,
    rate: (rate) => `${rate} Rabatt`,
    amount: (amount, per) => `${per === "unit" ? "je " : ""}${amount} Rabatt`,
    price: (price) => `je ${price}`,
    from: (bound) => ` ab ${bound}`,
    unit: ["Artikel", "Artikeln"],
    marginal: "; jede Stufe nur für ihren Teil",
  },
  fr: {
    on: (target) => `sur ${target} : `,
    rate: (rate) => `${rate} de remise`,
    amount: (amount, per) => `${amount} de remise${per === "unit" ? " par article" : ""}`,
    price: (price) => `${price} l'unité`,
    from: (bound) => ` à partir de ${bound}`,
    unit: ["article", "articles"],
    marginal: " ; chaque palier pour sa seule part",
  },
};

/** In words. */
export const tiersSentence: Sentence<TiersAward> = { en: inWords, de: inWords, fr: inWords };

function inWords(award: TiersAward, say: Wording): string {
  const { on, rate, amount, price, from, unit, marginal } = PHRASES[say.language];
  const steps = award.steps.map((step) => {
    const bound =
      typeof step.from === "number"
        ? `${step.from} ${say.plural(step.from, ...unit)}`
        : say.amounts(step.from);
    if (step.rate_bps !== undefined) return rate(say.rate(step.rate_bps)) + from(bound);
    if (step.amounts !== undefined)
      return amount(say.amounts(step.amounts), award.per ?? "once") + from(bound);
    return price(say.amounts(step.prices ?? {})) + from(bound);
  });
  const how = basisPhrase(award.basis, say.language) + (award.reading === "marginal" ? marginal : "");
  return on(targetPhrase(award, say)) + steps.join(", ") + how + say.capped(award.cap);
}
