import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import { trackChange } from "#domain/labeling/change.ts";
import { USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import { OWN_TRUTH, type Segment } from "#domain/labeling/segments.ts";
import { segmentOf as madeOf, truthOf as truth } from "#domain/labeling/testSegments.ts";
import { LabelDoc } from "./labelDoc.ts";
import { FakeLabelHost } from "./testing/fakeLabelHost.ts";

const CAPTURE = "00000000-0000-4000-8000-000000000001";
const NAME = { code: "label.move", detail: {} };
const segmentOf = ({ startUs = 1_000_000, ...more }: Partial<Segment> = {}) => madeOf(startUs, startUs + 500_000, more);

const onRefused = vi.fn();
const onFailure = vi.fn();
const scheme = createStore(() => USUAL_SCHEME);

function open(host: FakeLabelHost) {
  const page = host.page();
  const doc = new LabelDoc({ studio: page, captureId: CAPTURE, scheme, onRefused, onFailure });
  void doc.load();
  return { doc, page };
}

async function opened(...segments: Segment[]) {
  const host = new FakeLabelHost(CAPTURE, segments.length > 0 ? [truth(...segments)] : []);
  const { doc, page } = open(host);
  await host.drain();
  return { host, doc, page };
}

const idsOf = (doc: LabelDoc) => doc.track(OWN_TRUTH)?.segments.map(({ id }) => id) ?? [];

beforeEach(() => {
  onRefused.mockClear();
  onFailure.mockClear();
});

describe("an edit", () => {
  it("is seen at once, is sent under its name, and stays when the host has it", async () => {
    const { host, doc } = await opened();
    const jab = segmentOf();
    doc.commit(NAME, [trackChange(OWN_TRUTH, { add: [jab] })]);
    expect(idsOf(doc)).toEqual([jab.id]);
    expect(host.tracks).toEqual([]);
    await host.drain();
    expect(host.tracks).toEqual([truth(jab)]);
    expect(doc.view.tracks).toEqual([truth(jab)]);
  });

  it("leaves every other track the object that it was", async () => {
    const host = new FakeLabelHost(CAPTURE, [
      truth(segmentOf()),
      { kind: "proposal", name: "punch", origin: "", segments: [segmentOf()] },
    ]);
    const { doc } = open(host);
    await host.drain();
    const [, proposals] = doc.view.tracks;
    doc.commit(NAME, [trackChange(OWN_TRUTH, { add: [segmentOf({ startUs: 5_000_000 })] })]);
    expect(doc.view.tracks[1]).toBe(proposals);
  });

  it("that the host refuses is gone again, together with what was built on it, and that is said once", async () => {
    const { host, doc } = await opened(segmentOf());
    const before = doc.view.tracks;
    host.refuseNext = true;
    const second = segmentOf({ startUs: 3_000_000 });
    doc.commit(NAME, [trackChange(OWN_TRUTH, { add: [second] })]);
    doc.select([second.id]);
    doc.commit(NAME, [trackChange(OWN_TRUTH, { update: [{ ...second, label: "Hook" }] })]);
    await host.drain();
    expect(doc.view.tracks).toEqual(before);
    expect([...doc.view.selected]).toEqual([]);
    expect(onRefused.mock.calls).toEqual([[{ code: "label.overlap", detail: {} }]]);
  });

  it("that another window made impossible is refused and said; what the other one did stays", async () => {
    const jab = segmentOf();
    const { host, doc } = await opened(jab);
    const other = open(host).doc;
    await host.drain();
    other.commit(NAME, [trackChange(OWN_TRUTH, { remove: [jab.id] })]);
    doc.commit(NAME, [trackChange(OWN_TRUTH, { update: [{ ...jab, label: "Hook" }] })]);
    host.pages[1]!.up();
    await host.drain();
    expect(idsOf(doc)).toEqual([]);
    expect(idsOf(other)).toEqual([]);
    expect(onRefused).toHaveBeenCalledWith({ code: "label.gone", detail: {} });
  });

  it("that was under way when the link broke is sent when it is back, and never twice", async () => {
    for (const taken of [false, true]) {
      const { host, doc, page } = await opened();
      const jab = segmentOf();
      doc.commit(NAME, [trackChange(OWN_TRUTH, { add: [jab] })]);
      if (taken) page.up();
      page.breakLink();
      await host.drain();
      expect(idsOf(doc)).toEqual([jab.id]);
      page.mendLink();
      await host.drain();
      expect(host.tracks).toEqual([truth(jab)]);
      expect(doc.view.tracks).toEqual([truth(jab)]);
      expect(onFailure).not.toHaveBeenCalled();
    }
  });
});

describe("a preview", () => {
  it("is shown in place of the one before, and is gone without a trace", async () => {
    const jab = segmentOf();
    const { doc } = await opened(jab);
    const stored = doc.view.tracks;
    doc.preview([trackChange(OWN_TRUTH, { update: [{ ...jab, endUs: 1_900_000 }] })]);
    doc.preview([trackChange(OWN_TRUTH, { update: [{ ...jab, endUs: 1_700_000 }] })]);
    expect(doc.track(OWN_TRUTH)!.segments[0]!.endUs).toBe(1_700_000);
    doc.preview(null);
    expect(doc.view.tracks).toBe(stored);
  });
});

describe("the selection", () => {
  it("survives an edit and loses what was removed, here or elsewhere", async () => {
    const [a, b, c] = [segmentOf(), segmentOf({ startUs: 2_000_000 }), segmentOf({ startUs: 3_000_000 })];
    const { host, doc } = await opened(a, b, c);
    const other = open(host).doc;
    await host.drain();
    doc.select([a.id, b.id, c.id]);
    doc.commit(NAME, [trackChange(OWN_TRUTH, { update: [{ ...a, label: "Hook" }], remove: [b.id] })]);
    other.commit(NAME, [trackChange(OWN_TRUTH, { remove: [c.id] })]);
    await host.drain();
    expect([...doc.view.selected]).toEqual([a.id]);
  });

  it.each([true, false])("is what an undo brought back (told: %s)", async (told) => {
    const [a, b] = [segmentOf(), segmentOf({ startUs: 2_000_000 })];
    const { host, doc, page } = await opened(a, b);
    host.tellsUndo = told;
    doc.select([a.id, b.id]);
    doc.commit(NAME, [trackChange(OWN_TRUTH, { remove: [b.id] })]);
    doc.select([a.id]);
    const undone = doc.around(async () => {
      await page.call("history.undo", { captureId: CAPTURE });
    });
    await host.drain();
    await host.drain();
    await undone;
    expect([...doc.view.selected]).toEqual([b.id]);
  });

  it("is told to listeners only when it is another one", async () => {
    const jab = segmentOf();
    const { doc } = await opened(jab);
    const heard = vi.fn();
    doc.subscribe(heard);
    doc.select([jab.id]);
    doc.select([jab.id]);
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

type Act =
  | { readonly do: "edit"; readonly page: number; readonly pick: number; readonly what: number; readonly at: number }
  | { readonly do: "up" | "down" | "break" | "mend"; readonly page: number }
  | { readonly do: "undo"; readonly told: boolean }
  | { readonly do: "refuse" };

const page = fc.integer({ min: 0, max: 1 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("edit" as const),
      page,
      pick: fc.nat(20),
      what: fc.nat(2),
      at: fc.nat(30),
    }),
  },
  { weight: 12, arbitrary: fc.record({ do: fc.constantFrom("up" as const, "down" as const), page }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("break" as const, "mend" as const), page }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("undo" as const), told: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ do: "refuse" as const }) },
);

function edit(doc: LabelDoc, { pick, what, at }: Act & { do: "edit" }): void {
  const here = doc.track(OWN_TRUTH)?.segments ?? [];
  const one = here[pick % Math.max(1, here.length)];
  const startUs = at * 500_000;
  if (what === 0 || one === undefined) {
    doc.commit(NAME, [trackChange(OWN_TRUTH, { add: [segmentOf({ startUs, id: crypto.randomUUID() })] })]);
  } else if (what === 1) doc.commit(NAME, [trackChange(OWN_TRUTH, { remove: [one.id] })]);
  else doc.commit(NAME, [trackChange(OWN_TRUTH, { update: [{ ...one, startUs, endUs: startUs + 500_000 }] })]);
}

it("comes to what the host has, whatever two windows, a refusing host, undo and a bad link do in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 60 }), async (acts) => {
      const host = new FakeLabelHost(CAPTURE, [truth(segmentOf(), segmentOf({ startUs: 4_000_000 }))]);
      const windows = [open(host), open(host)];
      for (const each of acts) {
        if (each.do === "edit") edit(windows[each.page]!.doc, each);
        else if (each.do === "undo") host.undo(each.told);
        else if (each.do === "refuse") host.refuseNext = true;
        else if (each.do === "break") windows[each.page]!.page.breakLink();
        else if (each.do === "mend") windows[each.page]!.page.mendLink();
        else windows[each.page]!.page[each.do]();
        await Promise.resolve();
        await Promise.resolve();
      }
      for (const { page: link } of windows) link.mendLink();
      await host.drain();
      for (const { doc } of windows) expect(doc.view.tracks).toEqual(host.tracks);
      expect(onFailure).not.toHaveBeenCalled();
    }),
    { numRuns: 300 },
  );
});

describe("a track that is only shown", () => {
  it("stands among the others in their order, through edits of them, and is never sent", async () => {
    const { host, doc } = await opened(segmentOf());
    const shown = { kind: "proposal" as const, name: "Preview", origin: "", segments: [segmentOf()] };
    doc.setTransient(shown);
    expect(doc.view.tracks.map(({ name }) => name)).toEqual(["Truth", "Preview"]);
    doc.commit(NAME, [trackChange(OWN_TRUTH, { add: [segmentOf({ startUs: 5_000_000 })] })]);
    await host.drain();
    expect(doc.view.tracks.at(-1)).toBe(shown);
    expect(host.tracks).toHaveLength(1);
    doc.setTransient(null);
    expect(doc.view.tracks).toEqual(host.tracks);
  });
});
