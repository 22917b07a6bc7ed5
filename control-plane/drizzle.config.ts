/** How drizzle-kit turns the schema into `migrations/`; run by `npm run db:generate -- --name NAME` from the repository root. */
import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  schema: "./control-plane/db/schema/*.ts",
  out: "./migrations",
  casing: "snake_case",
});
