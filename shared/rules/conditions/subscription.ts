/** Cart condition: the state of the customer's subscription; all parts that are given must hold. */
import * as z from "zod";
import { testPrice, writeNumberBounds } from "../bounds.ts";
import type { CartView, SubscriptionView } from "../cart-view.ts";
import { type CartKind, PLAIN } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { holdsText, type Program, textsLength, wordAt, writeTexts } from "../program.ts";
import { FALSE, TRUE, truthOf, UNKNOWN } from "../truth.ts";
import type { Sentence, Wording } from "../wording.ts";

export const SubscriptionConditionSchema = z
  .strictObject({
    kind: z.literal("subscription"),
    states: IdListSchema.optional(),
    /** Plans that the customer has now. */
    plans: IdListSchema.optional(),
    /** Plans that the customer is about to move to. */
    next_plans: IdListSchema.optional(),
    /** Whole days to the end of the paid period. */
    days_left_at_least: z.int().min(0).max(36_500).optional(),
    days_left_at_most: z.int().min(0).max(36_500).optional(),
  })
  .refine((test) => Object.keys(test).length > 1, "must test something");
export type SubscriptionCondition = z.infer<typeof SubscriptionConditionSchema>;

const DAY_MS = 86_400_000;

/** CND-30. Fields: the sets of states, plans and next plans (an empty one asks nothing), bounds. */
export const subscriptionKind: CartKind<SubscriptionCondition> = {
  ...PLAIN,
  opcode: 61,
  schema: SubscriptionConditionSchema,
  negatable: true,
  facts: ["subscription"],
  keys: () => null,
  write(condition, out) {
    writeTexts(out, condition.states ?? []);
    writeTexts(out, condition.plans ?? []);
    writeTexts(out, condition.next_plans ?? []);
    writeNumberBounds(out, boundsOf(condition));
  },
  test(program, at, end, cart) {
    const { subscription } = cart;
    if (subscription === undefined) return UNKNOWN;
    if (subscription === null) return FALSE;
    const plans = at + textsLength(program, at);
    const nextPlans = plans + textsLength(program, plans);
    const bounds = nextPlans + textsLength(program, nextPlans);
    return truthOf(
      allows(program, at, end, subscription.state) &&
        allows(program, plans, end, subscription.plan) &&
        allows(program, nextPlans, end, subscription.nextPlan) &&
        hasDaysLeft(program, bounds, end, subscription, cart),
    );
  },
  reasons(_program, _at, _end, _cart, _wanted, out) {
    out.push({ code: "customer_not_eligible", by: "subscription" });
  },
};

function boundsOf(condition: SubscriptionCondition) {
  return { at_least: condition.days_left_at_least, at_most: condition.days_left_at_most };
}

/** Whether a set asks nothing or holds the text. */
function allows(program: Program, at: number, end: number, text: number): boolean {
  return wordAt(program, at) === 0 || holdsText(program, at, end, text);
}

function hasDaysLeft(
  program: Program,
  at: number,
  end: number,
  { endsMs }: SubscriptionView,
  cart: CartView,
): boolean {
  if (wordAt(program, at) === 0) return true;
  if (endsMs === null || cart.atMs > endsMs) return false;
  const days = Math.floor((endsMs - cart.atMs) / DAY_MS);
  return testPrice(program, at, end, cart.currency, days) === TRUE;
}

/** In words. */
export const subscriptionSentence: Sentence<SubscriptionCondition> = {
  en(condition, say) {
    const days = say.bounds(boundsOf(condition), "day", "days");
    const names = { states: "in state", plans: "with plan", next_plans: "with next plan" };
    const has = say.either("has a subscription", "has no subscription");
    return `the customer ${has} ${parts(condition, names, say, `with ${days} left`).join(", ")}`;
  },
  de(condition, say) {
    const days = say.bounds(boundsOf(condition), "Tag", "Tagen");
    const names = { states: "im Zustand", plans: "mit Tarif", next_plans: "mit nächstem Tarif" };
    const has = say.either("hat ein Abonnement", "hat kein Abonnement");
    return `der Kunde ${has} ${parts(condition, names, say, `mit ${days} Restlaufzeit`).join(", ")}`;
  },
  fr(condition, say) {
    const days = say.bounds(boundsOf(condition), "jour restant", "jours restants");
    const names = { states: "dans l'état", plans: "avec la formule", next_plans: "avec la formule suivante" };
    const has = say.either("a un abonnement", "n'a pas d'abonnement");
    return `le client ${has} ${parts(condition, names, say, `avec ${days}`).join(", ")}`;
  },
};

type Named = Record<"states" | "plans" | "next_plans", string>;

function parts(condition: SubscriptionCondition, names: Named, say: Wording, days: string): string[] {
  const texts: string[] = [];
  for (const field of ["states", "plans", "next_plans"] as const) {
    const values = condition[field];
    if (values !== undefined) texts.push(`${names[field]} ${say.oneOf(values)}`);
  }
  const { at_least, at_most } = boundsOf(condition);
  return at_least === undefined && at_most === undefined ? texts : [...texts, days];
}
