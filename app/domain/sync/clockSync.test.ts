import fc from "fast-check";
import { expect, it } from "vitest";
import { syncThroughClocks } from "./clockSync.ts";
import { compareClocks } from "./clocks.ts";
import { residualsUs, videoToCaptureUs } from "./video.ts";

it("a frame's moment on the capture's clock is the same through all clocks, with residuals no larger than the delays", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e10, noNaN: true }),
      fc.double({ min: -1e11, max: 1e11, noNaN: true }),
      fc.double({ min: -200, max: 200, noNaN: true }),
      (firstFrameUs, hostOffsetUs, driftPpm) => {
        const host = (pageUs: number) => hostOffsetUs + pageUs * (1 + driftPpm * 1e-6);
        const zeroUs = host(firstFrameUs) - 1_500_000;
        const exchanges = Array.from({ length: 30 }, (_, second) => {
          const askedUs = firstFrameUs + second * 1e6;
          return { askedUs, answeredUs: host(askedUs + 700), heardUs: askedUs + 1_000 };
        });
        const sync = syncThroughClocks({ offsetUs: firstFrameUs, rate: 1 }, compareClocks(exchanges)!, zeroUs);
        expect(sync.method).toBe("clocks");
        for (const videoUs of [0, 12e6, 29e6]) {
          const truth = host(firstFrameUs + videoUs) - zeroUs;
          expect(Math.abs(videoToCaptureUs(sync.line, videoUs) - truth)).toBeLessThan(510);
        }
        for (const residual of residualsUs(sync)) expect(Math.abs(residual)).toBeLessThan(510);
      },
    ),
  );
});
