import type { Bout } from "./bout.ts";
import { hitsOf, labelsOf, leader, tallyOf } from "./tally.ts";

/** A field of a line; one with a separator, a quote or a line break stands in quotes. */
function field(value: string | number): string {
  const words = String(value);
  return /[",\t\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}

const lines = (rows: readonly (readonly (string | number)[])[], separator: string) =>
  rows.map((row) => `${row.map(field).join(separator)}\n`).join("");

/** One line a punch. */
export function boutCsv({ corners, hits }: Pick<Bout, "corners" | "hits">): string {
  const head = ["corner", "round", "at_s", "punch", "confidence"];
  const rows = hits.map(({ corner, round, atMs, label, confidence }) => [
    corners[corner]!.name,
    round,
    (atMs / 1000).toFixed(3),
    label,
    confidence === null ? "" : confidence.toFixed(3),
  ]);
  return lines([head, ...rows], ",");
}

/** The rules, the counts of each corner by round, and every punch. */
export function boutJson(bout: Bout, startedAtMs: number): string {
  const { rules, corners, hits } = bout;
  const winner = leader(bout);
  const labels = labelsOf(bout);
  const counted = corners.map(({ name }, corner) => ({
    name,
    total: hitsOf(bout, corner).length,
    rounds: Array.from({ length: bout.round }, (_, i) => ({
      round: i + 1,
      punches: Object.fromEntries(
        tallyOf(hitsOf(bout, corner, i + 1), labels).map(({ label, count }) => [label, count]),
      ),
    })),
  }));
  const punches = hits.map(({ corner, round, atMs, label, confidence }) => ({
    corner: corners[corner]!.name,
    round,
    at_s: Math.round(atMs) / 1000,
    punch: label,
    confidence,
  }));
  const all = {
    startedAt: new Date(startedAtMs).toISOString(),
    rules,
    winner: winner === null ? null : corners[winner]!.name,
    corners: counted,
    punches,
  };
  return `${JSON.stringify(all, null, 2)}\n`;
}

/** The table of the summary, for a spreadsheet or a message: tabs between the fields. */
export function boutTable(
  bout: Pick<Bout, "corners" | "hits" | "round">,
  words: { readonly round: string; readonly all: string },
): string {
  const labels = labelsOf(bout);
  const row = (name: string, round: number | undefined, corner: number) => {
    const hits = hitsOf(bout, corner, round);
    return [name, round ?? words.all, ...tallyOf(hits, labels).map(({ count }) => count), hits.length];
  };
  const rows = bout.corners.flatMap(({ name }, corner) => [
    ...Array.from({ length: bout.round }, (_, i) => row(name, i + 1, corner)),
    row(name, undefined, corner),
  ]);
  return lines([["", words.round, ...labels, words.all], ...rows], "\t");
}
