import type { Bill } from "#domain/deploy/pack.ts";
import { BOARD } from "./board.ts";

/** A cell of the size that goes into the cuff of a glove. An assumption. */
const CELL_MAH = 400;
/** Shares of a cell that are used before the voltage is too low, and left by the regulator. An assumption. */
const USABLE = 0.85;

/**
 * Typical currents of the parts at 3 V, in milliamperes. data sheet: as printed there. assumed: nothing says it for a sketch
 * on this board, so it is on the large side.
 */
const CURRENTS = {
  /** LSM9DS1 data sheet (DocID025715): gyroscope in normal mode 4.0, accelerometer and magnetometer 0.6. */
  sensor: { milliamps: 4.6, from: "dataSheet" },
  /** nRF52840 product specification, CPU running from flash with cache, LDO, 3 V: 6.3. Times the share of time it works. */
  processor: { milliamps: 6.3, from: "dataSheet" },
  /** A connection that sends a few bytes for each punch: the radio's 4.8 at 0 dBm (product specification), some 4 % of the time. */
  radio: { milliamps: 0.2, from: "assumed" },
  /** Between samples: the core's tick, USB off, regulator, the board's power light. */
  rest: { milliamps: 1.5, from: "assumed" },
} as const;

/** Cycles of an instruction: most take one, but flash is slower than the core, and loads and branches take more. Assumed. */
const CYCLES_PER_INSTRUCTION = 2;
/** Decisions a second of hard work: a punch of each hand a second. */
const DECISIONS_PER_S = 1;

/** An estimate, from what is stated above and the instructions that were counted. */
export function batteryOf(
  { perSample, perSegment }: Pick<Bill, "perSample" | "perSegment">,
  rateHz: number,
): Bill["battery"] {
  const instructionsPerS = perSample.mean * rateHz + perSegment.mean * DECISIONS_PER_S;
  const busyShare = Math.min(1, (instructionsPerS * CYCLES_PER_INSTRUCTION) / BOARD.clockHz);
  const drains = Object.entries(CURRENTS).map(([part, { milliamps, from }]) => ({
    part: part as keyof typeof CURRENTS,
    milliamps: part === "processor" ? milliamps * busyShare : milliamps,
    from,
  }));
  const averageMa = drains.reduce((sum, { milliamps }) => sum + milliamps, 0);
  return { hours: (CELL_MAH * USABLE) / averageMa, cellMah: CELL_MAH, averageMa, drains };
}
