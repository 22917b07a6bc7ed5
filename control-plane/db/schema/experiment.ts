/** Experiments: how shoppers are shared out. Who is in which variant is stored nowhere: it is computed. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Experiment } from "../../../shared/model/experiment.ts";

export const experiments = sqliteTable(
  "experiments",
  {
    company: text().notNull(),
    id: text().notNull(),
    salt: text().notNull(),
    unit: text().$type<Experiment["unit"]>().notNull(),
    /** Null: it shares its subjects with nobody. */
    layer: text({ mode: "json" }).$type<NonNullable<Experiment["layer"]>>(),
    /** Of 10,000 subjects. */
    coverageBps: integer().notNull(),
    /** Their order counts. */
    variants: text({ mode: "json" }).$type<Experiment["variants"]>().notNull(),
    version: integer().notNull(),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.id] })],
);
