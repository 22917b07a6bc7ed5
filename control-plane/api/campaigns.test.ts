/** Campaigns and what they hold, through the API. */
import { beforeEach, describe, expect, it } from "vitest";
import { CAMPAIGN_ACTIONS, CAMPAIGN_STATES } from "../campaigns/campaign-state.ts";
import { clock, freshDatabase } from "../testing.ts";
import {
  CAMPAIGN,
  done,
  launchCampaign,
  openShop,
  publish,
  type Shop,
  TEN_PERCENT,
  WITH_CODE,
} from "../testing-shop.ts";

const NOON = Date.UTC(2026, 9, 15, 12);
const SCHEDULE = { zone: "Europe/Zurich", start: "2026-10-16T00:00", end: "2026-10-18T00:00" };
let shop: Shop;

beforeEach(async () => {
  await freshDatabase();
  clock.nowMs = NOON;
  shop = await openShop();
});

const ids = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);

describe("campaigns", () => {
  it("are found by moment, aim, tag, state and text", async () => {
    const make = async (id: string, given: object) =>
      done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, id, name: id, ...given }));
    await make("a", { moment: "membership", tags: ["Summer", "vip"] });
    await make("b", { aim: "retention", description: "Come BACK to us" });
    await make("c", { schedule: SCHEDULE });
    done(await shop.post("/api/v1/campaigns/c/launch"));
    const list = async (query: string) => ids(done(await shop.get(`/api/v1/campaigns?${query}`)));
    expect(await list("")).toEqual(["a", "b", "c"]);
    expect(await list("moment=membership")).toEqual(["a"]);
    expect(await list("aim=retention")).toEqual(["b"]);
    expect(await list("tag=SUMMER")).toEqual(["a"]);
    expect(await list("search=back")).toEqual(["b"]);
    expect(await list("state=draft")).toEqual(["a", "b"]);
    expect(await list("state=scheduled")).toEqual(["c"]);
    clock.nowMs = Date.parse("2026-10-15T22:00:00Z");
    expect(await list("state=active")).toEqual(["c"]);
    clock.nowMs = Date.parse("2026-10-17T22:00:00Z");
    expect(await list("state=ended")).toEqual(["c"]);
    const first = done(await shop.get("/api/v1/campaigns?limit=2"));
    const cursor = encodeURIComponent(first.next_cursor);
    expect(await list(`limit=2&cursor=${cursor}`)).toEqual(["c"]);
  });

  it("refuse what is out of bounds with all paths at once, and warn of an equal name", async () => {
    const bad = await shop.post("/api/v1/campaigns", {
      ...CAMPAIGN,
      name: "",
      aim: "fame",
      tags: ["x".repeat(41)],
      stores: { all: true, stores: ["main"] },
      colour: "red",
    });
    expect(bad.status).toBe(422);
    const paths = bad.body.errors.map(({ path }: { path: string }) => path).sort();
    expect(paths).toEqual(["aim", "colour", "name", "stores", "tags.0"]);
    const zone = await shop.post("/api/v1/campaigns", { ...CAMPAIGN, schedule: { zone: "Mars/Base" } });
    expect([zone.status, zone.body.errors[0].path]).toEqual([422, "schedule.zone"]);
    done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, id: "one" }));
    const again = done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, name: "SPRING" }));
    expect(again.warnings).toEqual([{ code: "duplicate_name", campaign: "one" }]);
  });

  it("keep every version, and give the promotions that were made in them as a tree", async () => {
    await launchCampaign(shop, "spring");
    done(await shop.put("/api/v1/campaigns/spring", { ...CAMPAIGN, name: "Spring 2", version: 1 }));
    const late = await shop.put("/api/v1/campaigns/spring", { ...CAMPAIGN, version: 1 });
    expect([late.status, late.body.code]).toEqual([409, "version_conflict"]);
    const versions = done(await shop.get("/api/v1/campaigns/spring/versions")).items;
    expect(versions.map(({ content }: { content: { name: string } }) => content.name)).toEqual([
      "spring",
      "Spring 2",
    ]);
    for (const id of ["p1", "p2"]) {
      done(await shop.post("/api/v1/promotions", { id, campaign: "spring", content: TEN_PERCENT }));
    }
    const tree = done(await shop.get("/api/v1/campaigns/spring"));
    expect(ids(tree.promotions)).toEqual(["p1", "p2"]);
    expect(tree.states.map(({ to }: { to: string }) => to)).toEqual(["draft", "running"]);
  });

  it("are removed with all they hold while they are drafts, and never once launched", async () => {
    done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, id: "spring" }));
    done(await shop.post("/api/v1/promotions", { id: "p1", campaign: "spring", content: WITH_CODE }));
    done(await shop.post("/api/v1/promotions/p1/codes", { codes: [{ code: "tea" }] }));
    done(await shop.remove("/api/v1/campaigns/spring"));
    expect((await shop.get("/api/v1/promotions/p1")).status).toBe(404);
    await launchCampaign(shop, "other");
    done(await shop.post("/api/v1/promotions", { id: "p2", campaign: "other", content: WITH_CODE }));
    done(await shop.post("/api/v1/promotions/p2/codes", { codes: [{ code: "tea" }] }));
    const launched = await shop.remove("/api/v1/campaigns/other");
    expect([launched.status, launched.body.code]).toEqual([409, "state_conflict"]);
  });
});

