import type { Output } from "#contract/contract.ts";
import { type LinkCounts, NO_COUNTS } from "#domain/captures.ts";

/** As it comes over the contract: the same as the domain's, but for `readonly`. */
export type TestCapture = Output<"capture.list">[number];

let made = 0;

/** A capture for tests: 3 s of one simulated left glove, with what the test cares about put over it. */
export function captureOf(
  over: Partial<TestCapture> & { readonly counts?: Partial<LinkCounts>; readonly rateHz?: number } = {},
): TestCapture {
  const { counts, rateHz = 119, ...rest } = over;
  const stream: TestCapture["streams"][number] = {
    id: 1,
    device: { id: "simulated:left", name: "Simulated left glove", kind: "simulated", simulated: true },
    hand: "left",
    format: {
      sampleType: "int16",
      nominalRateHz: 119,
      channels: [{ name: "AccelerometerX", kind: "acceleration", axis: "x", unit: "g", scale: 0.000488, range: 16 }],
    },
    clock: { startUs: 0, rateHz },
    clockResidualUs: null,
    rows: 357,
    endIndex: 357,
    pyramidLevels: 1,
    counts: { ...NO_COUNTS, ...counts },
  };
  made++;
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`,
    name: `Capture ${made}`,
    state: "finished",
    simulated: true,
    createdAtMs: 1_700_000_000_000 + made * 1000,
    durationUs: 3_000_000,
    label: null,
    metadata: {},
    streams: [stream],
    deletedAtMs: null,
    reviewedAtMs: null,
    labelCounts: {},
    handCounts: { left: 0, right: 0, none: 0 },
    proposals: 0,
    videos: 0,
    ...rest,
  };
}
