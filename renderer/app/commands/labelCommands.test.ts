// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import type { Track } from "#domain/labeling/segments.ts";
import { OWN_TRUTH } from "#domain/labeling/segments.ts";
import { truthOf } from "#domain/labeling/testSegments.ts";
import type { LabelDoc } from "../../labels/labelDoc.ts";
import { LiveSession } from "../../labels/liveSession.ts";
import { liveSettings } from "../../labels/liveSettings.ts";
import { Suggestions } from "../../labels/suggestions.ts";
import { deskNow, labelSession } from "../../workspaces/label/session.ts";
import { at, type OpenLabels, openLabels, press, S } from "../testing/openLabels.ts";
import { PROJECT } from "../testing/showApp.tsx";

vi.mock("uplot", () => ({ default: class {} }));

const proposals = (...segments: ReturnType<typeof at>[]): Track => ({
  kind: "proposal",
  name: "punch",
  origin: "",
  segments,
});

let doc: LabelDoc;
let host: OpenLabels["host"];
let timeline: OpenLabels["timeline"];
let app: OpenLabels["app"];

async function open(...tracks: Track[]) {
  ({ doc, host, timeline, app } = await openLabels(...tracks));
}

const truth = () => doc.track(OWN_TRUTH)?.segments ?? [];
const selected = () => [...doc.view.selected];
const spans = () => truth().map(({ label, startUs, endUs }) => [label, startUs / S, endUs / S]);

describe("proposals", () => {
  const found = () => proposals(...[1, 3, 5].map((s) => at(s, s + 1, { label: "Unknown" })));

  it("are labelled and left behind with one key each, and truth remembers where they came from", async () => {
    await open(found());
    press("Enter", "1", "2", "3");
    expect(spans()).toEqual([
      ["Jab", 1, 2],
      ["Cross", 3, 4],
      ["Hook", 5, 6],
    ]);
    expect(truth()[0]!.origin).toBe("accepted punch");
    await host.drain();
    expect(host.tracks.find(({ kind }) => kind === "truth")!.segments).toEqual(truth());
  });

  it("are accepted by Enter under the first suggestion, and the next ones are asked for ahead", async () => {
    await open(found());
    const call = vi.fn(async (_name: string, { segments }: { segments: readonly unknown[] }) => ({
      ok: true,
      value: segments.map(() => [{ label: "Uppercut", confidence: 0.9 }]),
    }));
    labelSession.setState({ suggestions: new Suggestions({ call } as never, doc) });
    press("Enter");
    await vi.waitFor(() => expect(deskNow()!.suggested(selected()[0]!)).toHaveLength(1));
    expect(call.mock.calls[0]![1].segments).toHaveLength(3);
    press("Enter");
    expect(spans()).toEqual([["Uppercut", 1, 2]]);
    expect(timeline.playheadUs).toBe(3 * S);
  });

  it("that are deleted are gone, and the next one is looked at", async () => {
    await open(found());
    press("Enter", "Delete");
    expect(doc.track({ kind: "proposal", name: "punch" })!.segments).toHaveLength(2);
    expect(timeline.playheadUs).toBe(3 * S);
    expect(truth()).toEqual([]);
  });
});

describe("segments", () => {
  it("are walked through by Tab, which takes playhead and view along, and labelled by a digit", async () => {
    await open(truthOf(at(1, 2), at(30, 31, { hand: "right" }), at(50, 51)));
    press("Tab", "Tab");
    expect(timeline.playheadUs).toBe(30 * S);
    press("3", "Tab", "Tab");
    expect(selected()).toEqual([truth()[2]!.id]);
    press("Shift+Tab");
    expect(selected()).toEqual([truth()[1]!.id]);
    expect(truth().map(({ label }) => label)).toEqual(["Jab", "Hook", "Jab"]);
  });

  it("are begun by I and ended by O, one after the other; on a selected one they move its ends", async () => {
    await open();
    timeline.goTo(1 * S);
    press("2", "I");
    timeline.goTo(2 * S);
    press("O");
    timeline.goTo(3 * S);
    press("I");
    timeline.goTo(4 * S);
    press("O");
    expect(spans()).toEqual([
      ["Cross", 1, 2],
      ["Cross", 3, 4],
    ]);
    timeline.goTo(3.5 * S);
    press("I");
    expect(spans()[1]).toEqual(["Cross", 3.5, 4]);
  });

  it("are split, merged, nudged, copied and changed hands by keys", async () => {
    await open(truthOf(at(1, 2)));
    timeline.goTo(1.4 * S);
    press("S");
    expect(spans()).toEqual([
      ["Jab", 1, 1.4],
      ["Jab", 1.4, 2],
    ]);
    doc.select([truth()[0]!.id]);
    press("M");
    expect(spans()).toEqual([["Jab", 1, 2]]);
    press("Ctrl+D", "Ctrl+ArrowRight");
    expect(spans()[1]).toEqual(["Jab", 2.01, 3.01]);
    press("ArrowDown");
    expect(truth()[1]!.hand).toBe("right");
    press("[", "8");
    expect(truth()[1]).toMatchObject({ hand: "left", quality: "Weak" });
    press("Ctrl+C");
    timeline.goTo(20 * S);
    press("Ctrl+V");
    expect(spans()[2]).toEqual(["Jab", 20, 21]);
    press("Ctrl+A", "Delete");
    expect(truth()).toEqual([]);
    await host.drain();
    expect(host.tracks[0]!.segments).toEqual([]);
  });

  it("of a selected range and events are made with one key; Escape clears one thing at a time", async () => {
    await open();
    timeline.range = { startUs: 5 * S, endUs: 6 * S };
    press("4");
    expect(spans()).toEqual([["Uppercut", 5, 6]]);
    timeline.goTo(8 * S);
    press("B");
    expect(spans()[1]).toEqual(["Uppercut", 8, 8]);
    timeline.range = { startUs: 0, endUs: 1 };
    press("Escape");
    expect(selected()).toEqual([]);
    expect(timeline.range).not.toBeNull();
  });

  it("are left alone in a project that can only be read", async () => {
    await open(truthOf(at(1, 2)));
    app.project.store.setState({ open: { ...PROJECT, readOnly: true } });
    press("Tab", "2", "S", "Delete", "Ctrl+D");
    expect(spans()).toEqual([["Jab", 1, 2]]);
    expect(selected()).toHaveLength(1);
  });
});

describe("while it plays", () => {
  it("a held label key makes a segment that grows until it is let go, as one step", async () => {
    await open(truthOf(at(4, 5)));
    liveSettings.setState({ reactionMs: 0 });
    const now = vi.spyOn(performance, "now").mockReturnValue(0);
    const player = { state: { playing: true, direction: 1, speed: 1 }, subscribe: () => () => {} };
    labelSession.setState({ live: new LiveSession(deskNow()!, player as never) });
    const digit = { key: "2", code: "Digit2", bubbles: true, cancelable: true };
    timeline.goTo(3 * S);
    document.body.dispatchEvent(new KeyboardEvent("keydown", digit));
    timeline.goTo(3.5 * S);
    expect(spans()[0]).toEqual(["Cross", 3, 3.5]);
    now.mockReturnValue(1500);
    timeline.goTo(4.5 * S);
    document.body.dispatchEvent(new KeyboardEvent("keyup", digit));
    expect(spans()).toEqual([
      ["Cross", 3, 4],
      ["Jab", 4, 5],
    ]);
    await host.drain();
    expect(host.tracks[0]!.segments[0]).toMatchObject({ label: "Cross", origin: "live" });
    now.mockRestore();
  });
});