describe("states through the API", () => {
  /** How a campaign gets into each state. */
  const WAY: Record<(typeof CAMPAIGN_STATES)[number], string[]> = {
    draft: [],
    scheduled: ["launch"],
    active: ["launch"],
    paused: ["launch", "pause"],
    ended: ["launch", "end"],
    archived: ["launch", "end", "archive"],
  };
  const ALLOWED = new Set([
    ...["launch draft", "pause scheduled", "pause active", "resume paused"],
    ...["end scheduled", "end active", "end paused", "archive ended"],
  ]);

  it.each(CAMPAIGN_STATES)("a campaign that is %s allows exactly its moves", async (state) => {
    const schedule = state === "scheduled" ? { schedule: SCHEDULE } : {};
    for (const action of CAMPAIGN_ACTIONS) {
      done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, id: action, ...schedule }));
      for (const step of WAY[state]) done(await shop.post(`/api/v1/campaigns/${action}/${step}`));
      const tree = done(await shop.get(`/api/v1/campaigns/${action}`));
      expect(tree.campaign.state).toBe(state);
      const answer = await shop.post(`/api/v1/campaigns/${action}/${action}`);
      expect([action, answer.status]).toEqual([action, ALLOWED.has(`${action} ${state}`) ? 200 : 409]);
    }
  });

  it("leave an ended campaign as it is", async () => {
    await launchCampaign(shop, "spring");
    done(await shop.post("/api/v1/promotions", { id: "p1", campaign: "spring", content: TEN_PERCENT }));
    done(await shop.post("/api/v1/campaigns/spring/end"));
    const changes = [
      await shop.put("/api/v1/campaigns/spring", CAMPAIGN),
      await shop.put("/api/v1/promotions/p1", { content: TEN_PERCENT }),
      await shop.post("/api/v1/promotions", { campaign: "spring", content: TEN_PERCENT }),
    ];
    expect(changes.map(({ status }) => status)).toEqual([409, 409, 409]);
  });
});

