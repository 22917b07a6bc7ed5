/**
 * The life of a campaign: draft → scheduled → active ⇄ paused → ended → archived. People move the stored state; scheduled, active and
 * ended follow from the time. Two vocabularies are in use for the same thing, so each state has a label in both.
 */

/** What people decide; `running` is scheduled, active or ended by the time. */
export type StoredState = "draft" | "running" | "paused" | "ended" | "archived";

export const CAMPAIGN_STATES = ["draft", "scheduled", "active", "paused", "ended", "archived"] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

export const CAMPAIGN_ACTIONS = ["launch", "pause", "resume", "end", "archive"] as const;
export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number];

/** Instants of a campaign's window; null is open. */
export interface CampaignWindow {
  startMs: number | null;
  endMs: number | null;
}

/** The state that a campaign is in at an instant. */
export function campaignState(stored: StoredState, window: CampaignWindow, nowMs: number): CampaignState {
  if (stored !== "running" && stored !== "paused") return stored;
  if (window.endMs !== null && nowMs >= window.endMs) return "ended";
  if (stored === "paused") return "paused";
  return window.startMs !== null && nowMs < window.startMs ? "scheduled" : "active";
}

const NEXT: Record<CampaignAction, { from: readonly CampaignState[]; to: StoredState }> = {
  launch: { from: ["draft"], to: "running" },
  pause: { from: ["scheduled", "active"], to: "paused" },
  resume: { from: ["paused"], to: "running" },
  end: { from: ["scheduled", "active", "paused"], to: "ended" },
  archive: { from: ["ended"], to: "archived" },
};

/** The stored state after an action; null if the state does not allow it. */
export function stateAfter(action: CampaignAction, state: CampaignState): StoredState | null {
  const { from, to } = NEXT[action];
  return from.includes(state) ? to : null;
}

/** Whether content, promotions and codes may still change. */
export function isEditable(state: CampaignState): boolean {
  return state !== "ended" && state !== "archived";
}

/** The state in both vocabularies. */
export const STATE_LABELS: Record<
  CampaignState,
  { status: "active" | "inactive" | "scheduled" | "expired"; phase: "not_started" | "active" | "ended" }
> = {
  draft: { status: "inactive", phase: "not_started" },
  scheduled: { status: "scheduled", phase: "not_started" },
  active: { status: "active", phase: "active" },
  paused: { status: "inactive", phase: "active" },
  ended: { status: "expired", phase: "ended" },
  archived: { status: "expired", phase: "ended" },
};
