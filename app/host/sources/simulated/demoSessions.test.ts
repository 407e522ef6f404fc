import { expect, test } from "vitest";
import { simulatedOptions } from "#contract/devices.ts";
import { clipLimitRaw } from "#domain/channels.ts";
import { demoSessions } from "./demoSessions.ts";
import { SimulatedSource } from "./simulatedSource.ts";

async function playAll() {
  return Promise.all(
    demoSessions().map(async ({ label, seconds, options }) => {
      const source = new SimulatedSource({ speed: "max" });
      source.configure(simulatedOptions.parse(options));
      const found = await source.find();
      let [lost, clipped, rows] = [0, 0, 0];
      const labels: string[] = [];
      for (const { device } of found) {
        const stop = new AbortController();
        const link = await source.connect(device.id);
        const { channels, sampleType } = link.formats[0]!;
        const limit = clipLimitRaw(sampleType, channels[0]!);
        let got = 0;
        await link.stream(
          {
            onPacket(packet) {
              got += packet.rows.length / channels.length;
              lost += packet.lostBefore;
              for (let at = 0; at < packet.rows.length; at += channels.length) {
                if (packet.rows.subarray(at, at + 3).some((value) => Math.abs(value) >= limit)) clipped++;
              }
              if (got >= seconds * options.rateHz) stop.abort();
            },
            onCorrupt() {},
          },
          stop.signal,
        );
        rows += got;
        labels.push(...link.truth!().map((event) => event.label));
        await link.close();
      }
      return { label, labels, gloves: found.length, lost: lost / rows, clipped: clipped / rows };
    }),
  );
}

test("the demo has a drill of each punch, free work with both gloves, one to label, a lossy capture and one that clips", async () => {
  const sessions = await playAll();
  expect(sessions.map(({ label }) => label)).toEqual(["Jab", "Cross", "Hook", "Uppercut", "Overhand", null, null]);
  expect(demoSessions().map(({ keepsTruth = true }) => keepsTruth)).toEqual([...Array(6).fill(true), false]);
  for (const { label, labels } of sessions) {
    expect(labels.length).toBeGreaterThanOrEqual(8);
    if (label !== null) expect(new Set(labels)).toEqual(new Set([label]));
  }
  const kinds = sessions.map(({ labels }) => new Set(labels).size);
  expect(kinds.at(-2)).toBeGreaterThanOrEqual(5);
  // A first capture to label is short and of one hand.
  expect(kinds.at(-1)).toBeGreaterThanOrEqual(2);
  const [, lossy, hooks, narrow] = sessions;
  expect(hooks!.gloves).toBe(2);
  expect(sessions.at(-2)!.gloves).toBe(2);
  expect(lossy!.lost).toBeGreaterThan(0.01);
  expect(lossy!.lost).toBeLessThan(0.06);
  expect(narrow!.clipped).toBeGreaterThan(0.02);
  for (const other of sessions.filter((one) => one !== narrow)) expect(other.clipped).toBeLessThan(narrow!.clipped / 2);
});