describe("promotions", () => {
  it("belong to one campaign of the company: no orphans", async () => {
    const answer = await shop.post("/api/v1/promotions", { campaign: "none", content: TEN_PERCENT });
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, "campaign"]);
    expect(done(await shop.get("/api/v1/promotions")).items).toEqual([]);
  });

  it("are refused with every problem of their content", async () => {
    await launchCampaign(shop, "spring");
    const content = { ...TEN_PERCENT, lane: "nowhere", schedule: { zone: "Mars/Base" } };
    const answer = await shop.post("/api/v1/promotions", { campaign: "spring", content });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      "content.lane",
      "content.schedule.zone",
    ]);
  });

  it("have codes that are one text whatever its case, of one promotion, and only where one is asked for", async () => {
    await launchCampaign(shop, "spring");
    done(await shop.post("/api/v1/promotions", { id: "p1", campaign: "spring", content: WITH_CODE }));
    done(await shop.post("/api/v1/promotions", { id: "p2", campaign: "spring", content: TEN_PERCENT }));
    const made = done(
      await shop.post("/api/v1/promotions/p1/codes", { codes: [{ code: " tea " }, { code: "Ｍug" }] }),
    );
    expect(made.items.map(({ code }: { code: string }) => code)).toEqual(["TEA", "MUG"]);
    const taken = await shop.post("/api/v1/promotions/p1/codes", {
      codes: [{ code: "new" }, { code: "Tea" }],
    });
    expect([taken.status, taken.body.errors[0].path]).toEqual([409, "codes.1.code"]);
    const repeated = await shop.post("/api/v1/promotions/p1/codes", {
      codes: [{ code: "x" }, { code: "X" }],
    });
    expect([repeated.status, repeated.body.errors[0].path]).toEqual([422, "codes.1.code"]);
    const unasked = await shop.post("/api/v1/promotions/p2/codes", { codes: [{ code: "y" }] });
    expect([unasked.status, unasked.body.code]).toEqual([409, "state_conflict"]);
    const dropped = await shop.put("/api/v1/promotions/p1", { content: TEN_PERCENT });
    expect([dropped.status, dropped.body.errors[0].path]).toEqual([422, "content.conditions"]);
    done(await shop.post("/api/v1/promotions/p1/codes/disable", { code: "mug" }));
    const { items } = done(await shop.get("/api/v1/promotions/p1/codes"));
    expect(items.map(({ code, state }: { code: string; state: string }) => `${code} ${state}`)).toEqual([
      "MUG disabled",
      "TEA active",
    ]);
  });

  it("are tried with a code, at any time, with the reason of each, and without effect", async () => {
    await launchCampaign(shop, "spring", { schedule: SCHEDULE });
    done(await shop.post("/api/v1/promotions", { id: "p1", campaign: "spring", content: WITH_CODE }));
    const codes = [{ code: "tea", ends_at: "2026-10-16T12:00:00Z" }];
    done(await shop.post("/api/v1/promotions/p1/codes", { codes }));
    await publish(shop);
    const cart = {
      ...{ currency: "CHF", tax_mode: "gross", channel: "web", codes: ["Tea"] },
      lines: [{ id: "1", sku: "tea", quantity: 1 }],
    };
    const reason = async (at: string) => {
      const { decision } = done(await shop.post("/api/v1/try", { cart, at, on: "published" }));
      const [promotion] = decision.explain.promotions;
      return `${decision.totals.to_pay} ${promotion.status} ${promotion.reasons[0]?.code ?? ""}`.trim();
    };
    expect(await reason("2026-10-15T21:59:59Z")).toBe("1000 refused not_started");
    expect(await reason("2026-10-15T22:00:00Z")).toBe("900 applied");
    expect(await reason("2026-10-18T00:00:00Z")).toBe("1000 refused expired");
  });

  it("follow the stores that the campaign is linked to", async () => {
    const store = {
      type: "online",
      zone: "Europe/Zurich",
      country: "CH",
      currency: "CHF",
      tax_mode: "gross",
    };
    done(await shop.put("/api/v1/stores/north", { ...store, name: "North" }));
    done(await shop.put("/api/v1/stores/south", { ...store, name: "South" }));
    done(await shop.put("/api/v1/store-groups/alps", { name: "Alps", stores: ["north", "south"] }));
    await launchCampaign(shop, "spring", { stores: { groups: ["alps"], except: ["south"] } });
    done(await shop.post("/api/v1/promotions", { id: "p1", campaign: "spring", content: TEN_PERCENT }));
    const pay = async (name: string) => {
      const cart = {
        ...{ currency: "CHF", tax_mode: "gross", channel: "web", store: name },
        lines: [{ id: "1", sku: "tea", quantity: 1 }],
      };
      return done(await shop.post("/api/v1/try", { cart })).decision.totals.to_pay;
    };
    expect([await pay("main"), await pay("north"), await pay("south")]).toEqual([1000, 900, 1000]);
  });
});

describe("two companies with the same ids", () => {
  it("never see or move each other's things", async () => {
    const other = await openShop("other");
    for (const one of [shop, other]) {
      await launchCampaign(one, "spring");
      done(await one.post("/api/v1/promotions", { id: "p1", campaign: "spring", content: WITH_CODE }));
      done(await one.post("/api/v1/promotions/p1/codes", { codes: [{ code: "tea" }] }));
    }
    done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, id: "mine" }));
    done(await shop.post("/api/v1/promotions", { id: "own", campaign: "mine", content: TEN_PERCENT }));
    await publish(shop);
    const calls = [
      await other.get("/api/v1/campaigns/mine"),
      await other.put("/api/v1/campaigns/mine", CAMPAIGN),
      await other.post("/api/v1/campaigns/mine/launch"),
      await other.remove("/api/v1/campaigns/mine"),
      await other.get("/api/v1/promotions/own"),
      await other.put("/api/v1/promotions/own", { content: TEN_PERCENT }),
      await other.post("/api/v1/promotions/own/pause"),
      await other.get("/api/v1/promotions/own/limits"),
      await other.put("/api/v1/promotions/own/limits", { limits: [] }),
      await other.post("/api/v1/promotions/own/codes", { codes: [{ code: "z" }] }),
      await other.get("/api/v1/publications/1"),
      await other.post("/api/v1/publications/1/rollback", {}),
      await other.post("/api/v1/try", {
        cart: { currency: "CHF", tax_mode: "gross", channel: "web", lines: [] },
        on: { promotion: "own" },
      }),
    ];
    const unknown = await other.get("/api/v1/campaigns/nothing");
    for (const answer of calls) {
      expect([answer.status, answer.body.code, answer.body.title]).toEqual([
        unknown.status,
        unknown.body.code,
        unknown.body.title,
      ]);
    }
    done(await shop.post("/api/v1/stops", { promotions: ["p1"] }));
    expect(done(await other.get("/api/v1/promotions/p1")).stopped_by).toEqual([]);
    expect(done(await other.get("/api/v1/stops")).items).toEqual([]);
    expect(ids(done(await other.get("/api/v1/campaigns")))).toEqual(["spring"]);
  });
});
