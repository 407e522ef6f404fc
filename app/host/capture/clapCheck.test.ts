import { expect, test } from "vitest";
import { idOf, MadeStore, madeStream, RATE_HZ, rowsOfPunches } from "../learn/testing/madeStore.ts";
import { clapCheck } from "./clapCheck.ts";

const CLAPS_S = [2, 5.303, 9.1];

/** What a glove measures whose rows come `lateS` late; a punch of its own at `punchS`. */
function glove(hand: "left" | "right", lateS: number, punchS: number) {
  const hits = [...CLAPS_S, punchS].map((atS) => ({ atS: atS + lateS, axis: 0 as const }));
  return madeStream(rowsOfPunches(14, hits, hand === "left" ? 1 : 2), { hand });
}

const check = async (...streams: ReturnType<typeof glove>[]) => {
  const store = new MadeStore({ name: "Clapped", streams, tracks: [] });
  return clapCheck(store, await store.capture(idOf({ name: "Clapped" })));
};

test("claps of both gloves tell how far apart their clocks are; punches of one do not count", async () => {
  const found = await check(glove("left", 0, 12), glove("right", 0.013, 7));
  expect(found!.claps).toBe(3);
  // To a third of a sample.
  expect(Math.abs(found!.medianUs! - 13_000)).toBeLessThan(1e6 / RATE_HZ / 3);
});

test("where nobody clapped there is nothing to say, and one glove cannot clap", async () => {
  const quiet = madeStream(rowsOfPunches(5, []), { hand: "right" });
  expect(await check(glove("left", 0, 12), quiet)).toEqual({ claps: 0, medianUs: null, worstUs: null });
  expect(await check(glove("left", 0, 12))).toBeNull();
});
