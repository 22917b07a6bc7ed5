/** The rounds of a reservation and calls that fail, against a ledger that answers as told. */
import { describe, expect, test } from "vitest";
import type { LedgerRpc, ReserveAnswer, ReserveCommand } from "../../shared/ledger/rpc.ts";
import { failingKv, fakeLedger, openShop, promotion, request, teaCart } from "../testing.ts";

const shop = await openShop({ promotions: [promotion({ id: "a" }), promotion({ id: "b" })] });
const body = { id: "o1", cart: teaCart() };

function short(given: Partial<Extract<ReserveAnswer, { code: "short" }>>): ReserveAnswer {
  return { code: "short", shortages: [], stopped: [], exhausted: [], ...given };
}

/** Answers one call after the other and keeps what it was asked. */
function scripted(answers: (ReserveAnswer | Error)[]) {
  const commands: ReserveCommand[] = [];
  const env = fakeLedger({
    reserve: async (command) => {
      const answer = answers[Math.min(commands.length, answers.length - 1)];
      commands.push(command);
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error("no answer");
      if (answer.code !== "held") return answer;
      return { code: "held", reservation: viewOf(command) };
    },
  });
  const call = () => request(shop.edge, "/v1/reservations", { key: shop.sk, body, env });
  return { commands, call };
}

function viewOf(command: ReserveCommand) {
  const { handle, id, decision_hash } = command.reservation;
  const { document } = command;
  const state = "held" as const;
  return { handle, id, state, expires_at_ms: 0, order: null, over_grants: [], decision_hash, document };
}

const held: ReserveAnswer = {
  code: "held",
  reservation: {
    handle: "",
    id: "",
    state: "held",
    expires_at_ms: 0,
    order: null,
    over_grants: [],
    decision_hash: "",
    document: null,
  },
};

describe("rounds", () => {
  test("a first answer that holds is the only one, and nothing was cut", async () => {
    const { commands, call } = scripted([held]);
    expect((await call()).status).toBe(201);
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatchObject({
      cut: false,
      accept_partial: false,
      expect_to_pay: null,
      ttl_ms: 900_000,
      replaces: null,
      order: null,
      key_id: "key_1",
      reservation: { id: "o1", to_pay: 1620, before: 2000, currency: "EUR", store: "main", channel: "web" },
    });
    expect(commands[0]?.reservation.effects).toEqual([
      { promotion: "a", version: 1, campaign: "spring", code: null, amount: 200, first_order: false },
      { promotion: "b", version: 1, campaign: "spring", code: null, amount: 180, first_order: false },
    ]);
  });

  test("what is short, stopped or exhausted is left out of the next, what is granted caps it", async () => {
    const granted = { promotion: "a", limit: "budget", per: "budget" as const, granted: 70 };
    const { commands, call } = scripted([short({ shortages: [granted], stopped: ["b", "x"] }), held]);
    const answer = await call();
    expect(answer.status).toBe(201);
    expect(answer.body.decision).toMatchObject({
      totals: { saved: 70 },
      granted: [{ promotion: "a", amount: 70 }],
      left_out: [
        { promotion: "b", why: "stopped" },
        { promotion: "x", why: "stopped" },
      ],
    });
    expect(commands.map(({ cut }) => cut)).toEqual([false, true]);
    expect(commands[1]?.reservation.effects).toMatchObject([{ promotion: "a", amount: 70 }]);
    expect(new Set(commands.map(({ request_hash }) => request_hash)).size).toBe(1);
  });

  test("what is gone in one round stays gone in the next", async () => {
    const used = (promotionId: string) => ({
      promotion: promotionId,
      limit: "uses",
      per: "total" as const,
      granted: null,
    });
    const { commands, call } = scripted([
      short({ shortages: [used("a")] }),
      short({ shortages: [used("b")] }),
      held,
    ]);
    const { left_out } = (await call()).body.decision;
    expect(left_out).toEqual([
      { promotion: "a", why: "short", limit: "uses" },
      { promotion: "b", why: "short", limit: "uses" },
    ]);
    expect(commands.map(({ reservation }) => reservation.effects.length)).toEqual([2, 1, 0]);
  });

  test("three rounds are enough; then the caller tries again", async () => {
    const { commands, call } = scripted([short({ exhausted: ["a"] })]);
    const answer = await call();
    expect(answer).toMatchObject({ status: 503, body: { code: "retry" } });
    expect(answer.headers.get("retry-after")).toBe("1");
    expect(commands).toHaveLength(3);
  });
});

describe("a ledger that does not answer", () => {
  const broken = (marks: { retryable?: boolean; overloaded?: boolean }) =>
    Object.assign(new Error("lost"), marks);

  test("is asked again over a new stub when that is safe", async () => {
    const { commands, call } = scripted([broken({ retryable: true }), held]);
    expect((await call()).status).toBe(201);
    expect(commands).toHaveLength(2);
  });

  test.each([
    ["is left alone when it is overloaded", { retryable: true, overloaded: true }, 1],
    ["is not asked again when the error does not allow it", {}, 1],
    ["is given up after three times", { retryable: true }, 3],
  ])("%s", async (_, marks, times) => {
    const { commands, call } = scripted([broken(marks)]);
    expect(await call()).toMatchObject({ status: 503, body: { code: "retry" } });
    expect(commands).toHaveLength(times);
  });
});

describe("when pricing fails the id is still asked", () => {
  const outcomes: [string, Awaited<ReturnType<LedgerRpc["outcome"]>>, number, string | undefined][] = [
    ["a recorded outcome is answered", { code: "known", reservation: held.reservation }, 201, undefined],
    ["other content is a conflict", { code: "id_conflict" }, 409, "id_conflict"],
    ["an unknown id gets the problem", null, 422, "sku_unknown"],
  ];
  test.each(outcomes)("%s", async (_, outcome, status, code) => {
    const asked: string[] = [];
    const env = fakeLedger({
      outcome: async (id) => {
        asked.push(id);
        return outcome;
      },
    });
    const cart = teaCart({ lines: [{ id: "1", sku: "gone", quantity: 1 }] });
    const answer = await request(shop.edge, "/v1/reservations", {
      key: shop.sk,
      body: { id: "o1", cart },
      env,
    });
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
    expect(asked).toEqual(["o1"]);
  });

  test("and its hash does not depend on what can be read", async () => {
    const { commands, call } = scripted([held]);
    await call();
    const hashes: string[] = [];
    const down = failingKv((key) => key.startsWith("blob/"));
    const env = {
      ...fakeLedger({
        outcome: async (_id, hash) => {
          hashes.push(hash);
          return null;
        },
      }),
      KV: down.env.KV,
    };
    const cold = (await openShop()).edge;
    const answer = await request(cold, "/v1/reservations", { key: shop.sk, body, env });
    expect(answer.status).toBe(422);
    expect(hashes).toEqual(commands.map(({ request_hash }) => request_hash));
  });
});
