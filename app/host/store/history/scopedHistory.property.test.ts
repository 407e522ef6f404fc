import fc from "fast-check";
import { expect, test } from "vitest";
import type { EditName } from "#contract/captures.ts";
import { overlapIn } from "#domain/labeling/lanes.ts";
import { ProblemError } from "#domain/problems.ts";
import { readTracks } from "../labels/tracks.ts";
import { MemoryProject } from "../testing/memoryProject.ts";
import { type RandomEdit, randomEdit } from "../testing/randomEdits.ts";
import type { Step } from "./history.ts";
import { readHistory } from "./steps.ts";

type Rows = Map<string, string>;

/** One edit as the model knows it: the rows that it changed and the captures that these belong to. */
interface ModelStep {
  readonly name: EditName;
  readonly captures: ReadonlySet<number>;
  readonly scheme: boolean;
  readonly rows: ReadonlyMap<string, { readonly before: string | undefined; readonly after: string | undefined }>;
}

const CAPTURES = 3;
const scope = fc.option(fc.nat(CAPTURES - 1));
const op = fc.oneof(
  { weight: 16, arbitrary: randomEdit(CAPTURES) },
  { weight: 8, arbitrary: fc.record({ walk: fc.constant("undo" as const), scope }) },
  { weight: 6, arbitrary: fc.record({ walk: fc.constant("redo" as const), scope }) },
);

/** Plays edits, undo and redo on a project and on a model that knows nothing of its tables but their rows. */
class Played {
  readonly project = new MemoryProject(CAPTURES);
  readonly beginning = this.project.dump();
  #rows: Rows = this.beginning;
  #applied: ModelStep[] = [];
  /** Last undone last. */
  #undone: ModelStep[] = [];
  readonly #made: ModelStep[] = [];

  /** Carries out one edit; one that is refused must change nothing. */
  edit(edit: RandomEdit): void {
    let step: Step | null;
    try {
      step = edit.carryOut(this.project);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      expect(["label.overlap", "label.gone"]).toContain(error.problem.code);
      expect(this.project.dump()).toEqual(this.#rows);
      return;
    }
    const now = this.project.dump();
    const keys = [...new Set([...this.#rows.keys(), ...now.keys()])].filter(
      (key) => this.#rows.get(key) !== now.get(key),
    );
    expect(step === null).toBe(keys.length === 0);
    const rows = new Map(keys.map((key) => [key, { before: this.#rows.get(key), after: now.get(key) }]));
    const captures = new Set(keys.flatMap((key) => this.#ownersOf(key, now)));
    this.#rows = now;
    if (!step) return;
    const made = { name: step.name, captures, scheme: keys.includes("label_scheme 1"), rows };
    this.#forget(made);
    this.#applied.push(made);
    this.#made.push(made);
  }

  /** True where something was undone or done again. */
  walk(direction: "undo" | "redo", scope: number | null): boolean {
    const id = scope === null ? null : this.project.captures[scope]!;
    const touches = (step: ModelStep) => scope === null || step.captures.has(scope);
    const undo = this.#applied.toSorted((a, b) => this.#made.indexOf(a) - this.#made.indexOf(b)).findLast(touches);
    const redo = this.#undone.findLast(touches);
    expect(readHistory(this.project.db, id)).toEqual({ undo: undo?.name ?? null, redo: redo?.name ?? null });
    const step = direction === "undo" ? undo : redo;
    try {
      const walked = this.project.history[direction](id);
      expect(walked?.name).toEqual(step?.name);
    } catch (error) {
      expect((error as ProblemError).problem.code).toBe("history.blocked");
      expect(this.project.dump()).toEqual(this.#rows);
      expect(this.#inTheWay(step!, direction, sameCaptures)).toBe(true);
      return false;
    }
    if (!step) return false;
    expect(this.#inTheWay(step, direction, sameRows)).toBe(false);
    const rows = new Map(this.#rows);
    for (const [key, { before, after }] of step.rows) put(rows, key, direction === "undo" ? before : after);
    expect(this.project.dump()).toEqual(rows);
    this.#rows = rows;
    const [from, to] = direction === "undo" ? [this.#applied, this.#undone] : [this.#undone, this.#applied];
    from.splice(from.indexOf(step), 1);
    to.push(step);
    return true;
  }

  /** Whether another step must go first: a later one that stands, or an earlier one that is undone. */
  #inTheWay(step: ModelStep, direction: "undo" | "redo", meets: (a: ModelStep, b: ModelStep) => boolean): boolean {
    const age = this.#made.indexOf(step);
    return direction === "undo"
      ? this.#applied.some((other) => this.#made.indexOf(other) > age && meets(step, other))
      : this.#undone.some((other) => this.#made.indexOf(other) < age && meets(step, other));
  }

  /** Undone steps of the captures that were touched go, and those that stand on them. */
  #forget(by: ModelStep): void {
    const gone: ModelStep[] = [by];
    for (const root of gone) {
      const also = this.#undone.filter((step) => sameCaptures(step, root) || (step.scheme && by.scheme));
      this.#undone = this.#undone.filter((step) => !also.includes(step));
      gone.push(...also);
    }
  }

  #ownersOf(key: string, now: Rows): number[] {
    const parsed = (of: string) => JSON.parse((now.get(of) ?? this.#rows.get(of))!) as Record<string, number>;
    const [table, id] = key.split(" ");
    if (table === "capture") return [Number(id) - 1];
    if (table === "track") return [parsed(key).capture_id! - 1];
    return table === "segment" ? this.#ownersOf(`track ${parsed(key).track_id}`, now) : [];
  }

  expectWhole(): void {
    const { db, captures } = this.project;
    expect(db.pragma("foreign_key_check")).toEqual([]);
    for (const id of captures)
      for (const { kind, segments } of readTracks(db, id)) if (kind === "truth") expect(overlapIn(segments)).toBeNull();
  }
}

function sameCaptures(a: ModelStep, b: ModelStep): boolean {
  return [...a.captures].some((capture) => b.captures.has(capture));
}

function sameRows(a: ModelStep, b: ModelStep): boolean {
  return [...a.rows.keys()].some((key) => b.rows.has(key));
}

function put(rows: Rows, key: string, value: string | undefined): void {
  if (value === undefined) rows.delete(key);
  else rows.set(key, value);
}

test("edits, scoped undo and redo over three captures do what a model of rows says; all undone is the beginning", () => {
  fc.assert(
    fc.property(fc.array(op, { maxLength: 50, size: "max" }), (ops) => {
      const played = new Played();
      for (const each of ops) {
        if ("walk" in each) played.walk(each.walk, each.scope);
        else played.edit(each);
        played.expectWhole();
      }
      while (played.walk("undo", null));
      expect(played.project.dump()).toEqual(played.beginning);
      played.project.db.close();
    }),
    { numRuns: 60 },
  );
});
