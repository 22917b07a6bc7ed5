/** Tokens that we did not sign, not like this, not for this company, mode or time, name nobody. */
import { SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, test } from "vitest";
import { customerKey, derivedKey, identifierKey } from "../../shared/model/identity.ts";
import { identityPort } from "../platform-hash.ts";
import { env, nowMs, openShop, request, teaCart } from "../testing.ts";
import { readCustomerToken, signCustomerToken } from "./customer-token.ts";

const port = identityPort(env);
const issuer = { company: "acme", mode: "live" } as const;
const key = customerKey(port, "acme", "c1");
const atMs = nowMs;
const iat = atMs / 1000;

const sign = () => signCustomerToken(port, issuer, { key, counted: [key] }, { atMs, ttlS: 3_600 });
const read = (token: string, whenMs = atMs) => readCustomerToken(port, issuer, token, whenMs);
const secret = (text: string) => new TextEncoder().encode(text);
const ours = secret(derivedKey(port, "customer-token", "acme/live"));

const claims = { iss: "acme", aud: "quote", sub: key, keys: [key], iat, exp: iat + 3_600 };
const header = { alg: "HS256", typ: "lidia-customer+jwt" };
const forge = (payload: Record<string, unknown>, head: Record<string, unknown> = {}, by = ours) =>
  new SignJWT(payload).setProtectedHeader({ ...header, ...head }).sign(by);

test("a token reads back as the keys that were signed, until the very instant of its end", async () => {
  const { token, expiresAtMs } = await sign();
  expect(expiresAtMs).toBe(atMs + 3_600_000);
  expect(await read(token)).toEqual({ key, counted: [key] });
  expect(await read(token, expiresAtMs - 1_000)).not.toBeNull();
  expect(await read(token, expiresAtMs)).toBeNull();
  expect(await read(await forge(claims))).toEqual({ key, counted: [key] });
});

test.each<[string, () => Promise<string> | string]>([
  ["signed with none", () => new UnsecuredJWT(claims).encode()],
  ["signed with HS512", () => forge(claims, { alg: "HS512" }, secret("x".repeat(64)))],
  ["signed with HS384 and our key", () => forge(claims, { alg: "HS384" })],
  ["of another type", () => forge(claims, { typ: "JWT" })],
  ["of no type", () => forge(claims, { typ: undefined })],
  ["with an unknown critical header", () => tampered(0, (head) => ({ ...head, crit: ["x"], x: 1 }))],
  ["with a key of its own", () => forge(claims, { jwk: { kty: "oct", k: "AAAA" } }, secret("a".repeat(32)))],
  [
    "of another company's key",
    () => forge(claims, {}, secret(derivedKey(port, "customer-token", "other/live"))),
  ],
  ["of the test key", () => forge(claims, {}, secret(derivedKey(port, "customer-token", "acme/test")))],
  ["of the key of handles", () => forge(claims, {}, secret(derivedKey(port, "handle", "acme/live")))],
  ["under an empty key's look-alike", () => forge(claims, {}, secret(" "))],
  ["of another issuer", () => forge({ ...claims, iss: "other" })],
  ["without issuer", () => forge({ ...claims, iss: undefined })],
  ["for another audience", () => forge({ ...claims, aud: "reserve" })],
  ["for several audiences", () => forge({ ...claims, aud: ["quote", "reserve"] })],
  ["without audience", () => forge({ ...claims, aud: undefined })],
  ["without end", () => forge({ ...claims, exp: undefined })],
  ["with a text for its end", () => forge({ ...claims, exp: "9999999999" })],
  ["that lives too long", () => forge({ ...claims, exp: iat + 3_601 })],
  ["from long ago with a late end", () => forge({ ...claims, iat: iat - 7_200 })],
  ["without beginning", () => forge({ ...claims, iat: undefined })],
  ["not valid yet", () => forge({ ...claims, nbf: iat + 60 })],
  ["without customer", () => forge({ ...claims, sub: undefined })],
  ["with a plain id", () => forge({ ...claims, sub: "c1", keys: ["c1"] })],
  ["without keys", () => forge({ ...claims, keys: [] })],
  ["whose keys are others'", () => forge({ ...claims, keys: ["0".repeat(64)] })],
  ["with too many keys", () => forge({ ...claims, keys: [key, ...Array(11).fill("0".repeat(64))] })],
  ["with further claims", () => forge({ ...claims, admin: true })],
  ["whose claims were changed", () => tampered(1, (payload) => ({ ...payload, sub: "0".repeat(64) }))],
  ["whose header was changed", () => tampered(0, (head) => ({ ...head, alg: "none" }))],
  ["without signature", async () => (await sign()).token.replace(/[^.]*$/, "")],
  ["cut in half", async () => (await sign()).token.slice(0, 90)],
  ["with a fourth part", async () => `${(await sign()).token}.AAAA`],
  ["of two parts", () => "AAAA.BBBB"],
  ["of dots", () => ".."],
  ["of anything", () => "token"],
])("a token %s names nobody", async (_, make) => {
  expect(await read(await make())).toBeNull();
});

