/** Customers: upsert one or many, read. Every change is written to the edge's record of the customer as well. */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { ExternalIdSchema } from "../../shared/model/identifier.ts";
import { changeCustomers } from "../customers/change.ts";
import { writeEdgeRecords } from "../customers/edge-record.ts";
import type { CustomerInput } from "../customers/traits.ts";
import { companyById } from "../db/companies.ts";
import { customerFacts, customerFactsAfter, customersByIds, customerUpserts } from "../db/customers.ts";
import type { ControlEnv } from "../env.ts";
import { localDayIn } from "../local-day.ts";
import { identityPort } from "../secrets.ts";
import {
  CUSTOM_MAX,
  type CustomerAnswer,
  CustomerFields,
  CustomerSchema,
  customerAnswer,
} from "./customer-fields.ts";
import { mutate } from "./mutate.ts";
import { notFound, ProblemException, validationHook } from "./problem.ts";
import {
  ExpectedVersionSchema,
  ImportedSchema,
  importSchema,
  jsonAnswer,
  jsonBody,
  MUTATING_HEADERS,
  PageQuerySchema,
  PROBLEM_ANSWERS,
  pageOf,
  pageSchema,
  readCursor,
  secured,
} from "./route-parts.ts";

const CustomerBodySchema = z
  .strictObject({ ...CustomerFields, version: ExpectedVersionSchema })
  .openapi("CustomerBody");
const CustomerImportSchema = importSchema(
  z.strictObject({ id: ExternalIdSchema, ...CustomerFields }),
  (row) => row.id,
).openapi("CustomerImport");
const CustomerParams = z.object({ customer: ExternalIdSchema });

const listCustomers = createRoute({
  method: "get",
  path: "/api/v1/customers",
  tags: ["customers"],
  ...secured("read"),
  request: { query: PageQuerySchema },
  responses: { 200: jsonAnswer("customers in order of ids", pageSchema(CustomerSchema)), ...PROBLEM_ANSWERS },
});

const readCustomer = createRoute({
  method: "get",
  path: "/api/v1/customers/{customer}",
  tags: ["customers"],
  ...secured("read"),
  request: { params: CustomerParams },
  responses: { 200: jsonAnswer("the customer", CustomerSchema), ...PROBLEM_ANSWERS },
});

const putCustomer = createRoute({
  method: "put",
  path: "/api/v1/customers/{customer}",
  tags: ["customers"],
  summary: "Make or change a customer; absent fields stay, null clears",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: CustomerParams, ...jsonBody(CustomerBodySchema) },
  responses: { 200: jsonAnswer("the customer", CustomerSchema), ...PROBLEM_ANSWERS },
});

const importCustomers = createRoute({
  method: "post",
  path: "/api/v1/customers/import",
  tags: ["customers"],
  summary: "Make or change many customers; all or none",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, ...jsonBody(CustomerImportSchema) },
  responses: { 200: jsonAnswer("all rows are stored", ImportedSchema), ...PROBLEM_ANSWERS },
});

/** Reads, merges, and says what to write; refuses what would have too many attributes. */
async function upsert(
  c: Context<ControlEnv>,
  inputs: readonly CustomerInput[],
  pathOf: (at: number) => string,
) {
  const db = c.get("db");
  const nowMs = c.get("nowMs");
  const { id: company, foldPlusTags, zone } = await companyById(db, c.get("caller").company);
  const day = localDayIn(zone, nowMs);
  const known = await customersByIds(
    db,
    company,
    inputs.map((input) => input.id),
  );
  const context = { company, foldPlusTags, identity: identityPort(c.env), day, nowMs };
  const { changed, traits, identifiers } = changeCustomers(context, known, inputs);
  const places = new Map(inputs.map((input, at) => [input.id, at]));
  const errors = changed
    .filter(({ row }) => Object.keys(row.custom).length > CUSTOM_MAX)
    .map(({ row }) => ({
      path: `${pathOf(places.get(row.id) ?? 0)}attributes`,
      code: "too_big",
      message: `makes more than ${CUSTOM_MAX} entries`,
    }));
  if (errors.length > 0) throw new ProblemException("invalid", undefined, errors);
  const statements = changed.length === 0 ? [] : customerUpserts(db, company, changed, traits, identifiers);
  return { statements, changed, known, day };
}

export const customerRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(listCustomers, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const db = c.get("db");
    const { id: company, zone } = await companyById(db, c.get("caller").company);
    const day = localDayIn(zone, c.get("nowMs"));
    const rows = await customerFactsAfter(db, company, readCursor(cursor), limit + 1);
    const page = pageOf(
      rows,
      limit,
      (row) => row.customer.id,
      (row) => customerAnswer(row, day),
    );
    return c.json(page, 200);
  })
  .openapi(readCustomer, async (c) => {
    const db = c.get("db");
    const { id: company, zone } = await companyById(db, c.get("caller").company);
    const [facts] = await customerFacts(db, company, [c.req.valid("param").customer], "all");
    if (facts === undefined) throw notFound();
    return c.json(customerAnswer(facts, localDayIn(zone, c.get("nowMs"))), 200);
  })
  .openapi(putCustomer, async (c) => {
    const { version, ...fields } = c.req.valid("json");
    const { company } = c.get("caller");
    const { customer: id } = c.req.valid("param");
    const db = c.get("db");
    const answer = await mutate<CustomerAnswer>(c, {
      work: async () => {
        const { statements, changed, known, day } = await upsert(c, [{ id, ...fields }], () => "");
        if (version !== undefined && version !== known.get(id)?.version) {
          throw new ProblemException("version_conflict");
        }
        const [before] = await customerFacts(db, company, [id], "all");
        const customer = changed[0]?.row ?? before?.customer;
        if (customer === undefined) throw new Error(`customer ${id} neither changed nor known`);
        const facts = { segments: [], paidOrders: 0, ...before, customer };
        return { statements, answer: customerAnswer(facts, day), target: `customer:${customer.customerKey}` };
      },
      after: () => writeEdgeRecords(c.env, db, company, [id], c.get("nowMs")),
    });
    return c.json(answer, 200);
  })
  .openapi(importCustomers, async (c) => {
    const { rows } = c.req.valid("json");
    const { company } = c.get("caller");
    const db = c.get("db");
    const ids = rows.map((row) => row.id);
    const answer = await mutate(c, {
      work: async () => {
        const { statements } = await upsert(c, rows, (at) => `rows.${at}.`);
        return { statements, answer: { imported: rows.length }, target: `customers:${rows.length}` };
      },
      after: () => writeEdgeRecords(c.env, db, company, ids, c.get("nowMs")),
    });
    return c.json(answer, 200);
  });
