/** Migrations are numbered from 0000 without gaps, and drizzle's journal knows each of them. */
import type { Check } from "./tree.ts";

const journalPath = "migrations/meta/_journal.json";

export const checkMigrations: Check = (tree) => {
  const names = [...tree.keys()]
    .filter((path) => /^migrations\/[^/]+\.sql$/.test(path))
    .map((path) => path.slice("migrations/".length, -".sql".length))
    .sort();
  const problems = names.flatMap((name, index) => {
    const number = String(index).padStart(4, "0");
    return name.startsWith(`${number}_`) ? [] : [`migrations/${name}.sql should have the number ${number}`];
  });
  if (names.length === 0) return problems;
  const journal: { entries: { tag: string }[] } = JSON.parse(tree.get(journalPath) ?? '{"entries":[]}');
  const tags = journal.entries.map((entry) => entry.tag);
  if (tags.join() !== names.join()) problems.push(`${journalPath} lists ${tags.join(", ")}`);
  return problems;
};
