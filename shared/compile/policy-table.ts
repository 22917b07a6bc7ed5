/** Policy sets of a rule set, each once: the company's, and the company's with what a promotion chose for itself. */
import { type Policies, policiesWith } from "../model/policies.ts";
import type { RulePromotion } from "../rules/rule-set.ts";

export class PolicyTable {
  readonly sets: Policies[];
  readonly #places = new Map<string, number>();

  constructor(company: Policies) {
    this.sets = [company];
    this.#places.set(nameOf(company), 0);
  }

  /** Place of a promotion's set. */
  add({ policies }: RulePromotion): number {
    const [company] = this.sets;
    if (policies === undefined || company === undefined) return 0;
    const set = policiesWith(company, policies);
    const name = nameOf(set);
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.sets.length);
    this.sets.push(set);
    return this.sets.length - 1;
  }
}

function nameOf(policies: Policies): string {
  return JSON.stringify(Object.entries(policies).sort(([a], [b]) => (a < b ? -1 : 1)));
}
