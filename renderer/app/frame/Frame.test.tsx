// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Alert } from "#domain/alerts.ts";
import { captureOf } from "../../workspaces/shared/testCaptures.ts";
import { find, LEFT_GLOVE, PROJECT, press, pressKey, showApp, studioOf } from "../testing/showApp.tsx";
import { Frame } from "./Frame.tsx";

const page = () => document.body.textContent;

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  location.hash = "#/capture";
});

describe("the frame", () => {
  it("shows the project, its workspaces, and each glove's rate and loss", async () => {
    const glove = { ...LEFT_GLOVE, counts: { ...LEFT_GLOVE.counts, lost: 12 } };
    await showApp(studioOf({ devices: [glove] }), <Frame>here</Frame>);
    expect(page()).toContain("Tuesday gym");
    expect(find("nav", "Workspaces").textContent).toContain("Label");
    expect(find("footer").textContent).toContain("118.9 Hz");
    expect(find("footer").textContent).toContain("12 lost");
    expect(find("footer").textContent).toContain("Saved");
  });

  it("has no workspaces without a project", async () => {
    await showApp(studioOf({ project: null }), <Frame>here</Frame>);
    expect(document.querySelector("nav")).toBeNull();
  });

  it("says why a project is read-only", async () => {
    const project = {
      ...PROJECT,
      readOnly: true,
      readOnlyReason: { code: "project.heldByAnother", detail: { process: 4711, host: "gym" } },
    };
    await showApp(studioOf({ project }), <Frame>here</Frame>);
    const badge = find("header [role=note]", "Read-only");
    await act(async () => badge.focus());
    expect(find("footer").textContent).toContain("Read-only");
  });

  it("says when the host is gone, and reads everything anew when it is back", async () => {
    const studio = studioOf();
    await showApp(studio, <Frame>here</Frame>);
    act(() => studio.setConnection(false));
    expect(find("[role=alert]").textContent).toContain("safe on disk");
    const asked = studio.inputsOf("project.current").length;
    await act(async () => studio.setConnection(true));
    expect(document.querySelector("[role=alert]")).toBeNull();
    expect(studio.inputsOf("project.current").length).toBe(asked + 1);
  });

  it("counts the alerts and lists the worst first, each with what to do", async () => {
    const studio = studioOf();
    await showApp(studio, <Frame>here</Frame>);
    const detail = { hand: "left", device: "Glove", recording: "no", rows: 3, seconds: 1 };
    const alerts: Alert[] = [
      { id: "a", code: "clipped", severity: "info", deviceId: "x", detail },
      { id: "b", code: "diskFull", severity: "danger", deviceId: null, detail },
    ];
    act(() => studio.emit("alert.changed", alerts));
    await press(find("button", "2 alerts"));
    const list = [...document.querySelectorAll("[role=dialog] li")].map((each) => each.textContent);
    expect(list[0]).toContain("The disk is full.");
    expect(list[0]).toContain("Free some space");
    expect(list[1]).toContain("beyond its range");
    act(() => studio.emit("alert.changed", []));
    expect(find("[role=dialog]").textContent).toContain("Nothing needs your attention");
  });

  it("opens the palette and the key sheet by key, and Escape closes them", async () => {
    await showApp(studioOf(), <Frame>here</Frame>);
    await pressKey("k", { ctrlKey: true });
    expect(find("[role=dialog]", "Commands").textContent).toContain("Switch dark and light");
    await pressKey("Escape");
    expect(document.querySelector("[role=dialog]")).toBeNull();
    await pressKey("?", { shiftKey: true });
    expect(find("[role=dialog]", "Keys").textContent).toContain("Record, or stop");
  });

  it("switches the theme and remembers it", async () => {
    const app = await showApp(studioOf(), <Frame>here</Frame>);
    const before = document.documentElement.dataset.theme;
    act(() => app.shell.toggleTheme());
    expect(document.documentElement.dataset.theme).not.toBe(before);
    expect(localStorage.getItem("ringside.theme")).toBe(document.documentElement.dataset.theme);
  });
});

describe("recordings that a crash cut short", () => {
  const cut = captureOf({ name: "Jab 04", state: "interrupted" });
  const project = { ...PROJECT, interrupted: [cut] };

  it("are kept by closing the list", async () => {
    const studio = studioOf({ project });
    await showApp(studio, <Frame>here</Frame>);
    expect(find("[role=dialog]").textContent).toContain("Jab 04");
    await pressKey("Escape");
    expect(document.querySelector("[role=dialog]")).toBeNull();
    expect(studio.inputsOf("capture.settle")).toEqual([]);
  });

  it("can be looked at before anything is decided", async () => {
    const studio = studioOf({ project });
    const app = await showApp(studio, <Frame>here</Frame>);
    await press(find("[role=dialog] button", "Look first"));
    expect(app.shell.store.getState().place).toEqual({ at: "open", captureId: cut.id });
    expect(studio.inputsOf("capture.settle")).toEqual([]);
  });

  it("go to the bin, or become captures, when that is chosen", async () => {
    const studio = studioOf({ project });
    studio.script["capture.settle"] = () => {
      studio.emit("project.changed", PROJECT);
      return { ok: true, value: undefined };
    };
    await showApp(studio, <Frame>here</Frame>);
    await press(find("[role=dialog] button", "Delete"));
    expect(studio.inputsOf("capture.settle")).toEqual([{ captureId: cut.id, decision: "delete" }]);
    expect(document.querySelector("[role=dialog]")).toBeNull();
  });
});
