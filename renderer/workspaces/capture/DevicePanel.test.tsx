// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { FoundDevice } from "#contract/devices.ts";
import { find, LEFT_GLOVE, press, showApp, studioOf, type } from "../../app/testing/showApp.tsx";
import { Toasts } from "../../ui/Toast.tsx";
import { DevicePanel } from "./DevicePanel.tsx";

const simulated: FoundDevice = {
  device: LEFT_GLOVE.device,
  detail: "Anna, 119 Hz",
  rssi_dbm: null,
  present: true,
  remembered: false,
  hand: "left",
};
const nano: FoundDevice = {
  device: { id: "serial:2341:805a:9F3C", name: "Nano 33 BLE Sense", kind: "serial", simulated: false },
  detail: "/dev/ttyACM0",
  rssi_dbm: null,
  present: false,
  remembered: true,
  hand: "right",
};

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  location.hash = "#/capture";
});

const panel = (
  <>
    <DevicePanel />
    <Toasts />
  </>
);

describe("the gloves", () => {
  it("are told apart: connected, here, and remembered but not here", async () => {
    const studio = studioOf({ devices: [LEFT_GLOVE] });
    studio.script["device.find"] = () => [simulated, nano];
    studio.script["device.forget"] = () => undefined;
    await showApp(studio, panel);
    const lines = [...document.querySelectorAll("li")].map((each) => each.textContent);
    expect(lines.length).toBe(2);
    expect(lines[0]).toContain("118.9 Hz");
    expect(lines[0]).toContain("Simulated");
    expect(lines[1]).toContain("Not here now");
    expect(lines[1]).not.toContain("Connect");
    await press(find("button", "Forget this device"));
    expect(studio.inputsOf("device.forget")).toEqual([]);
    await press(find("[role=dialog] button", "Forget"));
    expect(studio.inputsOf("device.forget")).toEqual([{ deviceId: nano.device.id }]);
  });

  it("connect by their button, and say why when they do not", async () => {
    const studio = studioOf();
    studio.script["device.find"] = () => [simulated];
    studio.script["device.connect"] = () => ({
      ok: false,
      problem: { code: "device.silent", detail: { port: "COM7", rates: "115200" } },
    });
    await showApp(studio, panel);
    await press(find("li button", "Connect"));
    const said = find("[role=alertdialog]", "Nothing comes from COM7");
    expect(said.textContent).toContain("Press reset on the glove");
    expect(find("li button", "Connect").hasAttribute("disabled")).toBe(false);
  });

  it("change hands, and a second press on the same hand means unknown", async () => {
    const studio = studioOf({ devices: [LEFT_GLOVE] });
    studio.script["device.setHand"] = () => undefined;
    await showApp(studio, panel);
    await press(find("[role=radio]", "R"));
    await press(find("[role=radio]", "L"));
    expect(studio.inputsOf("device.setHand").map(({ hand }) => hand)).toEqual(["right", null]);
  });

  it("stay connected while a recording runs", async () => {
    const studio = studioOf({ devices: [LEFT_GLOVE] });
    await showApp(studio, panel);
    await act(async () => studio.emit("recording.changed", { phase: "countdown", secondsLeft: 3 }));
    expect(find("button", "Disconnect").hasAttribute("disabled")).toBe(true);
  });

  it("that fail say what is wrong on their card", async () => {
    const problem = { code: "device.busy", detail: { port: "COM7" } };
    await showApp(studioOf({ devices: [{ ...LEFT_GLOVE, state: "failed", problem }] }), panel);
    expect(find("aside li").textContent).toContain("COM7 is in use by another program.");
    expect(find("aside li").textContent).toContain("Close the other program");
  });
});

describe("a gateway's address", () => {
  it("says under its field why nothing was found there, until something else is typed", async () => {
    const studio = studioOf();
    studio.script["device.connectAddress"] = () => ({
      ok: false,
      problem: { code: "device.unreachable", detail: { address: "gym:5555", message: "timeout" } },
    });
    await showApp(studio, panel);
    await type(find("form input") as HTMLInputElement, " gym:5555 ");
    await press(find("form button", "Connect"));
    expect(studio.inputsOf("device.connectAddress")).toEqual([{ address: "gym:5555" }]);
    expect(find("form").textContent).toContain("Nothing answers at gym:5555");
    expect(find("form").textContent).toContain("Check the address");
    await type(find("form input") as HTMLInputElement, "gym:5556");
    expect(find("form").textContent).not.toContain("Nothing answers");
  });
});

describe("the simulated gloves", () => {
  it("are connected anew when what they do was changed", async () => {
    const studio = studioOf({ devices: [LEFT_GLOVE] });
    studio.script["device.find"] = () => [simulated];
    studio.script["simulated.configure"] = () => undefined;
    studio.script["device.disconnect"] = () => {
      studio.emit("device.changed", []);
    };
    studio.script["device.connect"] = () => ({ ok: true, value: LEFT_GLOVE });
    await showApp(studio, panel);
    await press(find("button", "Simulated glove"));
    await press(find("[role=dialog] button", "Apply"));
    const deeds = studio.asked.map(({ name }) => name);
    expect(deeds.slice(deeds.indexOf("simulated.configure"))).toEqual([
      "simulated.configure",
      "device.disconnect",
      "device.bluetooth",
      "device.find",
      "device.connect",
    ]);
  });
});
