// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { find, LEFT_GLOVE, PLAN, PROJECT, press, showApp, studioOf } from "../../app/testing/showApp.tsx";
import { Toasts } from "../../ui/Toast.tsx";
import { captureOf } from "../shared/testCaptures.ts";
import { RecordBar } from "./RecordBar.tsx";

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  location.hash = "#/capture";
});

const bar = (
  <>
    <RecordBar />
    <Toasts />
  </>
);

describe("the record bar", () => {
  it("shows the name that the next capture will have", async () => {
    await showApp(studioOf({ devices: [LEFT_GLOVE] }), bar);
    expect(find("section", "Recording").textContent).toContain("Jab Anna 07");
  });

  it("offers to keep simulated truth only where a simulated glove is connected", async () => {
    const real = { ...LEFT_GLOVE, device: { ...LEFT_GLOVE.device, kind: "serial", simulated: false } } as const;
    await showApp(studioOf({ devices: [real] }), bar);
    expect(document.querySelector("[role=switch]")).toBeNull();
    await showApp(studioOf({ devices: [real, LEFT_GLOVE] }), bar);
    find("label", "Keep simulated truth");
    find("[role=note]", "knows each punch that it throws");
  });

  it("waits for a glove, and says so", async () => {
    await showApp(studioOf(), bar);
    expect(find("button", "Record").hasAttribute("disabled")).toBe(true);
    expect(find("section", "Recording").textContent).toContain("Connect a glove first");
  });

  it("records nothing into a project that cannot be written", async () => {
    await showApp(studioOf({ project: { ...PROJECT, readOnly: true }, devices: [LEFT_GLOVE] }), bar);
    expect(find("button", "Record").hasAttribute("disabled")).toBe(true);
    expect(find("section", "Recording").textContent).toContain("read-only");
  });

  it("sends a plan that was just typed before it starts", async () => {
    const studio = studioOf({ devices: [LEFT_GLOVE] });
    studio.script["recording.start"] = () => ({ ok: true, value: undefined });
    const app = await showApp(studio, bar);
    act(() => app.recording.setPlan({ label: "Hook" }));
    await press(find("button", "Record"));
    const deeds = studio.asked.map(({ name }) => name).filter((name) => name.startsWith("recording.s"));
    expect(deeds.slice(-2)).toEqual(["recording.setPlan", "recording.start"]);
    expect(studio.inputsOf("recording.setPlan")).toEqual([{ ...PLAN, label: "Hook" }]);
  });

  it("says what is wrong and what to do when a recording cannot start", async () => {
    const studio = studioOf({ devices: [LEFT_GLOVE] });
    studio.script["recording.start"] = () => ({ ok: false, problem: { code: "disk.full", detail: {} } });
    await showApp(studio, bar);
    await press(find("button", "Record"));
    expect(find("[role=alertdialog]", "The disk is full.").textContent).toContain("Free some space");
  });

  it("counts the time while it records, and its fields stand still", async () => {
    const studio = studioOf({ devices: [LEFT_GLOVE] });
    await showApp(studio, bar);
    const recording = { phase: "recording", captureId: captureOf().id, name: "Jab Anna 07" } as const;
    await act(async () =>
      studio.emit("recording.changed", { ...recording, startedAtMs: Date.now() - 62_000, maxLengthS: 90, rows: 7378 }),
    );
    expect(find("[role=timer]").textContent).toBe("01:02 / 01:30");
    expect(find("section", "Recording").textContent).toContain("7,378 rows");
    expect(find("fieldset").hasAttribute("disabled")).toBe(true);
  });
});

describe("the review after a stop", () => {
  const capture = captureOf({ name: "Jab Anna 07", label: "Jab", counts: { lost: 12 } });

  async function review() {
    const studio = studioOf({ devices: [LEFT_GLOVE], captures: [capture] });
    studio.script["recording.review"] = () => {
      studio.emit("recording.changed", { phase: "idle" });
      return { ok: true, value: undefined };
    };
    studio.script["capture.setLabel"] = () => ({ ok: true, value: undefined });
    studio.script["capture.restore"] = () => ({ ok: true, value: undefined });
    await showApp(studio, bar);
    await act(async () => studio.emit("recording.changed", { phase: "review", capture }));
    return studio;
  }

  it("tells length, rows, rate and what was lost, and stands ready to be kept", async () => {
    await review();
    const strip = find("section", "Review Jab Anna 07");
    for (const fact of ["3.00 s", "357 rows", "119.0 Hz", "12 lost", "Simulated"])
      expect(strip.textContent).toContain(fact);
    expect(document.activeElement?.textContent).toContain("Keep");
  });

  it("keeps", async () => {
    const studio = await review();
    await press(find("button", "Keep"));
    expect(studio.inputsOf("recording.review")).toEqual([{ decision: "keep" }]);
    expect(find("section", "Recording").textContent).toContain("Jab Anna 07");
  });

  it("gives another label", async () => {
    const studio = await review();
    await press(find("[role=radio]", "Hook"));
    expect(studio.inputsOf("capture.setLabel")).toEqual([{ captureIds: [capture.id], label: "Hook" }]);
  });

  it("discards with a way back", async () => {
    const studio = await review();
    await press(find("button", "Discard"));
    expect(studio.inputsOf("recording.review")).toEqual([{ decision: "discard" }]);
    await press(find("[role=alertdialog] button", "Undo"));
    expect(studio.inputsOf("capture.restore")).toEqual([{ captureIds: [capture.id] }]);
  });
});
