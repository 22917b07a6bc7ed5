/** Where, how and by what the cart is sold: each condition true, false, unknown, and its reasons. */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import { kindRows, missing, not, refused } from "./kind-rows.ts";

const berlin: Partial<CartFacts> = { country: "DE", region: "BE", postcode: "10115" };
const region: CartCondition = { kind: "region", any_of: ["BE", "BB"] };
const postcode: CartCondition = { kind: "postcode", prefixes: ["101", "2"] };
const card: CartCondition = { kind: "payment_method", any_of: ["card"] };
const post: CartCondition = { kind: "shipping_method", any_of: ["post"] };
const shipping = [
  { id: "1", method: "bike", amount: 1 },
  { id: "2", method: "post", amount: 1 },
];
const table = (test: object): CartCondition => ({ kind: "cart_metadata", name: "table", ...test });
const blue: CartCondition = { kind: "variant", experiment: "color", any_of: ["blue", "green"] };
kindRows("context", [
  ["[CND-10] currency", { kind: "currency", any_of: ["USD", "EUR"] }, {}, "true"],
  [
    "[CND-10] another currency",
    { kind: "currency", any_of: ["USD"] },
    {},
    [{ code: "wrong_currency", have: "EUR" }],
  ],
  [
    "[CND-21] not in a currency",
    not({ kind: "currency", any_of: ["EUR"] }),
    {},
    [{ code: "wrong_currency", have: "EUR" }],
  ],
  ["[CND-10] region", region, berlin, "true"],
  [
    "[CND-10] another region",
    region,
    { region: "BY" },
    [{ code: "wrong_country", have: "BY", by: "region" }],
  ],
  ["[CND-10] nobody said the region", region, {}, missing("region")],
  ["[CND-21] not there", not(region), berlin, [{ code: "wrong_country", have: "BE", by: "region" }]],
  ["[CND-10] postcode", postcode, berlin, "true"],
  ["[CND-10] the prefix is the whole postcode", postcode, { postcode: "2" }, "true"],
  [
    "[CND-10] the postcode is shorter than the prefix",
    postcode,
    { postcode: "10" },
    [{ code: "wrong_country", have: "10", by: "postcode" }],
  ],
  [
    "[CND-10] the prefix stands inside",
    postcode,
    { postcode: "12" },
    [{ code: "wrong_country", have: "12", by: "postcode" }],
  ],
  ["[CND-10] nobody said the postcode", postcode, {}, missing("postcode")],
  ["[CND-10] payment", card, { payment_method: "card" }, "true"],
  ["[CND-10] another payment", card, { payment_method: "cash" }, [{ code: "wrong_payment", have: "cash" }]],
  ["[CND-10] nobody said the payment", card, {}, missing("payment_method")],
  ["[CND-10] one of the charges", post, { shipping }, "true"],
  ["[CND-10] none of the charges", post, { shipping: shipping.slice(0, 1) }, [{ code: "wrong_shipping" }]],
  ["[CND-10] no charges", post, {}, [{ code: "wrong_shipping" }]],
  ["[CND-10] metadata", table({ any_of: [7, "7b"] }), { metadata: { table: 7 } }, "true"],
  ["[CND-10] metadata within bounds", table({ at_least: 7 }), { metadata: { table: 7 } }, "true"],
  [
    "[CND-10] other metadata",
    table({ any_of: ["7"] }),
    { metadata: { table: 7 } },
    [{ code: "metadata_mismatch", by: "table" }],
  ],
  ["[CND-10] no such metadata", table({ any_of: [7] }), { metadata: { chair: 7 } }, missing("cart_metadata")],
  ["[CND-10] variant", blue, { variants: { color: "blue" } }, "true"],
  ["[CND-10] another variant", blue, { variants: { color: "red" } }, refused("variant")],
  ["[CND-10] the variant of another experiment", blue, { variants: { size: "blue" } }, refused("variant")],
  [
    "[CND-10] two experiments",
    { kind: "all", of: [blue, { kind: "variant", experiment: "size", any_of: ["red"] }] },
    { variants: { size: "blue", color: "red" } },
    refused("variant"),
  ],
  ["[CND-10] no variant", blue, {}, refused("variant")],
  ["[CND-21] not that variant", not(blue), { variants: { color: "blue" } }, refused("variant")],
]);
