/**
 * Static segments: an include list less an exclude list. A segment made without an id gets a short one, so that the edge's record of a
 * customer in 200 of them stays small. Listing a customer whom nobody described yet makes the customer.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { ExternalIdSchema, SlugSchema } from "../../shared/model/identifier.ts";
import { customerKey } from "../../shared/model/identity.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { writeEdgeRecords } from "../customers/edge-record.ts";
import { companyById } from "../db/companies.ts";
import { customerStubs, customersByIds, newCustomer } from "../db/customers.ts";
import {
  fullCustomers,
  listStatements,
  memberCounts,
  membersAfter,
  type SegmentRow,
  segmentById,
  segmentNumberTaken,
  segmentsAfter,
  segmentUpsert,
} from "../db/segments.ts";
import type { ControlEnv } from "../env.ts";
import { identityPort } from "../secrets.ts";
import { instantText } from "./key-answer.ts";
import { mutate } from "./mutate.ts";
import { notFound, ProblemException, validationHook } from "./problem.ts";
import {
  ExpectedVersionSchema,
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

const SegmentFields = {
  name: z.string().trim().min(1).max(LIMITS.name),
  description: z.string().max(LIMITS.description).default(""),
};
const NewSegmentSchema = z
  .strictObject({ id: SlugSchema.optional(), ...SegmentFields })
  .openapi("NewSegment");
const SegmentBodySchema = z
  .strictObject({ ...SegmentFields, version: ExpectedVersionSchema })
  .openapi("SegmentBody");
const SegmentSchema = z
  .strictObject({
    id: SlugSchema,
    ...SegmentFields,
    kind: z.literal("static"),
    members: z.int(),
    version: z.int(),
  })
  .openapi("Segment");
type SegmentAnswer = z.infer<typeof SegmentSchema>;

const IdsSchema = z.array(ExternalIdSchema).default([]);
const ListChangeSchema = z
  .strictObject({
    include: IdsSchema.openapi({ description: "Onto the include list." }),
    exclude: IdsSchema.openapi({ description: "Onto the exclude list, which wins." }),
    remove: IdsSchema.openapi({ description: "Off both lists." }),
  })
  .superRefine((change, context) => {
    const all = [...change.include, ...change.exclude, ...change.remove];
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: path === "" ? [] : [path], message });
    if (all.length === 0) refuse("", "names nobody");
    if (all.length > LIMITS.importRows) refuse("", `names more than ${LIMITS.importRows} customers`);
    const removed = new Set(change.remove);
    if ([...change.include, ...change.exclude].some((id) => removed.has(id))) {
      refuse("remove", "names a customer that another list names");
    }
  })
  .openapi("SegmentListChange");
const ListedSchema = z.strictObject({ segment: SlugSchema, listed: z.int() }).openapi("SegmentListed");

const MemberSchema = z
  .strictObject({ customer: ExternalIdSchema, entered_at: z.iso.datetime() })
  .openapi("SegmentMember");

const SegmentParams = z.object({ segment: SlugSchema });

const listSegments = createRoute({
  method: "get",
  path: "/api/v1/segments",
  tags: ["customers"],
  ...secured("read"),
  request: { query: PageQuerySchema },
  responses: { 200: jsonAnswer("segments in order of ids", pageSchema(SegmentSchema)), ...PROBLEM_ANSWERS },
});

const createSegment = createRoute({
  method: "post",
  path: "/api/v1/segments",
  tags: ["customers"],
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, ...jsonBody(NewSegmentSchema) },
  responses: { 201: jsonAnswer("the new segment", SegmentSchema), ...PROBLEM_ANSWERS },
});

const readSegment = createRoute({
  method: "get",
  path: "/api/v1/segments/{segment}",
  tags: ["customers"],
  ...secured("read"),
  request: { params: SegmentParams },
  responses: { 200: jsonAnswer("the segment", SegmentSchema), ...PROBLEM_ANSWERS },
});

const putSegment = createRoute({
  method: "put",
  path: "/api/v1/segments/{segment}",
  tags: ["customers"],
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: SegmentParams, ...jsonBody(SegmentBodySchema) },
  responses: { 200: jsonAnswer("the segment", SegmentSchema), ...PROBLEM_ANSWERS },
});

const importMembers = createRoute({
  method: "post",
  path: "/api/v1/segments/{segment}/members/import",
  tags: ["customers"],
  summary: "Change the include and exclude lists; whom a list changes enters or leaves",
  ...secured("manage"),
  request: { headers: MUTATING_HEADERS, params: SegmentParams, ...jsonBody(ListChangeSchema) },
  responses: { 200: jsonAnswer("the lists are changed", ListedSchema), ...PROBLEM_ANSWERS },
});

const listMembers = createRoute({
  method: "get",
  path: "/api/v1/segments/{segment}/members",
  tags: ["customers"],
  ...secured("read"),
  request: { params: SegmentParams, query: PageQuerySchema },
  responses: { 200: jsonAnswer("who is in it now", pageSchema(MemberSchema)), ...PROBLEM_ANSWERS },
});

function segmentAnswer(row: SegmentRow, members: number): SegmentAnswer {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    kind: row.kind,
    members,
    version: row.version,
  };
}

/** Short ids for segments whose maker gave none: s1, s2, …, sa, … */
function shortId(number: number): string {
  return `s${number.toString(36)}`;
}

