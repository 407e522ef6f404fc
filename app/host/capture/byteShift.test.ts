import { describe, expect, it } from "vitest";
import type { StreamFormat } from "#domain/channels.ts";
import { DEFAULT_SIMULATED_OPTIONS, SimulatedSource } from "../sources/simulated/simulatedSource.ts";
import { ByteShiftWatch } from "./byteShift.ts";

/** What a simulated glove sends in so many seconds, one array of interleaved rows. */
async function motion(seconds: number, punchesPerMinute: number): Promise<{ format: StreamFormat; rows: Int16Array }> {
  const source = new SimulatedSource({ speed: "max" });
  source.configure({ ...DEFAULT_SIMULATED_OPTIONS, hands: "left", accelRange_g: 4, punchesPerMinute });
  const link = await source.connect("simulated:left");
  const values: number[] = [];
  const enough = new AbortController();
  await link.stream(
    {
      onPacket: ({ rows }) => {
        values.push(...rows);
        if (values.length >= seconds * 119 * 6) enough.abort();
      },
      onCorrupt: () => {},
    },
    enough.signal,
  );
  await link.close();
  return { format: link.formats[0]!, rows: Int16Array.from(values) };
}

/** The same bytes read from one byte later: what a raw stream looks like after a lost byte. */
function shifted(rows: Int16Array): Int16Array {
  const bytes = new Uint8Array(rows.buffer).slice(1, rows.byteLength - 11);
  return new Int16Array(bytes.buffer, 0, bytes.length >> 1);
}

describe("The watch for a shifted byte", () => {
  it("suspects a stream that lost a byte, whether the glove rests or boxes", async () => {
    const calm = await motion(10, 0);
    const boxing = await motion(20, 60);
    const watch = new ByteShiftWatch(calm.format);
    watch.add(calm.rows);
    expect(watch.suspected).toBe(false);
    watch.add(shifted(calm.rows));
    expect(watch.suspected).toBe(true);
    watch.add(shifted(boxing.rows));
    expect(watch.suspected).toBe(true);
  });

  it("does not take two minutes of hard punching at a narrow range for one", async () => {
    const boxing = await motion(120, 120);
    const watch = new ByteShiftWatch(boxing.format);
    for (let at = 0; at < boxing.rows.length; at += 36) {
      watch.add(boxing.rows.subarray(at, at + 36));
      expect(watch.suspected).toBe(false);
    }
  });

  it("is over when the stream is sane again", async () => {
    const calm = await motion(10, 0);
    const watch = new ByteShiftWatch(calm.format);
    watch.add(calm.rows);
    watch.add(shifted((await motion(20, 60)).rows));
    watch.add(calm.rows);
    expect(watch.suspected).toBe(false);
  });
});
