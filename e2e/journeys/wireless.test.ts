import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { randomOf } from "#domain/random.ts";
import { BleSource } from "#host/sources/ble/bleSource.ts";
import { NobleRadio } from "#host/sources/ble/nobleRadio.ts";
import { BleGlove } from "../devices/ble/bleGlove.ts";
import { nobleOn } from "../devices/ble/stack.ts";
import { VirtualAir } from "../devices/ble/virtualAir.ts";
import { VirtualController } from "../devices/ble/virtualController.ts";
import { waveFeed } from "../devices/rowFeed.ts";
import { HostRig, sameBytes } from "./hostRig.ts";

/** Ten minutes at 119 Hz pass thirty times as fast: the gloves say so, and keep to it. */
const RATE_HZ = 119 * 30;
const ROWS = 10 * 60 * 119;
const LOST_SHARE = 0.01;
const INTERVAL_MS = 7.5;

let rig: HostRig;
let gloves: BleGlove[];

beforeEach(async () => {
  const air = new VirtualAir({ intervalMs: INTERVAL_MS, retries: 0.05 });
  const adapter = new VirtualController(air, "c0:00:00:00:00:01");
  const ble = new BleSource({ radio: new NobleRadio(() => nobleOn(adapter)), timing: { scanMs: 800 } });
  rig = await HostRig.open({ all: [ble], ble });
  gloves = (["left", "right"] as const).map((hand, i) => {
    const config = { hand, device_name: `Ringside ${hand}` };
    return new BleGlove(air, `c0:00:00:00:00:0${i + 2}`, { feed: waveFeed(RATE_HZ, i + 1), framed: true, config });
  });
  for (const glove of gloves) await glove.start();
});

afterEach(async () => {
  await rig.close();
  for (const glove of gloves) glove.stop();
});

it("ten minutes of two gloves: what was received is what was sent, and every loss is accounted for", {
  timeout: 120_000,
}, async () => {
  for (const [i, glove] of gloves.entries()) {
    const random = randomOf(i, "loss");
    glove.drops = () => random.chance(LOST_SHARE);
  }
  for (const { device } of await rig.ask("device.find", { kinds: ["ble"] })) {
    await rig.okay("device.connect", { deviceId: device.id });
  }
  await rig.okay("recording.start");
  const enough = gloves.map((glove) => glove.rowsDue + ROWS);
  while (gloves.some((glove, i) => glove.rowsDue < enough[i]!)) await sleep(10);
  await rig.okay("recording.stop");

  const capture = await rig.newest();
  for (const [i, hand] of (["left", "right"] as const).entries()) {
    const glove = gloves[i]!;
    const stream = capture.streams.find((one) => one.hand === hand)!;
    expect(stream.rows).toBeGreaterThan(ROWS * 0.97);
    expect(stream.counts.corrupt).toBe(0);
    // Each row carries its own number in its last two columns.
    const runs = await rig.storedRuns(capture, stream);
    const width = glove.feed.columns.length;
    const numberOf = (row: ArrayLike<number>) => row[7]! + row[8]! * 32_768;
    const shift = numberOf(runs[0]!.rows) - runs[0]!.firstIndex;
    for (const { firstIndex, rows } of runs) {
      expect(sameBytes(rows, glove.feed.rows(firstIndex + shift, rows.length / width))).toBe(true);
    }
    const gaps = capture.gaps[stream.id]!;
    expect(gaps.every(({ exact, reason }) => exact && reason === "lost")).toBe(true);
    const lost = gaps.map(({ firstIndex, rows }) => ({ firstRow: firstIndex + shift, rows }));
    const end = stream.endIndex + shift;
    const dropped = glove.due.filter(({ sent, firstRow }) => !sent && firstRow > shift && firstRow < end);
    expect(lost.reduce((sum, { rows }) => sum + rows, 0)).toBe(dropped.reduce((sum, { rows }) => sum + rows, 0));
    expect(dropped.length).toBeGreaterThan(10);
  }
});
