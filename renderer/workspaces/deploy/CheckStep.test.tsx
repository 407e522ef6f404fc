// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, expect, it } from "vitest";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import { find, LEFT_GLOVE, press, showApp, studioOf } from "../../app/testing/showApp.tsx";
import { boardOf, NO_BOARDS } from "../../deploy/testing/testBoards.ts";
import { Toasts } from "../../ui/Toast.tsx";
import { modelOf } from "../validate/testResults.ts";
import { CheckStep } from "./CheckStep.tsx";

const model = modelOf({ name: "Forest" });
const glove = {
  ...LEFT_GLOVE,
  device: { id: "serial:nano", name: "Ringside L 3F9C", kind: "serial" as const, simulated: false },
};

beforeEach(() => {
  localStorage.clear();
  location.hash = "#/deploy";
});

async function show(devices = [LEFT_GLOVE, glove]) {
  const studio = studioOf({ devices });
  const unread = { ok: false, problem: { code: "model.notFound", detail: {} } } as const;
  Object.assign(studio.script, NO_BOARDS, {
    "listening.state": () => ({ modelIds: [], keep: "none" }),
    "listening.findings": () => [said("studio", 10)],
    "model.list": () => [structuredClone(model)],
    "validation.list": () => [],
    "pack.build": () => unread,
    "pack.bill": () => unread,
    "pack.seal": () => unread,
    "check.start": () => ({ ok: true, value: undefined }),
    "check.stop": () => undefined,
  } satisfies Partial<typeof studio.script>);
  const app = await showApp(
    studio,
    <>
      <CheckStep />
      <Toasts />
    </>,
  );
  await act(() => app.packs.refresh());
  return { studio, app };
}

function said(by: "glove" | "studio", beginIndex: number, over: Partial<LiveFinding> = {}): LiveFinding {
  return {
    deviceId: glove.device.id,
    liveKey: 1,
    modelId: by === "glove" ? null : model.id,
    label: "Jab",
    classNumber: 1,
    beginIndex,
    endIndex: beginIndex + 80,
    decidedIndex: null,
    confidence: null,
    latencyMs: null,
    hostTimeUs: beginIndex * 8400,
    ...over,
  };
}

const rows = () => [...document.querySelectorAll("tbody tr")].map((row) => row.textContent);

it("puts the glove's answers beside the studio's from the start of the check, and counts as the host does", async () => {
  const { studio } = await show();
  await press(find("button", "Start the check"));
  expect(studio.inputsOf("check.start")).toEqual([{ deviceId: glove.device.id, modelId: model.id }]);
  expect(rows()).toEqual(["Nothing heard yet."]);
  await act(async () => {
    studio.emit("listening.found", said("glove", 100));
    studio.emit("check.heard", said("studio", 100));
    studio.emit("check.heard", said("studio", 300, { label: "Hook", classNumber: 2 }));
    studio.emit("listening.found", said("glove", 100, { deviceId: "simulated:left" }));
    studio.emit("check.agreement", {
      deviceId: glove.device.id,
      modelId: model.id,
      agreed: 1,
      differed: 0,
      gloveOnly: 0,
      studioOnly: 1,
    });
  });
  expect(rows()).toEqual(["–HHookStudio only", "JJabJJabSame"]);
  expect(find("dl").textContent).toBe("Agreed1Differed0Glove only0Studio only1");
  await press(find("button", "Stop the check"));
  expect(studio.inputsOf("check.stop")).toEqual([{ deviceId: glove.device.id }]);
  expect(find("dl").textContent).toContain("Agreed1");
});

it("checks the glove that was just flashed, where there are several", async () => {
  const other = { ...glove, device: { ...glove.device, id: "serial:other", name: "Ringside R 1111" } };
  const { studio, app } = await show([other, glove]);
  studio.script["board.list"] = () => [boardOf({ deviceId: glove.device.id })];
  await act(() => app.flashing.refresh());
  await press(find("button", "Start the check"));
  expect(studio.inputsOf("check.start")[0]!.deviceId).toBe(glove.device.id);
});

it("that cannot begin leaves nothing running, and says why", async () => {
  const { studio } = await show();
  studio.script["check.start"] = () => ({ ok: false, problem: { code: "device.notFound", detail: { device: "x" } } });
  await press(find("button", "Start the check"));
  find("button", "Start the check");
  expect(document.querySelector("table")).toBeNull();
});

it("offers the gloves that can be connected where none is", async () => {
  const { studio, app } = await show([]);
  const found = {
    device: glove.device,
    detail: "Arduino",
    rssi_dbm: null,
    present: true,
    remembered: false,
    hand: null,
  };
  studio.script["device.find"] = () => [found];
  studio.script["device.connect"] = () => ({ ok: true, value: glove });
  await act(() => app.devices.find());
  await press(find("button", "Connect"));
  expect(studio.inputsOf("device.connect")).toEqual([{ deviceId: glove.device.id }]);
});
