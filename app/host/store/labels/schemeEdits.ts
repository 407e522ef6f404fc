import { labelScheme } from "#contract/labels.ts";
import { type LabelScheme, type Rename, USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import { schemeProblem } from "#domain/labeling/schemeRules.ts";
import { ProblemError } from "#domain/problems.ts";
import type { History, Step } from "../history/history.ts";
import { type Db, damaged } from "../sqlite.ts";

/** The project's label scheme; the usual one where nobody changed it. @throws ProblemError project.damaged */
export function readScheme(db: Db): LabelScheme {
  const row = db.prepare<[], { json: string }>("SELECT json FROM label_scheme").get();
  if (!row) return USUAL_SCHEME;
  const scheme = labelScheme.safeParse(JSON.parse(row.json));
  if (!scheme.success) throw damaged("label scheme", scheme.error);
  return scheme.data;
}

/**
 * Changes the scheme and carries out its renames, all at once (two names can change places), in segments of every kind
 * of track and, for punches, in the labels of captures. One step. @throws ProblemError scheme.sameName, scheme.sameKey
 */
export function setScheme(db: Db, history: History, scheme: LabelScheme, renames: readonly Rename[]): Step | null {
  const problem = schemeProblem(scheme);
  if (problem) throw new ProblemError(problem.code, { ...problem.detail });
  const named = renames.filter(({ from, to }) => from !== to);
  const name = {
    code: "scheme",
    detail: { renames: named.length, from: named[0]?.from ?? "", to: named[0]?.to ?? "" },
  };
  return history.edit(name, () => {
    const json = JSON.stringify(scheme);
    if (json !== JSON.stringify(readScheme(db))) {
      db.prepare(
        "INSERT INTO label_scheme (id, json) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json",
      ).run(json);
    }
    const inTier = (tier: Rename["tier"]) => named.filter((rename) => rename.tier === tier);
    renameIn(db, "segment", "label", inTier("punch"));
    renameIn(db, "capture", "label", inTier("punch"));
    renameIn(db, "segment", "quality", inTier("quality"));
  }).step;
}

function renameIn(db: Db, table: "segment" | "capture", column: "label" | "quality", renames: readonly Rename[]): void {
  if (renames.length === 0) return;
  const map = "(SELECT json_each.value FROM json_each(:map) WHERE json_each.key = ";
  const names = JSON.stringify(Object.fromEntries(renames.map(({ from, to }) => [from, to])));
  db.prepare(
    `UPDATE ${table} SET ${column} = ${map} ${table}.${column}) WHERE ${column} IN (SELECT key FROM json_each(:map))`,
  ).run({ map: names });
}
