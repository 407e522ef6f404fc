import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StreamFormat } from "#domain/channels.ts";
import type { RecordedRun, Recording } from "../../exchange/recordedStream.ts";
import type { Packet } from "../source.ts";
import { ReplaySource } from "./replaySource.ts";

const FORMAT: StreamFormat = {
  sampleType: "int16",
  nominalRateHz: 100,
  channels: [
    { name: "AccelerometerX", kind: "acceleration", axis: "x", unit: "g", scale: 16 / 32768, range: 16 },
    { name: "GyroscopeX", kind: "rotation", axis: "x", unit: "dps", scale: 2000 / 32768, range: 2000 },
  ],
};

/** Runs of rows that hold their own sample index, so that a wrong place shows. */
function recording(spans: readonly (readonly [firstIndex: number, rows: number])[], streams = 1): Recording {
  const runs = spans.map(([firstIndex, rows]): RecordedRun => {
    const values = new Int16Array(rows * 2);
    for (let row = 0; row < rows; row++) values.set([firstIndex + row, -(firstIndex + row)], row * 2);
    return { firstIndex, values };
  });
  const stream = {
    hand: "left" as const,
    format: FORMAT,
    clock: { startUs: 5000, rateHz: 99.5 },
    async *runs() {
      yield* runs;
    },
  };
  return { id: "c1", name: "Jab 03", streams: Array.from({ length: streams }, () => stream) };
}

async function play(source: ReplaySource, deviceId: string, stopAfter = Number.POSITIVE_INFINITY) {
  const stop = new AbortController();
  const link = await source.connect(deviceId);
  const packets: Packet[] = [];
  const end = await link.stream(
    {
      onPacket(packet) {
        packets.push(packet);
        if (packets.length >= stopAfter) stop.abort();
      },
      onCorrupt() {},
    },
    stop.signal,
  );
  await link.close();
  return { packets, end, link };
}

describe("a replay", () => {
  test("is a device that names its capture and says that it is simulated", async () => {
    const source = new ReplaySource();
    const ids = source.offerRecording(recording([[0, 6]], 2), 1);
    expect(ids).toEqual(["simulated:replay:c1:0", "simulated:replay:c1:1"]);
    const [first] = await source.find();
    expect(first).toMatchObject({
      device: { id: ids[0], name: "Replay of Jab 03", kind: "simulated", simulated: true },
      hand: "left",
    });
    await expect(source.connect("simulated:replay:c2:0")).rejects.toMatchObject({
      problem: { code: "device.notFound" },
    });
  });

  test("sends every row at its index, holes as lost rows, and ends where the recording ends", async () => {
    const spans = fc
      .array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 8 })
      .map((parts) => {
        let at = 0;
        return parts.map(([hole, rows]) => {
          const firstIndex = at + hole;
          at = firstIndex + rows;
          return [firstIndex, rows] as const;
        });
      });
    await fc.assert(
      fc.asyncProperty(spans, async (parts) => {
        const source = new ReplaySource();
        const [id] = source.offerRecording(recording(parts), "max");
        const { packets, end } = await play(source, id!);
        expect(end).toEqual({ reason: "ended" });
        let index = 0;
        const played: number[] = [];
        for (const { rows, lostBefore } of packets) {
          index += lostBefore;
          for (let at = 0; at < rows.length; at += 2) {
            expect([rows[at], rows[at + 1]]).toEqual([index, index === 0 ? -0 : -index].map((value) => value + 0));
            played.push(index++);
          }
        }
        expect(played).toEqual(parts.flatMap(([from, rows]) => Array.from({ length: rows }, (_, i) => from + i)));
      }),
      { numRuns: 40 },
    );
  });

  test("of a CSV file sends its rows in its time", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ringside-replay-"));
    try {
      const path = join(folder, "pads.csv");
      await writeFile(path, "sequence,timestamp,aX\n10,1.00,1\n11,1.02,2\n14,1.08,3\n");
      const source = new ReplaySource();
      const [id] = await source.offerFile(path, 100);
      const { packets, link, end } = await play(source, id!);
      expect(link.device).toMatchObject({ name: "Replay of pads", simulated: true });
      expect(packets.map(({ rows, lostBefore }) => [[...rows], lostBefore])).toEqual([
        [[1, 2], 0],
        [[3], 2],
      ]);
      expect(packets[1]!.hostTimeUs - packets[0]!.hostTimeUs).toBe(60_000);
      expect(end).toEqual({ reason: "ended" });
      await expect(source.offerFile(join(folder, "none.csv"), 1)).rejects.toMatchObject({
        problem: { code: "csv.unreadable" },
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test("keeps the time of the recording at any speed, so that its rate is measured as it was", async () => {
    const source = new ReplaySource();
    const [id] = source.offerRecording(recording([[0, 3000]]), 1000);
    const { packets } = await play(source, id!);
    const spanUs = packets.at(-1)!.hostTimeUs - packets[0]!.hostTimeUs;
    expect(((packets.length - 1) * 6 * 1e6) / spanUs).toBeCloseTo(99.5, 2);
  });

  test("can be stopped, and begins again when it is connected again", async () => {
    const source = new ReplaySource();
    const [id] = source.offerRecording(recording([[0, 600]]), "max");
    const first = await play(source, id!, 3);
    expect(first.end).toEqual({ reason: "aborted" });
    const again = await play(source, id!, 3);
    expect(again.packets.map(({ rows }) => [...rows])).toEqual(first.packets.map(({ rows }) => [...rows]));
  });

  test("plays two gloves of one capture in their common time", async () => {
    const source = new ReplaySource();
    const ids = source.offerRecording(recording([[0, 60]], 2), "max");
    const left = await play(source, ids[0]!);
    const right = await play(source, ids[1]!);
    expect(right.packets.map(({ hostTimeUs }) => hostTimeUs)).toEqual(left.packets.map(({ hostTimeUs }) => hostTimeUs));
  });
});
