import fc from "fast-check";
import { expect, test } from "vitest";
import { applied } from "#domain/labeling/change.ts";
import { type Segment, sameTrack } from "#domain/labeling/segments.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Step } from "../history/history.ts";
import { MemoryProject } from "../testing/memoryProject.ts";
import { type RandomEdit, randomEdit } from "../testing/randomEdits.ts";
import { labelChanges } from "./labelChanges.ts";
import { readTracks } from "./tracks.ts";

const op = fc.oneof(
  { weight: 2, arbitrary: randomEdit(2) },
  { weight: 1, arbitrary: fc.constantFrom("undo" as const, "redo" as const) },
);

test("who applies what is told of every edit, undo and redo, has what is stored, without reading it again", () => {
  fc.assert(
    fc.property(fc.array(op, { maxLength: 30, size: "max" }), (ops) => {
      const project = new MemoryProject(2);
      const read = (capture: number) => readTracks(project.db, project.captures[capture - 1]!);
      const shown = new Map([1, 2].map((capture) => [capture, read(capture)]));
      for (const each of ops) {
        const step = carryOut(project, each);
        for (const { capture, changes } of labelChanges(
          project.db,
          step?.changes ?? [],
          each === "undo" ? "before" : "after",
        )) {
          if (changes === null) {
            shown.set(capture, read(capture));
            continue;
          }
          const tracks = shown.get(capture)!;
          for (const change of changes) {
            const at = tracks.findIndex((track) => sameTrack(track, change.track));
            const found = tracks[at] ?? { ...change.track, origin: '{"by":"hand"}', segments: [] };
            tracks.splice(at < 0 ? tracks.length : at, 1, { ...found, segments: [...applied(found.segments, change)] });
          }
        }
        for (const [capture, tracks] of shown) expect(filled(tracks)).toEqual(filled(read(capture)));
      }
      project.db.close();
    }),
    { numRuns: 40 },
  );
});

/** Null where it changed nothing or was refused. */
function carryOut(project: MemoryProject, op: RandomEdit | "undo" | "redo"): Step | null {
  try {
    return typeof op === "string" ? project.history[op](null) : op.carryOut(project);
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

/** Tracks with segments, by name: a page keeps an empty truth track. */
function filled(tracks: readonly { kind: string; name: string; segments: readonly Segment[] }[]) {
  return Object.fromEntries(
    tracks
      .filter(({ segments }) => segments.length > 0)
      .map(({ kind, name, segments }) => [`${kind}/${name}`, segments]),
  );
}