export const segmentRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(listSegments, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const { company } = c.get("caller");
    const rows = await segmentsAfter(c.get("db"), company, readCursor(cursor), limit + 1);
    const counts = await memberCounts(
      c.get("db"),
      company,
      rows.map((row) => row.id),
    );
    const page = pageOf(
      rows,
      limit,
      (row) => row.id,
      (row) => segmentAnswer(row, counts.get(row.id) ?? 0),
    );
    return c.json(page, 200);
  })
  .openapi(createSegment, async (c) => {
    const body = c.req.valid("json");
    const { company } = c.get("caller");
    const db = c.get("db");
    const nowMs = c.get("nowMs");
    const answer = await mutate<SegmentAnswer>(c, {
      work: async () => {
        const number = (await companyById(db, company)).segmentNumber + 1;
        const id = body.id ?? shortId(number);
        const taken = (await segmentById(db, company, id)) !== null;
        if (taken && body.id !== undefined) throw new ProblemException("already_exists");
        const row: SegmentRow = {
          company,
          id,
          name: body.name,
          description: body.description,
          kind: "static",
          version: 1,
          createdAtMs: nowMs,
          updatedAtMs: nowMs,
        };
        const numbered = body.id === undefined ? segmentNumberTaken(db, company, number) : [];
        return {
          statements: [...numbered, ...segmentUpsert(db, row, 0)],
          answer: segmentAnswer(row, 0),
          target: `segment:${id}`,
        };
      },
    });
    return c.json(answer, 201);
  })
  .openapi(readSegment, async (c) => {
    const { company } = c.get("caller");
    const { segment: id } = c.req.valid("param");
    const row = await segmentById(c.get("db"), company, id);
    if (row === null) throw notFound();
    const counts = await memberCounts(c.get("db"), company, [id]);
    return c.json(segmentAnswer(row, counts.get(id) ?? 0), 200);
  })
  .openapi(putSegment, async (c) => {
    const { version, ...fields } = c.req.valid("json");
    const { company } = c.get("caller");
    const { segment: id } = c.req.valid("param");
    const db = c.get("db");
    const nowMs = c.get("nowMs");
    const answer = await mutate<SegmentAnswer>(c, {
      work: async () => {
        const before = await segmentById(db, company, id);
        if (version !== undefined && version !== before?.version) {
          throw new ProblemException("version_conflict");
        }
        const row: SegmentRow = {
          company,
          id,
          ...fields,
          kind: "static",
          version: (before?.version ?? 0) + 1,
          createdAtMs: before?.createdAtMs ?? nowMs,
          updatedAtMs: nowMs,
        };
        const counts = await memberCounts(db, company, [id]);
        return {
          statements: segmentUpsert(db, row, before?.version ?? 0),
          answer: segmentAnswer(row, counts.get(id) ?? 0),
          target: `segment:${id}`,
        };
      },
    });
    return c.json(answer, 200);
  })
  .openapi(importMembers, async (c) => {
    const change = c.req.valid("json");
    const { company } = c.get("caller");
    const { segment: id } = c.req.valid("param");
    const db = c.get("db");
    const nowMs = c.get("nowMs");
    const ids = [...new Set([...change.include, ...change.exclude, ...change.remove])];
    const identity = identityPort(c.env);
    const answer = await mutate(c, {
      work: async () => {
        if ((await segmentById(db, company, id)) === null) throw notFound();
        const full = new Set(await fullCustomers(db, company, id, change.include));
        const errors = change.include.flatMap((customer, index) => {
          if (!full.has(customer)) return [];
          const message = `is in ${LIMITS.customerSegments} segments already`;
          return [{ path: `include.${index}`, code: "too_big", message }];
        });
        if (errors.length > 0) throw new ProblemException("invalid", undefined, errors);
        const known = await customersByIds(db, company, ids);
        const stubs = [...change.include, ...change.exclude]
          .filter((customer) => !known.has(customer))
          .map((customer) => ({
            ...newCustomer(company, customer, customerKey(identity, company, customer), nowMs),
            version: 1,
          }));
        return {
          statements: [...customerStubs(db, stubs), ...listStatements(db, company, id, change, nowMs)],
          answer: { segment: id, listed: ids.length },
          target: `segment:${id}`,
        };
      },
      after: () => writeEdgeRecords(c.env, db, company, ids, nowMs),
    });
    return c.json(answer, 200);
  })
  .openapi(listMembers, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const { company } = c.get("caller");
    const { segment: id } = c.req.valid("param");
    const db = c.get("db");
    if ((await segmentById(db, company, id)) === null) throw notFound();
    const rows = await membersAfter(db, company, id, readCursor(cursor), limit + 1);
    const page = pageOf(
      rows,
      limit,
      (row) => row.customer,
      (row) => ({ customer: row.customer, entered_at: instantText(row.enteredAtMs) }),
    );
    return c.json(page, 200);
  });
