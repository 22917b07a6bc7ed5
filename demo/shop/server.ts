/**
 * The sample shop's server: what any shop must do itself. It knows who shops, hands the page a token instead of the id, builds the
 * cart of an order again from skus alone, and holds the secret key. Served by the local run under `/shop`, never deployed.
 */
import { readFileSync } from "node:fs";
import * as z from "zod";
import type { EdgeOptions, Refusal } from "../../sdk/edge-call.ts";
import { createShopServer } from "../../sdk/server.ts";

export type ShopSettings = { sk: string; pk: string; edge: Pick<EdgeOptions, "url" | "fetch"> };

const Text = z.string();
const LineSchema = z.object({ id: Text, sku: Text, quantity: z.int() });
/** What a page may say of an order: articles and codes, and the price it showed, but no price of its own. */
const BasketSchema = z.object({ id: Text, lines: LineSchema.array(), codes: Text.array(), toPay: z.int() });

const page = readFileSync(new URL("page.html", import.meta.url), "utf8");
const terms = { currency: "EUR", tax_mode: "gross" as const, channel: "web" };
const shipping = [{ id: "parcel", method: "standard", amount: 490 }];

const refuse = ({ title, status }: Refusal) => Response.json({ problem: title }, { status });

/** Answers the shop's three paths. */
export async function fetch(request: Request, { sk, pk, edge }: ShopSettings): Promise<Response> {
  const server = createShopServer({ ...edge, key: sk });
  const shopper = /shopper=([\w-]{36})/.exec(request.headers.get("cookie") ?? "")?.[1] ?? crypto.randomUUID();
  const headers = { "set-cookie": `shopper=${shopper}; Path=/shop; HttpOnly; SameSite=Lax` };
  const path = `${request.method} ${new URL(request.url).pathname.replace(/\/$/, "")}`;
  if (path === "GET /shop") {
    return new Response(page, { headers: { ...headers, "content-type": "text/html; charset=utf-8" } });
  }
  if (path === "POST /shop/session") {
    const token = await server.customerToken({ customer: { id: shopper } });
    if (!token.ok) return refuse(token.problem);
    return Response.json({ pk, token: token.value.token, terms, shipping }, { headers });
  }
  if (path === "POST /shop/checkout") {
    const basket = BasketSchema.safeParse(await request.json().catch(() => null));
    if (!basket.success) return Response.json({ problem: "this is no basket" }, { status: 400 });
    const { id, lines, codes, toPay } = basket.data;
    const cart = { ...terms, customer: { id: shopper }, lines, codes, shipping };
    const held = await server.reserve({ id: `${shopper}/${id}`, cart, expect: { to_pay: toPay } });
    if (!held.ok) return refuse(held.problem);
    // Here a shop takes the money.
    const order = { external_id: id, placed_at: new Date().toISOString() };
    const done = await server.commit(held.value.handle, order);
    if (!done.ok) return refuse(done.problem);
    return Response.json({ order: id, paid: toPay });
  }
  return new Response("there is nothing here", { status: 404 });
}