async function tampered(
  part: 0 | 1,
  change: (value: Record<string, unknown>) => Record<string, unknown>,
): Promise<string> {
  const parts = (await sign()).token.split(".");
  const value = JSON.parse(Buffer.from(parts[part] ?? "", "base64url").toString());
  parts[part] = Buffer.from(JSON.stringify(change(value))).toString("base64url");
  return parts.join(".");
}

test("every single changed letter of the signature is noticed", async () => {
  const { token } = await sign();
  const at = token.lastIndexOf(".") + 1;
  for (let place = at; place < token.length - 1; place++) {
    const letter = token[place] === "A" ? "B" : "A";
    expect(await read(token.slice(0, place) + letter + token.slice(place + 1))).toBeNull();
  }
});

describe("over HTTP", () => {
  const quote = (shop: { edge: Parameters<typeof request>[0] }, apiKey: string, customer: unknown) =>
    request(shop.edge, "/v1/quotes", { key: apiKey, body: { cart: teaCart({ customer }) } });

  test("a token of one company, or of test, is refused elsewhere", async () => {
    const [mine, other] = await Promise.all([openShop(), openShop()]);
    const issue = { key: mine.sk, body: { customer: { id: "c1" }, ttl: 60 } };
    const { token, expires_at } = (await request(mine.edge, "/v1/customer-tokens", issue)).body;
    expect(expires_at).toBe(new Date(nowMs + 60_000).toISOString());
    expect((await quote(mine, mine.pk, { token })).status).toBe(200);
    const foreign = await quote(other, other.pk, { token });
    expect(foreign).toMatchObject({ status: 403, body: { code: "token_invalid" } });
    mine.edge.clock.atMs += 60_000;
    expect(await quote(mine, mine.pk, { token })).toMatchObject({
      status: 403,
      body: { code: "token_invalid" },
    });
  });

  test("a token and a name together are refused", async () => {
    const { edge, sk } = await openShop();
    const answer = await quote({ edge }, sk, { token: "t", id: "c1" });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: "cart.customer.token" }] } });
  });

  test("a token holds hashes by the company's setting for plus-tags, and no plain text", async () => {
    const { edge, sk, company } = await openShop({ foldPlusTags: true });
    const identifiers = [{ kind: "email", value: " Me+news@B.example " }];
    const issue = { key: sk, body: { customer: { id: "c1", identifiers } } };
    const { token } = (await request(edge, "/v1/customer-tokens", issue)).body;
    const payload = Buffer.from(token.split(".")[1], "base64url").toString();
    expect(payload).not.toMatch(/c1"|example/i);
    const email = identifierKey(port, company, { kind: "email", value: "me@b.example" }, true);
    expect(JSON.parse(payload).keys).toEqual([customerKey(port, company, "c1"), email].sort());
  });
});
