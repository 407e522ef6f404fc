import { describe, expect, it } from "vitest";
import { HOP_US, Loudness } from "./loudness.ts";
import { findPeaks } from "./peaks.ts";

const RATE_HZ = 48_000;

/** A hum with claps: 30 ms of noise that dies away. */
function gym(seconds: number, clapsS: readonly number[]): Float32Array {
  const samples = Float32Array.from(
    { length: seconds * RATE_HZ },
    (_, i) => 0.05 * Math.sin((i * 2 * Math.PI * 50) / RATE_HZ),
  );
  for (const clap of clapsS) {
    const from = Math.round(clap * RATE_HZ);
    for (let i = 0; i < 0.03 * RATE_HZ; i++) samples[from + i]! += (i % 2 === 0 ? 0.5 : -0.5) * Math.exp(-i / 300);
  }
  return samples;
}

describe("claps in a hum", () => {
  it("are found to within two hops, however the sound is cut into pieces", () => {
    const claps = [0.5, 1.25, 1.9, 3.111];
    const sound = gym(4, claps);
    const loudness = new Loudness();
    for (let at = 0; at < sound.length; at += 1024)
      loudness.add(sound.subarray(at, at + 1024), RATE_HZ, (at * 1e6) / RATE_HZ);
    const found = findPeaks(loudness.rises(), (hop) => hop * HOP_US);
    expect(found).toHaveLength(claps.length);
    for (const [i, { timeUs }] of found.entries()) expect(Math.abs(timeUs - claps[i]! * 1e6)).toBeLessThan(2 * HOP_US);
  });

  it("of a sound that begins late stand where they are heard", () => {
    const loudness = new Loudness();
    loudness.add(gym(1, [0.5]), RATE_HZ, 2_000_000);
    const found = findPeaks(loudness.rises(), (hop) => hop * HOP_US);
    expect(found.some(({ timeUs }) => Math.abs(timeUs - 2_500_000) < 2 * HOP_US)).toBe(true);
  });
});
