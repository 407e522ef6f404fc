import type { NewTrack, TrackSegments } from "#host/store/api.ts";
import { openProjectStore } from "#host/store/open.ts";

const RATE_HZ = 100;

interface Known {
  readonly name: string;
  readonly seconds: number;
  readonly track: NewTrack;
  readonly segments: TrackSegments["segments"];
}

/** Makes a project of one capture of a left glove that lies still, with labels whose every microsecond is known; returns its id. */
export async function recordQuiet(project: string, { name, seconds, track, segments }: Known): Promise<string> {
  const store = await openProjectStore(project, { create: true });
  const device = { id: "simulated:left", name: "Simulated left glove", kind: "simulated", simulated: true } as const;
  const channels = (["x", "y", "z"] as const).map((axis) => {
    const scale = 16 / 32768;
    return { name: `Accelerometer${axis}`, kind: "acceleration", axis, unit: "g", scale, range: 16 } as const;
  });
  const format = { sampleType: "int16", nominalRateHz: RATE_HZ, channels: [...channels] } as const;
  const about = { name, createdAtMs: Date.now(), label: null, metadata: {} };
  const journal = await store.begin({ ...about, streams: [{ device, hand: "left", format }] });
  const { id } = journal.capture.streams[0]!;
  const rows = Int16Array.from({ length: RATE_HZ * seconds * 3 }, (_, i) => 100 + (i % 50));
  journal.append(id, 0, rows, []);
  const counts = { lost: 0, corrupt: 0, repeated: 0, clipped: 0 };
  const clock = { startUs: 0, rateHz: RATE_HZ };
  await journal.finish([{ streamId: id, clock, clockResidualUs: 100, counts }], seconds * 1e6, () => {});
  await store.putTracks(track, [{ captureId: journal.capture.id, segments }]);
  await store.close();
  return journal.capture.id;
}
