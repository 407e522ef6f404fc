import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NO_COUNTS } from "#domain/captures.ts";
import type { Hand } from "#domain/hands.ts";
import { format, RATE_HZ, rowsOfPunches } from "#host/learn/testing/madeStore.ts";
import { openProjectStore } from "#host/store/open.ts";
import { CommandLine } from "./testing/commandLine.ts";

vi.setConfig({ testTimeout: 60_000 });

let line: CommandLine;

beforeEach(async () => {
  line = await CommandLine.open((folder) => ["--project", join(folder, "Gym.ringside")]);
});

afterEach(() => line.close());

/** A capture of gloves that were clapped together at these seconds, each on its own clock. */
async function clapped(gloves: Partial<Record<Hand, number>>, clapsS: readonly number[]): Promise<string> {
  const store = await openProjectStore(join(line.folder, "Gym.ringside"), { create: true });
  const hands = Object.keys(gloves) as Hand[];
  const journal = await store.begin({
    name: "Clapped",
    createdAtMs: 0,
    label: null,
    metadata: {},
    streams: hands.map((hand) => ({
      device: { id: hand, name: hand, kind: "serial", simulated: true },
      hand,
      format: format(),
    })),
  });
  const clock = { startUs: 0, rateHz: RATE_HZ };
  const ends = journal.capture.streams.map(({ id }, i) => {
    const hits = clapsS.map((atS) => ({ atS: atS + gloves[hands[i]!]!, axis: 0 as const }));
    journal.append(id, 0, rowsOfPunches(12, hits, i + 1), []);
    return { streamId: id, clock, clockResidualUs: null, counts: NO_COUNTS };
  });
  const { id } = await journal.finish(ends, 12_000_000, () => {});
  await store.close();
  return id;
}

test("claps say how far apart two gloves lie, in words and as JSON", async () => {
  const id = await clapped({ left: 0, right: 0.013 }, [2, 5.303, 9.1]);
  const found = await line.json<{ medianMs: number }>("claps", "Clapped");
  expect(found).toEqual({ id, pair: true, claps: 3, medianMs: expect.any(Number), worstMs: expect.any(Number) });
  // To a third of a sample.
  expect(Math.abs(found.medianMs - 13)).toBeLessThan(1000 / RATE_HZ / 3);
  expect(await line.run("claps", "Clapped")).toBe(0);
  expect(line.out.join("\n")).toMatch(/^3 claps: the gloves saw it 1\d/);
});

test("gloves that were not clapped have no time to tell, and one glove alone is no pair", async () => {
  await clapped({ left: 0, right: 0 }, []);
  expect(await line.json("claps", "Clapped")).toMatchObject({ pair: true, claps: 0, medianMs: null, worstMs: null });
  const one = await clapped({ left: 0 }, [2]);
  expect(await line.json("claps", one)).toMatchObject({ pair: false, claps: 0, medianMs: null });
});
