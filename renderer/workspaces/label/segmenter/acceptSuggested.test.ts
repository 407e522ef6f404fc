import { describe, expect, it, vi } from "vitest";
import { OWN_TRUTH, type Track } from "#domain/labeling/segments.ts";
import { segmentOf } from "#domain/labeling/testSegments.ts";
import { FakeStudio } from "../../../app/studio/fakeStudio.ts";
import type { LabelView } from "../../../labels/labelModel.ts";
import { acceptSuggested } from "./acceptSuggested.ts";

const S = 1_000_000;
const proposals: Track = {
  kind: "proposal",
  name: "punch",
  origin: "",
  segments: [0, 10, 20].map((second) => segmentOf(second * S, (second + 1) * S, { label: "Unknown" })),
};
const guesses = [[{ label: "Jab", confidence: 0.9 }], [{ label: "Hook", confidence: 0.6 }], []];

function scene(...truth: ReturnType<typeof segmentOf>[]) {
  const studio = new FakeStudio({ "segment.suggest": () => ({ ok: true, value: guesses }) });
  const tracks = [{ ...OWN_TRUTH, origin: "", segments: truth }, proposals];
  const view = { tracks, active: OWN_TRUTH } as Partial<LabelView> as LabelView;
  return { studio, doc: { captureId: "c", view, commit: vi.fn() } };
}

describe("accepting proposals by how sure their suggested label is", () => {
  it("copies those that are sure enough under that label, as one step, and leaves the others", async () => {
    const { studio, doc } = scene();
    expect(await acceptSuggested(studio, doc, proposals, 0.8)).toEqual({ accepted: 1, left: 2 });
    const [name, [change]] = doc.commit.mock.calls[0]!;
    expect(name).toMatchObject({ code: "accept", detail: { count: 1, track: "punch" } });
    expect(change.add).toMatchObject([{ label: "Jab", startUs: 0, origin: "accepted punch" }]);
    expect(change.add[0].id).not.toBe(proposals.segments[0]!.id);
  });

  it("takes all at 0, those without a suggestion under their own name, but never over a label that is there", async () => {
    const { studio, doc } = scene(segmentOf(10.5 * S, 10.7 * S));
    expect(await acceptSuggested(studio, doc, proposals, 0)).toEqual({ accepted: 2, left: 1 });
    const [, [change]] = doc.commit.mock.calls[0]!;
    expect(change.add.map(({ label }: { label: string }) => label)).toEqual(["Jab", "Unknown"]);
    expect(change).toMatchObject({ update: [], remove: [] });
  });

  it("makes no step where none is sure enough", async () => {
    const { studio, doc } = scene();
    expect(await acceptSuggested(studio, doc, proposals, 0.99)).toEqual({ accepted: 0, left: 3 });
    expect(doc.commit).not.toHaveBeenCalled();
  });
});
