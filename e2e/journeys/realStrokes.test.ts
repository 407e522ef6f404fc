import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GatewayServer } from "../devices/gatewayServer.ts";
import type { RowFeed } from "../devices/rowFeed.ts";
import { SerialGlove } from "../devices/serialGlove.ts";
import { missingTennis, tennisFeed } from "../devices/tennis.ts";
import { WifiGlove } from "../devices/wifiGlove.ts";
import { HostRig, sameBytes } from "./hostRig.ts";

let rig: HostRig;
let unplug: () => Promise<void>;

beforeEach(async () => {
  rig = await HostRig.open();
});

afterEach(async () => {
  await rig.close();
  await unplug();
});

/** Each wire, and how a glove that plays `feed` is connected over it. */
const WIRES: Readonly<Record<string, (feed: RowFeed) => Promise<void>>> = {
  "a serial line, bare rows": (feed) => overSerial(feed, 1),
  "a serial line, framed": (feed) => overSerial(feed, 2),
  async "Wi-Fi"(feed) {
    const glove = new WifiGlove({ feed });
    unplug = () => glove.vanish();
    await rig.okay("device.connectAddress", { address: await glove.start() });
  },
  async "a gateway"(feed) {
    const gateway = new GatewayServer({
      devices: [{ source: "serial", deviceId: "COM3", name: "Racket", firmware: { feed } }],
      connected: { deviceId: "COM3", mode: "data_capture" },
    });
    unplug = () => gateway.vanish();
    await rig.okay("device.connectAddress", { address: await gateway.start() });
  },
};

async function overSerial(feed: RowFeed, version: 1 | 2): Promise<void> {
  const glove = new SerialGlove({ feed, version, advertiseMs: 100, config: { device_name: "LSM6DSOX" } });
  unplug = () => glove.vanish();
  const path = join(rig.folder, "racket");
  await glove.plug(path);
  await rig.okay("device.connect", { deviceId: rig.host.allowSerialPath(path) });
}

/** Where in the endless feed a block of rows stands, found by its first rows: noise makes them unique. */
function placeInFeed(feed: RowFeed, rows: Int16Array): number {
  const head = rows.subarray(0, 3 * feed.columns.length);
  for (let first = 0; first < 5_000; first++) if (sameBytes(feed.rows(first, 3), head)) return first;
  throw new Error("these rows were never sent");
}

describe.skipIf(missingTennis())("two seconds of recorded tennis strokes", () => {
  it.each(Object.keys(WIRES))("over %s are stored sample for sample", { timeout: 30_000 }, async (wire) => {
    const feed = tennisFeed("forehand");
    await WIRES[wire]!(feed);
    await rig.okay("recording.start");
    await sleep(2_000);
    await rig.okay("recording.stop");

    const capture = await rig.newest();
    const stream = capture.streams[0]!;
    expect(stream.format.channels.map(({ name }) => name)).toEqual(feed.columns);
    expect(stream.counts).toMatchObject({ lost: 0, corrupt: 0 });
    expect(stream.rows).toBeGreaterThan(150);
    const runs = await rig.storedRuns(capture, stream);
    expect(runs).toHaveLength(1);
    const rows = runs[0]!.rows as Int16Array;
    expect(sameBytes(rows, feed.rows(placeInFeed(feed, rows), stream.rows))).toBe(true);
  });
});
