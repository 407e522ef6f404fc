import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClockFit } from "./clockFit.ts";

const ROWS_PER_PACKET = 6;
const NOMINAL_HZ = 119;

/** A glove whose clock is off by `ppm`, seen through a link that delays each packet by `delayUs(share of the run)`. */
function arrivals(
  seconds: number,
  ppm: number,
  delayUs: (share: number) => number,
): { index: number; hostUs: number }[] {
  const usPerRow = 1e6 / (NOMINAL_HZ * (1 + ppm * 1e-6));
  const packets = Math.floor((seconds * NOMINAL_HZ) / ROWS_PER_PACKET);
  let last = 0;
  return Array.from({ length: packets }, (_, packet) => {
    const index = packet * ROWS_PER_PACKET + ROWS_PER_PACKET - 1;
    // A link keeps the order: what comes later is never read earlier.
    last = Math.max(last, index * usPerRow + delayUs(packet / packets));
    return { index, hostUs: last };
  });
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function errorPpm(
  points: { index: number; hostUs: number }[],
  ppm: number,
): { envelope: number; leastSquares: number } {
  const fit = new ClockFit(NOMINAL_HZ);
  for (const { index, hostUs } of points) fit.add(index, hostUs);
  const truth = NOMINAL_HZ * (1 + ppm * 1e-6);
  const off = (rateHz: number) => Math.abs(rateHz / truth - 1) * 1e6;
  return { envelope: off(fit.fit()!.line.rateHz), leastSquares: off(leastSquaresRate(points)) };
}

function leastSquaresRate(points: { index: number; hostUs: number }[]): number {
  const meanX = points.reduce((sum, p) => sum + p.index, 0) / points.length;
  const meanY = points.reduce((sum, p) => sum + p.hostUs, 0) / points.length;
  const xy = points.reduce((sum, p) => sum + (p.index - meanX) * (p.hostUs - meanY), 0);
  const xx = points.reduce((sum, p) => sum + (p.index - meanX) ** 2, 0);
  return 1e6 / (xy / xx);
}

describe("The clock of a stream", () => {
  it("measures 80 ppm within 5 ppm over 60 s through a link that delays up to 4 ms", () => {
    const next = random(1);
    const { envelope } = errorPpm(
      arrivals(60, 80, () => 500 + next() * 3_500),
      80,
    );
    expect(envelope).toBeLessThan(5);
  });

  it("is not fooled by a machine that gets busier, where plain least squares is", () => {
    const next = random(2);
    const points = arrivals(60, 80, (share) => next() * (1_000 + 15_000 * share));
    const { envelope, leastSquares } = errorPpm(points, 80);
    expect(envelope).toBeLessThan(5);
    expect(leastSquares).toBeGreaterThan(50);
  });

  it("is not fooled by hiccups that hold rows back for up to 400 ms and let them come in a burst", () => {
    const next = random(3);
    const points = arrivals(60, -80, () => (next() < 0.02 ? 400_000 * next() : 2_000 * next()));
    const { envelope } = errorPpm(points, -80);
    expect(envelope).toBeLessThan(5);
  });

  it("measures a device that claims 119 Hz and sends 125", () => {
    const fit = new ClockFit(119);
    for (let i = 0; i < 1000; i++) fit.add(i, 5_000 + i * 8_000);
    expect(fit.fit()!.line.rateHz).toBeCloseTo(125, 6);
    expect(fit.fit()!.line.startUs).toBeCloseTo(5_000, 3);
    expect(fit.fit()!.residualUs).toBeLessThan(1);
  });

  it("says how late rows usually came", () => {
    const fit = new ClockFit(100);
    for (let i = 0; i < 1000; i++) fit.add(i, i * 10_000 + (i % 2) * 3_000);
    expect(fit.fit()!.residualUs).toBeCloseTo(Math.sqrt(3_000 ** 2 / 2), 0);
  });

  it("has no opinion before it has two arrivals", () => {
    const fit = new ClockFit(100);
    expect(fit.fit()).toBeNull();
    fit.add(0, 0);
    expect(fit.fit()).toBeNull();
  });

  it("never lays its line above an arrival", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30_000), { minLength: 2, maxLength: 200 }), (delays) => {
        const fit = new ClockFit(100);
        const points = delays.map((delay, i) => ({ index: i * 3, hostUs: i * 30_000 + delay }));
        for (const { index, hostUs } of points) fit.add(index, hostUs);
        const fitted = fit.fit();
        if (fitted === null) return;
        for (const { index, hostUs } of points) {
          expect(hostUs - fitted.line.startUs - (index * 1e6) / fitted.line.rateHz).toBeGreaterThan(-1e-3);
        }
      }),
    );
  });
});
