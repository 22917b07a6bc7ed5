/** Names that the carts and rules of heavy cases have in common. */
export const HEAVY = {
  sku: (index: number) => `s${index}`,
  category: (index: number) => `k${index}`,
  method: (index: number) => `m${index % 3}`,
  code: (index: number) => `CODE${index}`,
  promotion: (index: number) => `p${String(index).padStart(5, "0")}`,
  lane: (index: number) => `lane-${index}`,
  class: (index: number) => `class-${index}`,
};
