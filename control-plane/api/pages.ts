/** The pages that the control Worker writes itself: what runs here, the API reference, the problem codes. None loads anything from elsewhere. */
import { Hono } from "hono";
import { PROBLEMS } from "../../shared/model/problem.ts";
import type { ControlEnv } from "../env.ts";

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a}
code{background:#f2f2f2;padding:.1em .3em}dt{font-weight:600;margin-top:.8em}dd{margin:0}`;

const START_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lidia</title><style>${STYLE}</style></head>
<body>
<h1>Lidia</h1>
<p>A promotion engine. This is what runs here:</p>
<dl>
<dt><a href="/docs">/docs</a></dt><dd>the API reference of both Workers</dd>
<dt><code>/v1/*</code></dt><dd>the edge: quotes, reservations, orders; <a href="/v1/health">its health</a></dd>
<dt><code>/api/v1/*</code></dt><dd>the control plane: stores, products, customers, campaigns, promotions, publications, reports; <a href="/api/v1/health">its health</a></dd>
</dl>
</body>
</html>
`;

const DOCS_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lidia API</title>
<link rel="stylesheet" href="/assets/swagger-ui.css"></head>
<body>
<nav style="font:16px system-ui,sans-serif;padding:1rem">
<a href="/docs">Control plane</a> · <a href="/docs?of=edge">Edge</a>
</nav>
<div id="reference"></div>
<script src="/assets/swagger-ui-bundle.js"></script>
<script>
const ofEdge = new URLSearchParams(location.search).get("of") === "edge";
SwaggerUIBundle({
  url: ofEdge ? "/v1/openapi.json" : "/api/v1/openapi.json",
  dom_id: "#reference",
  validatorUrl: null,
});
</script>
</body>
</html>
`;

/** What the `type` of a problem document points to. */
const PROBLEMS_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lidia problems</title><style>${STYLE}</style></head>
<body>
<h1>Problems</h1>
<p>Every refusal is a problem document (RFC 9457) with one of these codes.</p>
<dl>
${Object.entries(PROBLEMS)
  .map(([code, { status, title }]) => `<dt id="${code}"><code>${code}</code> ${status}</dt><dd>${title}</dd>`)
  .join("\n")}
</dl>
</body>
</html>
`;

/** Scripts and styles of ours only; the reference writes its own inline styles. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

const headers = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

/** Files of the asset binding stand under /assets on every page. */
const ASSET_PREFIX = "/assets/";

export const pageRoutes = new Hono<ControlEnv>()
  .get("/", (c) => c.html(START_PAGE, 200, headers))
  .get("/docs/problems", (c) => c.html(PROBLEMS_PAGE, 200, headers))
  .get("/docs", (c) => c.html(DOCS_PAGE, 200, headers))
  .get(`${ASSET_PREFIX}*`, async (c) => {
    const asset = await c.env.ASSETS.fetch(c.req.raw);
    return asset.status === 404 ? c.notFound() : asset;
  });
