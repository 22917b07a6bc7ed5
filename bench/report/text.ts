/** Numbers and tables of the report in Markdown. */

/** Two to three digits that count; "–" for nothing. */
export function figure(value: number | null): string {
  if (value === null) return "–";
  if (value >= 100) return grouped(Math.round(value));
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** With a comma at every thousand. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

export function times(ratio: number | null): string {
  return ratio === null ? "–" : `${figure(ratio)} ×`;
}

export function megabytes(bytes: number): string {
  return `${figure(bytes / 1_000_000)} MB`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
