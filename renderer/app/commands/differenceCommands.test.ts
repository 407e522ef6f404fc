// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
import type { Track } from "#domain/labeling/segments.ts";
import { truthOf } from "#domain/labeling/testSegments.ts";
import { SAME_PUNCH } from "#domain/matching.ts";
import type { PredictionOrigin } from "#domain/validation/predictionOrigin.ts";
import { captureOf } from "../../workspaces/shared/testCaptures.ts";
import { at, CAPTURE, type OpenLabels, openLabels, press, S } from "../testing/openLabels.ts";

vi.mock("uplot", () => ({ default: class {} }));

const ID = "00000000-0000-4000-8000-00000000000f";
const origin: PredictionOrigin = {
  validationId: ID,
  modelIds: [ID],
  modelsHash: "",
  engineHash: "",
  rule: SAME_PUNCH,
  truthTrack: null,
  classes: ["Jab", "Hook"],
};
const model = (name: string, ...segments: ReturnType<typeof at>[]): Track => ({
  kind: "prediction",
  name,
  origin: JSON.stringify(origin),
  segments,
});
const spans = ({ doc }: OpenLabels) =>
  doc.view.tracks
    .filter(({ kind }) => kind === "truth")
    .flatMap(({ segments }) => segments.map(({ label, startUs, endUs }) => [label, startUs / S, endUs / S]));

/** A hook that is labelled a jab, a jab that was missed, a hook that nobody labelled, and a jab that both know. */
const truth = () => truthOf(at(1, 2), at(3, 4), at(7, 8), at(9, 10, { label: "Feint" }));
const forest = () =>
  model("Forest", at(1, 2, { label: "Hook" }), at(5, 6, { label: "Hook" }), at(7, 8), at(9, 10, { label: "Unknown" }));

it("G goes from one disagreement to the next and Shift+G back: what agrees, and what the model does not know, is passed", async () => {
  const { doc, timeline } = await openLabels(truth(), forest());
  const stops: number[] = [];
  for (let i = 0; i < 3; i++) {
    press("G");
    stops.push(timeline.playheadUs / S);
  }
  expect(stops).toEqual([1, 3, 5]);
  expect(doc.view.selected).toEqual(new Set([doc.track({ kind: "prediction", name: "Forest" })!.segments[1]!.id]));
  press("Shift+G", "Shift+G");
  expect(timeline.playheadUs).toBe(1 * S);
});

it("Enter lets truth say what the model says, keeps its edges, and goes on; one step takes it back", async () => {
  const open = await openLabels(truth(), forest());
  press("G", "Enter");
  expect(spans(open)[0]).toEqual(["Hook", 1, 2]);
  expect(open.doc.view.tracks[0]!.segments[0]!.origin).toBe("accepted Forest");
  expect(open.timeline.playheadUs).toBe(3 * S);
  press("G", "Enter");
  expect(spans(open)).toContainEqual(["Hook", 5, 6]);
  await open.host.drain();
  open.host.undo(true);
  await open.host.drain();
  expect(spans(open)).not.toContainEqual(["Hook", 5, 6]);
  expect(spans(open)[0]).toEqual(["Hook", 1, 2]);
});

it("a label key names a disagreement otherwise than truth and model did", async () => {
  const open = await openLabels(truth(), forest());
  press("G", "2");
  expect(spans(open)[0]).toEqual(["Cross", 1, 2]);
});

it("several that are selected become one step, and two models that say the same correct one segment once", async () => {
  const two = [forest(), model("Conv", at(1, 2, { label: "Hook" }))];
  const open = await openLabels(truth(), ...two);
  open.doc.select([two[0]!.segments[0]!, two[0]!.segments[1]!, two[1]!.segments[0]!].map(({ id }) => id));
  press("Enter");
  expect(spans(open).filter(([label]) => label === "Hook")).toHaveLength(2);
  await open.host.drain();
  open.host.undo(true);
  await open.host.drain();
  expect(spans(open).filter(([label]) => label === "Hook")).toEqual([]);
});

it("what all shown models agree on and nobody labelled is accepted together", async () => {
  const conv = model("Conv", at(5, 6, { label: "Hook" }), at(11, 12), at(13, 14, { label: "Hook" }));
  const other = model("Forest", at(5, 6, { label: "Hook" }), at(11, 12), at(13, 14));
  const open = await openLabels(truth(), conv, other);
  press("Shift+Enter");
  expect(spans(open)).toEqual([
    ["Jab", 1, 2],
    ["Jab", 3, 4],
    ["Hook", 5, 6],
    ["Jab", 7, 8],
    ["Feint", 9, 10],
    ["Jab", 11, 12],
  ]);
  press("Shift+Enter");
  expect(spans(open)).toHaveLength(6);
});

it("what a simulator knows stays the one truth: what is accepted goes into the track that the model was held against", async () => {
  const known: Track = { ...truth(), name: "Simulated truth", origin: "simulated" };
  const open = await openLabels(known, forest());
  press("G", "G", "G", "Enter");
  expect(open.doc.view.tracks.filter(({ kind }) => kind === "truth").map(({ name }) => name)).toEqual([known.name]);
  expect(spans(open)).toContainEqual(["Hook", 5, 6]);
});

it("behind the last disagreement it goes over to the next capture that has one", async () => {
  const open = await openLabels(truthOf(at(1, 2)), model("Forest", at(1, 2)));
  const [same, other] = [captureOf({ name: "B" }), captureOf({ name: "C" })];
  const rows = [captureOf({ id: CAPTURE, name: "A" }), same, other];
  open.app.captures.store.setState({ rows });
  const asked: string[] = [];
  open.studio.script["label.tracks"] = ({ captureId }) => {
    asked.push(captureId);
    const tracks = captureId === same.id ? [truthOf(at(1, 2))] : [truthOf(at(4, 5)), model("Forest")];
    return { ok: true, value: structuredClone(tracks) as never };
  };
  open.app.queue.view.sort({ column: "name", direction: "ascending" });
  press("G");
  await vi.waitFor(() => expect(open.app.shell.store.getState().place).toEqual({ at: "open", captureId: other.id }));
  expect(asked).toEqual([same.id, other.id]);
});
