/** The stores blob: every store with its zone, country, currency, tax mode and groups, and the company's settings that the edge needs. */

import type { ZoneFacts } from "../model/cart-facts.ts";
import { compareText } from "../model/identifier.ts";
import type { StoreDirectory, StoreRecord } from "../model/store.ts";
import { type BlobKind, openContainer, type Sections, writeContainer } from "./container.ts";
import type { Opened } from "./opened.ts";
import { ListCollector, rangeTexts } from "./ranges.ts";
import { StringCollector, StringTable } from "./string-table.ts";
import { readZone, writeZones, ZONE_FORM } from "./zone-columns.ts";

const FORM = {
  code_at: "u32",
  code_units: "u8",
  code_slots: "u32",
  word_at: "u32",
  word_units: "u8",
  word_slots: "u32",
  /** Number of the default store's code, 1 if plus-tags are folded. */
  settings: "u32",
  store_zone: "u32",
  store_country: "u32",
  store_currency: "u32",
  /** 1 for net. */
  store_tax_mode: "u32",
  group_at: "u32",
  groups: "u32",
  ...ZONE_FORM,
} as const;
const BLOB: BlobKind<typeof FORM> = { kind: 1, version: 1, form: FORM };

/** Stores by code, read from the bytes at each look-up. */
export interface StoresView {
  readonly defaultStore: string;
  readonly foldPlusTags: boolean;
  store(code: string): (StoreRecord & { offsets: ZoneFacts }) | null;
}

/** Writes the blob; the order in which stores, groups and zones come does not matter. */
export function writeStores(directory: StoreDirectory): Uint8Array {
  const stores = [...directory.stores].sort((a, b) => compareText(a.code, b.code));
  const zones = [...directory.zones].sort((a, b) => compareText(a.zone, b.zone));
  const codes = new StringCollector();
  codes.addAll(stores.map((store) => store.code));
  codes.add(directory.default_store);
  const words = new StringCollector();
  for (const store of stores) words.addAll([store.country, store.currency, ...store.groups]);
  words.addAll(zones.map((zone) => zone.zone));
  const code = codes.finish();
  if (code.sections.at.length - 1 !== stores.length) throw new Error("the default store is not a store");
  const word = words.finish();
  const zoneIndex = new Map(zones.map((zone, index) => [zone.zone, index]));
  const groups = new ListCollector();
  for (const store of stores) groups.add([...new Set(store.groups)].sort(compareText).map(word.number));
  return writeContainer(BLOB, directory.company, {
    code_at: code.sections.at,
    code_units: code.sections.units,
    code_slots: code.sections.slots,
    word_at: word.sections.at,
    word_units: word.sections.units,
    word_slots: word.sections.slots,
    settings: Uint32Array.of(code.number(directory.default_store), directory.fold_plus_tags ? 1 : 0),
    store_zone: Uint32Array.from(stores, (store) => indexOfZone(zoneIndex, store)),
    store_country: Uint32Array.from(stores, (store) => word.number(store.country)),
    store_currency: Uint32Array.from(stores, (store) => word.number(store.currency)),
    store_tax_mode: Uint32Array.from(stores, (store) => (store.tax_mode === "net" ? 1 : 0)),
    group_at: groups.starts(),
    groups: groups.u32(),
    ...writeZones(zones, word.number),
  });
}

function indexOfZone(zones: Map<string, number>, store: StoreRecord): number {
  const index = zones.get(store.zone);
  if (index === undefined) throw new Error(`the offsets of zone \`${store.zone}\` are missing`);
  return index;
}

/** Opens a stores blob of one company. */
export function openStores(bytes: Uint8Array, company: string): Opened<StoresView> {
  const opened = openContainer(bytes, BLOB, company);
  return opened.ok ? { ok: true, view: storesView(opened.view) } : opened;
}

function storesView(sections: Sections<typeof FORM>): StoresView {
  const codes = new StringTable({
    at: sections.code_at,
    units: sections.code_units,
    slots: sections.code_slots,
  });
  const words = new StringTable({
    at: sections.word_at,
    units: sections.word_units,
    slots: sections.word_slots,
  });
  const word = (column: Uint32Array, index: number) => words.text(column[index] ?? 0);
  return {
    defaultStore: codes.text(sections.settings[0] ?? 0),
    foldPlusTags: sections.settings[1] === 1,
    store(code) {
      const index = codes.find(code);
      if (index < 0) return null;
      const offsets = readZone(sections, sections.store_zone[index] ?? 0, (number) => words.text(number));
      return {
        code,
        zone: offsets.zone,
        country: word(sections.store_country, index),
        currency: word(sections.store_currency, index),
        tax_mode: sections.store_tax_mode[index] === 1 ? "net" : "gross",
        groups: rangeTexts(sections.group_at, sections.groups, index, (number) => words.text(number)),
        offsets,
      };
    },
  };
}
