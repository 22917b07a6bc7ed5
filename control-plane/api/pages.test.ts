/** The start page, the API reference and the documents behind it: complete, and without anything from elsewhere. */
import { describe, expect, it } from "vitest";
import { createControl } from "../control.ts";
import { call, clock, env } from "../testing.ts";

async function page(path: string): Promise<{ status: number; type: string | null; text: string }> {
  const response = await createControl({ clock }).fetch(new Request(`https://control.example${path}`), env, {
    waitUntil: () => {},
    passThroughOnException: () => {},
  } as unknown as ExecutionContext);
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}

describe("pages", () => {
  it.each(["/", "/docs", "/docs/problems"])("%s loads nothing from elsewhere", async (path) => {
    const { status, type, text } = await page(path);
    expect([status, type]).toEqual([200, "text/html; charset=UTF-8"]);
    expect(text).not.toMatch(/https?:\/\//);
  });

  it("the reference finds its script and style, and shows both Workers", async () => {
    const { text } = await page("/docs");
    expect(text).toContain('"/api/v1/openapi.json"');
    expect(text).toContain('"/v1/openapi.json"');
    const files = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file ?? "");
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect((await page(file)).status, file).toBe(200);
  });
});

describe("the OpenAPI document", () => {
  it("is of version 3.1, with conditions that refer to themselves and an idempotency key on every change", async () => {
    const { status, body } = await call("GET", "/api/v1/openapi.json");
    expect([status, body.openapi]).toEqual([200, "3.1.0"]);
    expect(JSON.stringify(body.components.schemas.CartCondition)).toContain(
      "#/components/schemas/CartCondition",
    );
    for (const [path, methods] of Object.entries<Record<string, { parameters?: { name: string }[] }>>(
      body.paths,
    )) {
      for (const [method, { parameters = [] }] of Object.entries(methods)) {
        if (method === "get" || path === "/api/v1/try") continue;
        const names = parameters.map(({ name }) => name);
        expect(names, `${method} ${path}`).toContain("idempotency-key");
      }
    }
  });

  it("refers to nothing that it lacks", async () => {
    const { body } = await call("GET", "/api/v1/openapi.json");
    const refs = JSON.stringify(body).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
    const missing = [...refs]
      .map(([, name]) => name ?? "")
      .filter((name) => !(name in body.components.schemas));
    expect(missing).toEqual([]);
  });
});
