import { beforeEach, expect, it, vi } from "vitest";
import { videoToCaptureUs } from "#domain/sync/video.ts";
import { FakeStudio } from "../../app/studio/fakeStudio.ts";
import { HostClock } from "./hostClock.ts";

const CAPTURE = "00000000-0000-4000-8000-000000000001";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockImplementation(() => {});
});

/** A host whose clock is 5 s ahead and whose capture began at 7 s of it; each word takes 0.4 ms there and back. */
function rig() {
  let pageUs = 1_000_000;
  const studio = new FakeStudio({
    "clock.now": () => {
      pageUs += 200;
      const hostUs = pageUs + 5e6;
      pageUs += 200;
      return { hostUs, recording: { captureId: CAPTURE, captureUs: hostUs - 7e6 } };
    },
  });
  const pass = async (ms: number) => {
    pageUs += ms * 1000;
    await vi.advanceTimersByTimeAsync(ms);
  };
  return { studio, clock: new HostClock(studio, () => pageUs), pass };
}

it("knows the host's clock and the capture's zero after a burst", async () => {
  const { clock } = rig();
  expect(clock.compared()).toBeNull();
  await clock.burst();
  expect(videoToCaptureUs(clock.compared()!.line, 2e6)).toBeCloseTo(7e6, 0);
  expect(clock.zeroUs(CAPTURE)).toBeCloseTo(7e6, 3);
  expect(clock.zeroUs("another")).toBeNull();
});

it("tells what time it is in the capture that is recorded, once the host has told it", async () => {
  const { clock, pass } = rig();
  expect(clock.captureNowUs(CAPTURE)).toBeNull();
  await clock.burst();
  const beforeUs = clock.captureNowUs(CAPTURE)!;
  await pass(250);
  expect(clock.captureNowUs(CAPTURE)! - beforeUs).toBeCloseTo(250_000, 0);
  expect(clock.captureNowUs("another")).toBeNull();
});

it("asks once a second while somebody films, and not after", async () => {
  const { clock, studio, pass } = rig();
  const stop = [clock.watch(), clock.watch()];
  for (let second = 0; second < 5; second++) await pass(1_000);
  const asked = studio.asked.length;
  expect(asked).toBe(5);
  stop[0]!();
  stop[0]!();
  await pass(1_000);
  expect(studio.asked.length).toBe(asked + 1);
  stop[1]!();
  for (let second = 0; second < 5; second++) await pass(1_000);
  expect(studio.asked.length).toBe(asked + 2);
});

it("lives through a host that is away", async () => {
  const { clock, studio } = rig();
  const answer = studio.script["clock.now"]!;
  studio.script["clock.now"] = () => Promise.reject(new Error("away"));
  await clock.burst();
  expect(clock.compared()).toBeNull();
  studio.script["clock.now"] = answer;
  await clock.burst();
  expect(clock.compared()).not.toBeNull();
});
