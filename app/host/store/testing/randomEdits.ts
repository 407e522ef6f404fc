import fc from "fast-check";
import { trackChange } from "#domain/labeling/change.ts";
import { USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import { OWN_TRUTH } from "#domain/labeling/segments.ts";
import type { Step } from "../history/history.ts";
import { setScheme } from "../labels/schemeEdits.ts";
import { readTracks } from "../labels/tracks.ts";
import { type MemoryProject, segment } from "./memoryProject.ts";

/** An edit of any kind; it may be refused (label.overlap, label.gone) or change nothing (null). */
export interface RandomEdit {
  /** What a failing run prints. */
  readonly told: string;
  carryOut(project: MemoryProject): Step | null;
}

const PROPOSED = { kind: "proposal", name: "punch" } as const;

const startS = fc.integer({ min: 0, max: 11 });
const lengthS = fc.integer({ min: 0, max: 3 });
const at = fc.nat(5);
const label = fc.constantFrom("Jab", "Cross", "Unknown");
const kind = fc.constantFrom("truth" as const, "proposal" as const, "prediction" as const);

/** Edits of a project with this many captures. */
export function randomEdit(captures: number): fc.Arbitrary<RandomEdit> {
  const one = fc.nat(captures - 1);
  const some = fc.subarray([...Array(captures).keys()], { minLength: 1 });
  return fc.oneof(
    { weight: 6, arbitrary: fc.tuple(one, startS, lengthS, label).map((facts) => told("draw", facts, draw)) },
    { weight: 3, arbitrary: fc.tuple(one, at, startS, lengthS).map((facts) => told("move", facts, move)) },
    { weight: 2, arbitrary: fc.tuple(one, at).map((facts) => told("remove", facts, remove)) },
    {
      weight: 2,
      arbitrary: fc.tuple(some, fc.array(fc.tuple(startS, lengthS))).map((facts) => told("propose", facts, propose)),
    },
    { weight: 4, arbitrary: fc.tuple(some, label).map((facts) => told("accept", facts, accept)) },
    { weight: 2, arbitrary: fc.tuple(some, label, label).map((facts) => told("relabel", facts, relabel)) },
    { weight: 2, arbitrary: fc.tuple(some, kind).map((facts) => told("clear", facts, clear)) },
    { weight: 1, arbitrary: fc.tuple(some, fc.boolean()).map((facts) => told("review", facts, review)) },
    { weight: 1, arbitrary: fc.tuple(label, label).map((facts) => told("rename", facts, rename)) },
  );
}

type Facts<T extends readonly unknown[]> = (project: MemoryProject, ...facts: T) => Step | null;

function told<T extends readonly unknown[]>(name: string, facts: T, work: Facts<T>): RandomEdit {
  return { told: `${name} ${JSON.stringify(facts)}`, carryOut: (project) => work(project, ...facts) };
}

function ids({ captures }: MemoryProject, some: readonly number[]): string[] {
  return some.map((at) => captures[at]!);
}

function truthOf({ db, captures }: MemoryProject, capture: number) {
  return readTracks(db, captures[capture]!).find(({ kind }) => kind === "truth")?.segments ?? [];
}

function edit(project: MemoryProject, capture: number, code: string, change: Parameters<typeof trackChange>[1]) {
  return project.labels.edit(project.captures[capture]!, { code, detail: {} }, [trackChange(OWN_TRUTH, change)]);
}

function draw(project: MemoryProject, capture: number, start: number, length: number, label: string) {
  return edit(project, capture, "draw", { add: [segment(start, start + length, { label })] });
}

function move(project: MemoryProject, capture: number, at: number, start: number, length: number) {
  const found = truthOf(project, capture)[at];
  if (!found) return null;
  return edit(project, capture, "move", {
    update: [{ ...found, startUs: start * 1e6, endUs: (start + length) * 1e6 }],
  });
}

function remove(project: MemoryProject, capture: number, at: number) {
  return edit(project, capture, "remove", { remove: [truthOf(project, capture)[at]?.id ?? crypto.randomUUID()] });
}

function propose(project: MemoryProject, some: number[], spans: [number, number][]) {
  const of = ids(project, some).map((captureId) => {
    return {
      captureId,
      segments: spans.map(([start, length]) => segment(start, start + length, { label: "Unknown" })),
    };
  });
  return project.labels.put({ ...PROPOSED, origin: "{}" }, of);
}

function accept(project: MemoryProject, some: number[], label: string) {
  return project.labels.accept(ids(project, some), PROPOSED, OWN_TRUTH.name, label).step;
}

function relabel(project: MemoryProject, some: number[], from: string, to: string) {
  return project.labels.relabel(ids(project, some), from, to).step;
}

function clear(project: MemoryProject, some: number[], kind: "truth" | "proposal" | "prediction") {
  return project.labels.clear(ids(project, some), kind, null).step;
}

function review(project: MemoryProject, some: number[], reviewed: boolean) {
  return project.edits.setReviewed(ids(project, some), reviewed ? 1 : null);
}

function rename({ db, history }: MemoryProject, from: string, to: string) {
  const punch = USUAL_SCHEME.punch.map((each) => (each.name === "Hook" ? { ...each, key: null } : each));
  return setScheme(db, history, { ...USUAL_SCHEME, punch }, [{ tier: "punch", from, to }]);
}
