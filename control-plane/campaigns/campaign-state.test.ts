/** The life of a campaign: every allowed and every forbidden move, and the labels of both vocabularies. */
import { describe, expect, it } from "vitest";
import {
  CAMPAIGN_ACTIONS,
  CAMPAIGN_STATES,
  campaignState,
  isEditable,
  STATE_LABELS,
  stateAfter,
} from "./campaign-state.ts";

const START = 1_000;
const END = 2_000;
const window = { startMs: START, endMs: END };
const open = { startMs: null, endMs: null };

describe("the state at an instant", () => {
  it.each([
    ["draft", window, 1_500, "draft"],
    ["running", window, START - 1, "scheduled"],
    ["running", window, START, "active"],
    ["running", window, END - 1, "active"],
    ["running", window, END, "ended"],
    ["running", open, 0, "active"],
    ["paused", window, START - 1, "paused"],
    ["paused", window, END - 1, "paused"],
    ["paused", window, END, "ended"],
    ["ended", open, 0, "ended"],
    ["archived", window, 0, "archived"],
  ] as const)("%s within %o at %i is %s", (stored, within, nowMs, state) => {
    expect(campaignState(stored, within, nowMs)).toBe(state);
  });
});

describe("moves", () => {
  const allowed: Record<string, string> = {
    "launch draft": "running",
    "pause scheduled": "paused",
    "pause active": "paused",
    "resume paused": "running",
    "end scheduled": "ended",
    "end active": "ended",
    "end paused": "ended",
    "archive ended": "archived",
  };
  const all = CAMPAIGN_ACTIONS.flatMap((action) => CAMPAIGN_STATES.map((state) => ({ action, state })));

  it.each(all)("$action a campaign that is $state", ({ action, state }) => {
    expect(stateAfter(action, state)).toBe(allowed[`${action} ${state}`] ?? null);
  });
});

describe("labels", () => {
  it("name each state in both vocabularies", () => {
    const labels = CAMPAIGN_STATES.map((state) => {
      const { status, phase } = STATE_LABELS[state];
      return `${state}: ${status}, ${phase}, ${isEditable(state) ? "editable" : "closed"}`;
    });
    expect(labels).toEqual([
      "draft: inactive, not_started, editable",
      "scheduled: scheduled, not_started, editable",
      "active: active, active, editable",
      "paused: inactive, active, editable",
      "ended: expired, ended, closed",
      "archived: expired, ended, closed",
    ]);
  });
});
