import { describe, expect, it } from "vitest";
import type { SimulatedOptions } from "#contract/devices.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import type { SampleArray } from "#domain/channels.ts";
import { indexToUs } from "#domain/time.ts";
import { DEFAULT_SIMULATED_OPTIONS, SimulatedSource } from "../sources/simulated/simulatedSource.ts";
import { type DeviceLink, hostNowUs, type LinkReceiver } from "../sources/source.ts";
import type { ProjectStore } from "../store/api.ts";
import { openProjectStore } from "../store/open.ts";
import { inProjectFolder } from "../store/testing/fixtures.ts";
import { recordAtOnce } from "./recordAtOnce.ts";

interface Recorded {
  store: ProjectStore;
  capture: CaptureSummary;
  /** What each link delivered: rows with their index, lost ones counted. */
  sent: { index: number; rows: SampleArray }[][];
}

async function record(options: Partial<SimulatedOptions>, seconds: number, look: (made: Recorded) => Promise<void>) {
  await inProjectFolder(async (folder) => {
    const store = await openProjectStore(folder, { create: true });
    try {
      const source = new SimulatedSource({ speed: "max" });
      source.configure({ ...DEFAULT_SIMULATED_OPTIONS, ...options });
      const zeroUs = hostNowUs();
      const found = await source.find();
      const links = await Promise.all(found.map(({ device }) => source.connect(device.id)));
      const sent = links.map(() => [] as { index: number; rows: SampleArray }[]);
      const tapped = links.map((link, i) => tap(link, sent[i]!));
      const made = { name: "All", createdAtMs: 0, label: null, metadata: {} };
      const capture = await recordAtOnce(store, tapped, made, seconds, { zeroUs });
      await look({ store, capture, sent });
    } finally {
      await store.close();
    }
  });
}

/** Notes what a link delivers on its way to the recorder. */
function tap(link: DeviceLink, sent: { index: number; rows: SampleArray }[]): DeviceLink {
  let index = 0;
  return {
    device: link.device,
    hand: link.hand,
    formats: link.formats,
    truth: () => link.truth?.() ?? [],
    close: () => link.close(),
    stream: (receiver: LinkReceiver, signal: AbortSignal) =>
      link.stream(
        {
          ...receiver,
          onPacket: (packet) => {
            index += packet.lostBefore;
            sent.push({ index, rows: packet.rows.slice() });
            index += packet.rows.length / link.formats[0]!.channels.length;
            return receiver.onPacket(packet);
          },
        },
        signal,
      ),
  };
}

async function expectStoredEqualsSent({ store, capture, sent }: Recorded): Promise<void> {
  for (const [i, stream] of capture.streams.entries()) {
    const width = stream.format.channels.length;
    const slice = await store.readSamples(capture.id, stream.id, 0, stream.endIndex);
    expect(slice.values.length).toBe(stream.rows * width);
    const base = sent[i]![0]!.index;
    const all = new Map(sent[i]!.map(({ index, rows }) => [index - base, rows]));
    let at = 0;
    let different = 0;
    for (const run of slice.runs) {
      for (let index = run.firstIndex; index < run.firstIndex + run.rows; ) {
        const rows = all.get(index)!;
        const count = Math.min(rows.length / width, run.firstIndex + run.rows - index);
        for (let v = 0; v < count * width; v++) if (slice.values[at + v] !== rows[v]) different++;
        at += count * width;
        index += count;
      }
    }
    expect(different).toBe(0);
  }
}

describe("Recording two simulated gloves as fast as they go", () => {
  it("stores ten minutes of 2 x 9 channels at 476 Hz as they were sent, sample for sample", {
    timeout: 120_000,
  }, async () => {
    await record({ rateHz: 476, magnetometer: true }, 600, async (made) => {
      expect(made.capture.streams.map(({ format }) => format.channels.length)).toEqual([9, 9]);
      for (const stream of made.capture.streams) {
        expect(stream.rows).toBeGreaterThanOrEqual(600 * 476 - 1);
        expect(stream.endIndex).toBe(stream.rows);
        expect(stream.counts.lost).toBe(0);
      }
      await expectStoredEqualsSent(made);
    });
  });

  it("stores every row that came and a gap for each that did not, and measures the clock in spite of both", async () => {
    await record({ loss: 0.03, clockError_ppm: 80, rateHz: 119 }, 60, async (made) => {
      await expectStoredEqualsSent(made);
      const detail = await made.store.capture(made.capture.id);
      for (const stream of detail.streams) {
        const gaps = detail.gaps[stream.id]!;
        const missing = gaps.reduce((sum, gap) => sum + gap.rows, 0);
        expect(stream.rows + missing).toBe(stream.endIndex);
        expect(stream.counts.lost).toBe(missing);
        expect(missing / stream.endIndex).toBeGreaterThan(0.01);
        expect(Math.abs(stream.clock.rateHz / 119 - 1 - 80e-6) * 1e6).toBeLessThan(5);
      }
    });
  });

  it("keeps the gloves' own truth on the capture's clock: the hand is fastest where the peak is", async () => {
    await record({ punchesPerMinute: 60 }, 30, async ({ store, capture }) => {
      const [truthTrack] = await store.tracks(capture.id);
      const truth = truthTrack!.segments;
      expect(truth.length).toBeGreaterThan(15);
      let strong = 0;
      for (const segment of truth) {
        expect(segment.startUs).toBeLessThan(segment.endUs);
        expect(segment.endUs).toBeLessThanOrEqual(capture.durationUs);
        if (segment.label === "Unknown") continue;
        const stream = capture.streams.find(({ hand }) => hand === segment.hand)!;
        const { values } = await store.readSamples(capture.id, stream.id, 0, stream.endIndex);
        const magnitude = (index: number) => Math.hypot(...values.subarray(index * 6, index * 6 + 3)) / 2048;
        const times = Array.from({ length: stream.endIndex }, (_, index) => indexToUs(stream.clock, index));
        const within = times.flatMap((us, index) => (us >= segment.startUs && us < segment.endUs ? [index] : []));
        if (Math.max(...within.map(magnitude)) > 3) strong++;
      }
      expect(strong / truth.filter(({ label }) => label !== "Unknown").length).toBeGreaterThan(0.9);
    });
  });
});
