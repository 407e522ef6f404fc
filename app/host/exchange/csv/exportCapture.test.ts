import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordAtOnce } from "../../capture/recordAtOnce.ts";
import { ReplaySource } from "../../sources/replay/replaySource.ts";
import { DEFAULT_SIMULATED_OPTIONS, SimulatedSource } from "../../sources/simulated/simulatedSource.ts";
import { hostNowUs } from "../../sources/source.ts";
import type { ProjectStore } from "../../store/api.ts";
import { openProjectStore } from "../../store/open.ts";
import { storedRecording } from "../storedRecording.ts";
import { exportCaptureCsv } from "./exportCapture.ts";
import { readCsv } from "./readCsv.ts";

let folder: string;
let store: ProjectStore;
let captureId: string;

/** A capture of two gloves with lost packets, in a real project, under a name that no file system takes. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-export-"));
  store = await openProjectStore(join(folder, "Gym.ringside"), { create: true });
  const source = new SimulatedSource({ speed: "max" });
  source.configure({ ...DEFAULT_SIMULATED_OPTIONS, loss: 0.05, magnetometer: true });
  const zeroUs = hostNowUs();
  const found = await source.find();
  const links = await Promise.all(found.map(({ device }) => source.connect(device.id)));
  const capture = { name: "Jab: 1/2", createdAtMs: 0, label: "Jab", metadata: {} };
  captureId = (await recordAtOnce(store, links, capture, 10, { zeroUs })).id;
  await Promise.all(links.map((link) => link.close()));
});

afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function storedRows(stream: number): Promise<Map<number, number[]>> {
  const { streams } = await storedRecording(store, captureId);
  const width = streams[stream]!.format.channels.length;
  const rows = new Map<number, number[]>();
  for await (const { firstIndex, values } of streams[stream]!.runs()) {
    for (let row = 0; row < values.length / width; row++) {
      rows.set(firstIndex + row, [...values.subarray(row * width, (row + 1) * width)]);
    }
  }
  return rows;
}

describe("a recorded capture", () => {
  test("is exported as a file for each glove that reads back as what is stored", async () => {
    const paths = await exportCaptureCsv(store, captureId, join(folder, "out"));
    expect(paths.map((path) => basename(path))).toEqual(["Jab_ 1_2 left.csv", "Jab_ 1_2 right.csv"]);
    for (const [at, path] of paths.entries()) {
      const stored = await storedRows(at);
      expect(stored.size).toBeGreaterThan(1000);
      const file = await readCsv(path);
      const width = file.streams[0]!.format.channels.length;
      let rows = 0;
      for await (const { firstIndex, values } of file.streams[0]!.runs()) {
        for (let row = 0; row < values.length / width; row++) {
          const index = file.firstSequence + firstIndex + row;
          expect([...values.subarray(row * width, (row + 1) * width)]).toEqual(stored.get(index));
          rows++;
        }
      }
      expect(rows).toBe(stored.size);
      expect(file.streams[0]!.clock.rateHz).toBeCloseTo(119, 1);
    }
  });

  test("exported twice leaves the first export alone", async () => {
    const target = join(folder, "twice");
    const [first] = await exportCaptureCsv(store, captureId, target);
    const before = await readFile(first!, "utf8");
    const [second] = await exportCaptureCsv(store, captureId, target, "physical");
    expect(basename(second!)).toBe("Jab_ 1_2 left (2).csv");
    expect(await readFile(first!, "utf8")).toBe(before);
    expect((await readFile(second!, "utf8")).split("\n")[0]).toContain("GyroscopeX [dps]");
  });

  test("is played by a replay row for row", async () => {
    const replay = new ReplaySource();
    const ids = await replay.offer(store, captureId, "max");
    for (const [at, id] of ids.entries()) {
      const link = await replay.connect(id);
      const width = link.formats[0]!.channels.length;
      const played = new Map<number, number[]>();
      let index = 0;
      const end = await link.stream(
        {
          onPacket({ rows, lostBefore }) {
            index += lostBefore;
            for (let row = 0; row < rows.length; row += width)
              played.set(index++, [...rows.subarray(row, row + width)]);
          },
          onCorrupt() {},
        },
        new AbortController().signal,
      );
      expect(end).toEqual({ reason: "ended" });
      expect(link.hand).toBe(["left", "right"][at]);
      expect(played).toEqual(await storedRows(at));
    }
  });

  test("that is gone cannot be exported", async () => {
    await expect(
      exportCaptureCsv(store, "00000000-0000-4000-8000-000000000000", join(folder, "none")),
    ).rejects.toMatchObject({ problem: { code: "capture.notFound" } });
  });
});
