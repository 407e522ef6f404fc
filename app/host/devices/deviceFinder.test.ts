import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeviceIdentity } from "#domain/captures.ts";
import { glove } from "../capture/testing/rig.ts";
import { FakeSource } from "../sources/fakeSource.ts";
import type { SampleSource } from "../sources/source.ts";
import { DeviceFinder } from "./deviceFinder.ts";
import { KnownDevices } from "./knownDevices.ts";

const nano: DeviceIdentity = { id: "serial:nano", name: "Nano 33", kind: "serial", simulated: false };
let folder: string;
let known: KnownDevices;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-devices-"));
  known = await KnownDevices.open(folder, () => {});
});
afterEach(() => rm(folder, { recursive: true }));

function finder(...all: SampleSource[]): { find: DeviceFinder; log: string[] } {
  const log: string[] = [];
  return { find: new DeviceFinder({ all }, known, (message) => log.push(message)), log };
}

describe("The search for devices", () => {
  it("shows what is here with the hand that the user gave it, and what is remembered but away", async () => {
    const here = new FakeSource(glove("left"));
    await known.remember(glove("left").identity, "old port", "right");
    await known.remember(nano, "USB 2341:805a", null);
    expect(await finder(here).find.find(undefined)).toEqual([
      {
        device: glove("left").identity,
        detail: "fake",
        rssi_dbm: null,
        present: true,
        remembered: true,
        hand: "right",
      },
      { device: nano, detail: "USB 2341:805a", rssi_dbm: null, present: false, remembered: true, hand: null },
    ]);
  });

  it("asks only the ways in that were named", async () => {
    const { find } = finder(new FakeSource(glove("left")));
    expect(await find.find(["gateway"])).toEqual([]);
    expect(await find.find(["serial"])).toHaveLength(1);
  });

  it("goes on when one way in fails", async () => {
    const broken: SampleSource = {
      kind: "ble",
      find: () => Promise.reject(new Error("no adapter")),
      connect: () => Promise.reject(new Error("no adapter")),
    };
    const { find, log } = finder(broken, new FakeSource(glove("left")));
    expect(await find.find(undefined)).toHaveLength(1);
    expect(log).toEqual(["looking for ble devices: no adapter"]);
  });

  it("knows a device again after a restart, until it is forgotten", async () => {
    await known.remember(nano, "USB", "left");
    await known.setHand(nano.id, "right");
    const again = await KnownDevices.open(folder, () => {});
    expect(again.find(nano.id)).toEqual({ ...nano, detail: "USB", hand: "right" });
    await again.forget(nano.id);
    expect((await KnownDevices.open(folder, () => {})).all()).toEqual([]);
  });
});
