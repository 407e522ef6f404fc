import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { waveFeed } from "../devices/rowFeed.ts";
import { SerialGlove } from "../devices/serialGlove.ts";
import { HostRig } from "./hostRig.ts";

const RATE_HZ = 476;

let rig: HostRig;
let glove: SerialGlove;

beforeEach(async () => {
  rig = await HostRig.open();
});

afterEach(async () => {
  await rig.close();
  await glove.vanish();
});

async function alertCodes(): Promise<string[]> {
  return (await rig.ask("alert.list")).map(({ code }) => code);
}

function until(check: () => Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 50 });
}

it.each([1, 2] as const)(
  "a glove (SSI version %i) that loses its plug while recording leaves one marked gap and no wrong sample",
  { timeout: 60_000 },
  async (version) => {
    const path = join(rig.folder, "glove");
    const feed = waveFeed(RATE_HZ);
    glove = new SerialGlove({ feed, version, advertiseMs: 100 });
    await glove.plug(path);
    await rig.okay("device.connect", { deviceId: rig.host.allowSerialPath(path) });
    await rig.okay("recording.start");
    await sleep(1_000);

    await glove.vanish();
    await until(async () => expect(await alertCodes()).toContain("reconnecting"));
    expect((await rig.ask("recording.state")).phase).toBe("recording");
    await glove.plug(path);
    await until(async () => expect(await rig.ask("device.list")).toMatchObject([{ state: "live" }]));
    await sleep(1_000);
    expect(await alertCodes()).not.toContain("reconnecting");
    await rig.okay("recording.stop");

    const capture = await rig.newest();
    const { streams, gaps } = capture;
    const stream = streams[0]!;
    const away = gaps[stream.id]!.filter(({ reason }) => reason === "disconnect");
    expect(away).toMatchObject([{ exact: false }]);
    const missing = gaps[stream.id]!.reduce((sum, gap) => sum + gap.rows, 0);
    expect(stream.rows + missing).toBe(stream.endIndex);

    // Each row carries its own number in its last two columns: every stored one is a row that the glove measured.
    const runs = await rig.storedRuns(capture, stream);
    const width = feed.columns.length;
    expect(runs.at(0)!.rows.length / width).toBe(away[0]!.firstIndex);
    expect(runs.at(-1)!.firstIndex).toBe(away[0]!.firstIndex + away[0]!.rows);
    let before = -1;
    for (const { rows } of runs) {
      for (let at = 0; at < rows.length; at += width) {
        const row = rows.subarray(at, at + width);
        const number = row[7]! + row[8]! * 32_768;
        expect(number).toBeGreaterThan(before);
        expect([...row]).toEqual([...feed.rows(number, 1)]);
        before = number;
      }
    }
  },
);
