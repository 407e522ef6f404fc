import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import type { FakeStep } from "../sources/fakeSource.ts";
import { FORMAT, glove, packet, Rig, rows } from "./testing/rig.ts";

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.close());

/** The first values of the stored rows, which the rig's rows count up, beside their sample index. */
function stored(stream = 0): [index: number, value: number][] {
  return rig.stored.streams[stream]!.rows.map(({ index, values }) => [index, values[0]!]);
}

function counting(fromIndex: number, fromValue: number, count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => [fromIndex + i, fromValue + i]);
}

function steady(fromValue: number, packets: number): FakeStep[] {
  return Array.from({ length: packets }, (_, i) => packet(fromValue + 10 * i)).flat();
}

describe("A recording", () => {
  it("stores what came, marks what did not, and goes on when the glove vanishes and comes back", async () => {
    await rig.connect(
      glove(
        "left",
        ...packet(0),
        ...packet(10),
        ...packet(40, { lostBefore: 20 }),
        ...packet(60, { lostBefore: 10, corrupt: 1 }),
        "lose",
        ...packet(200),
        ...packet(210),
      ),
    );
    await rig.start();
    await rig.pass(310);
    expect(rig.alertCodes()).toContain("reconnecting");
    await rig.pass(790);
    await rig.stop();

    // Packet 0 came before the start. The glove was gone for 500 ms and sent its next packet 100 ms after that: 60 rows
    // of time, of which 10 came.
    expect(stored()).toEqual([
      ...counting(0, 10, 10),
      ...counting(30, 40, 10),
      ...counting(50, 60, 10),
      ...counting(110, 200, 20),
    ]);
    const [stream] = rig.stored.streams;
    expect(stream!.gaps).toEqual([
      { firstIndex: 10, rows: 20, reason: "lost", exact: true },
      { firstIndex: 40, rows: 10, reason: "corrupt", exact: true },
      { firstIndex: 60, rows: 50, reason: "disconnect", exact: false },
    ]);
    expect(stream!.end!.counts).toEqual({ lost: 80, corrupt: 1, repeated: 0, clipped: 0 });
    expect(stream!.end!.clock.rateHz).toBeCloseTo(100, 0);
    expect(rig.alertCodes()).not.toContain("reconnecting");
  });

  it("puts two gloves into one capture, each with its own stream, and tells when one joins too late", async () => {
    await rig.connect(glove("left", ...steady(0, 20)), "left");
    await rig.connect(glove("right", ...steady(1000, 20)), "right");
    await rig.start({ nameTemplate: "{label} {hand} {nn}", label: "Jab" });
    await rig.pass(500);
    await rig.connect({
      ...glove("left", ...steady(5000, 20)),
      identity: { ...glove("left").identity, id: "serial:late" },
    });
    expect(rig.alerts.list()).toMatchObject([{ code: "notRecorded", deviceId: "serial:late" }]);
    await rig.pass(200);
    await rig.stop();
    expect(rig.stored.made).toMatchObject({ name: "Jab both 01", label: "Jab" });
    expect(rig.stored.made.streams.map(({ hand }) => hand)).toEqual(["left", "right"]);
    expect(stored(0)).toEqual(counting(0, 20, 80));
    expect(stored(1)).toEqual(counting(0, 1010, 80));
    expect(rig.alerts.list()).toEqual([]);
  });

  it("begins at the moment of the start and ends at the moment of the stop, in the middle of packets", async () => {
    await rig.connect(glove("left", ...steady(0, 20)));
    await rig.pass(40);
    await rig.start();
    await rig.pass(300);
    await rig.stop();
    // Row 9 was measured at 100 ms, so row 13 at the moment of the start and row 43 at the moment of the stop.
    expect(stored()).toEqual(counting(0, 13, 30));
    expect(rig.stored.durationUs).toBe(300_000);
  });

  it("says with a gap that a glove was gone at the end", async () => {
    const source = await rig.connect(glove("left", ...steady(0, 4), "lose"));
    source.present = false;
    await rig.start();
    await rig.pass(1_300);
    expect(rig.devices).toMatchObject([{ state: "reconnecting" }]);
    await rig.stop();
    expect(stored()).toEqual(counting(0, 10, 30));
    expect(rig.stored.streams[0]!.gaps).toEqual([{ firstIndex: 30, rows: 99, reason: "disconnect", exact: false }]);
    expect(rig.stored.durationUs).toBe(1_300_000);
  });

  it("does not mix in what a glove sends after it came back with another format", async () => {
    const device = glove("left", ...steady(0, 3), "lose", ...steady(100, 10));
    const source = await rig.connect(device);
    await rig.start();
    await rig.pass(150);
    Object.assign(device, { format: { ...FORMAT, nominalRateHz: 50 } });
    await rig.pass(1_000);
    expect(source.connections).toBe(2);
    expect(rig.alertCodes()).toContain("formatChanged");
    await rig.stop();
    expect(stored()).toEqual(counting(0, 10, 20));
  });

  it("counts down before it starts, and can be called off", async () => {
    await rig.connect(glove("left", ...steady(0, 60)));
    await rig.start({ countdownS: 3 });
    expect(rig.states.at(-1)).toEqual({ phase: "countdown", secondsLeft: 3 });
    await rig.pass(2_000);
    expect(rig.states.at(-1)).toEqual({ phase: "countdown", secondsLeft: 1 });
    await rig.recorder.stop();
    await rig.pass(3_000);
    expect(rig.recorder.state).toEqual({ phase: "idle" });
    expect(rig.store.captures).toEqual([]);

    await rig.start({ countdownS: 1 });
    await rig.pass(1_000);
    expect(rig.recorder.state).toMatchObject({ phase: "recording", name: "Capture 01" });
    await rig.stop();
  });

  it("stops by itself at the maximum length, to the row", async () => {
    await rig.connect(glove("left", ...steady(0, 60)));
    await rig.start({ maxLengthS: 1.25 });
    await rig.pass(1_500);
    expect(rig.recorder.state.phase).toBe("review");
    // Row 9 lies at 0 s but came with a packet before the start; row 10 at 0.01 s, row 133 at 1.24 s.
    expect(stored()).toEqual(counting(0, 10, 124));
    expect(rig.stored.durationUs).toBe(1_250_000);
  });

  it("ends in a review: keep, relabel or discard", async () => {
    await rig.connect(glove("left", ...steady(0, 90)));
    await expect(rig.recorder.review("keep")).rejects.toThrow(new ProblemError("recording.noReview"));
    await rig.start({ label: "Jab" });
    await rig.pass(300);
    await rig.stop();
    await rig.recorder.review("keep", "Cross");
    expect(rig.stored.edits).toEqual({ label: "Cross" });
    expect(rig.recorder.state).toEqual({ phase: "idle" });

    await rig.start();
    await rig.pass(300);
    await rig.stop();
    await rig.recorder.review("discard");
    expect(rig.stored.edits).toEqual({ deleted: true });
  });

  it("keeps a capture in review when the next recording starts", async () => {
    await rig.connect(glove("left", ...steady(0, 90)));
    await rig.start();
    await rig.pass(300);
    await rig.stop();
    await rig.start();
    expect(rig.recorder.state.phase).toBe("recording");
    await rig.stop();
    expect(rig.store.captures.map(({ edits }) => edits)).toEqual([{}, {}]);
  });

  it("goes on when the disk is full, says so, and takes it back when there is room", async () => {
    await rig.connect(glove("left", ...steady(0, 90)));
    await rig.start();
    await rig.pass(300);
    rig.stored.trouble("disk.full");
    expect(rig.alerts.list()).toMatchObject([{ code: "diskFull", severity: "danger" }]);
    await rig.pass(300);
    rig.stored.trouble("disk.recovered");
    expect(rig.alerts.list()).toEqual([]);
    await rig.stop();
    expect(stored()).toEqual(counting(0, 10, 60));
  });

  it("refuses to start without a device, twice at once, or where nothing can be written", async () => {
    await expect(rig.start()).rejects.toThrow(new ProblemError("recording.noDevice"));
    await expect(rig.recorder.stop()).rejects.toThrow(new ProblemError("recording.notRunning"));
    await rig.connect(glove("left", ...steady(0, 90)));
    rig.store.readOnly = true;
    await expect(rig.start()).rejects.toThrow(new ProblemError("project.readOnly"));
    rig.store.readOnly = false;
    rig.store.refusal = new ProblemError("disk.full");
    await expect(rig.start()).rejects.toThrow(new ProblemError("disk.full"));
    expect(rig.recorder.state).toEqual({ phase: "idle" });
    rig.store.refusal = null;
    await rig.start();
    await expect(rig.start()).rejects.toThrow(new ProblemError("recording.running"));
    await rig.stop();
  });

  it("counts repeated and clipped rows of the capture alone", async () => {
    const clipped = Int16Array.from([32767, 0, 5, 5, 5, 5]);
    await rig.connect(
      glove(
        "left",
        { rows: clipped },
        ...packet(0),
        { waitMs: 30 },
        { rows: clipped },
        { waitMs: 10 },
        { rows: rows(9, 1) },
      ),
    );
    await rig.start();
    await rig.pass(200);
    await rig.stop();
    expect(rig.stored.streams[0]!.end!.counts).toEqual({ lost: 0, corrupt: 0, repeated: 1, clipped: 1 });
    expect(rig.devices).toMatchObject([{ counts: { repeated: 2, clipped: 2 } }]);
  });

  it("says why when nothing starts after the countdown", async () => {
    const source = await rig.connect(glove("left", ...steady(0, 5), "lose"));
    source.present = false;
    await rig.start({ countdownS: 3 });
    await rig.pass(3_000);
    expect(rig.recorder.state).toEqual({ phase: "idle" });
    expect(rig.alerts.list()).toMatchObject([
      { code: "notStarted", detail: { reason: "noDevice" } },
      { code: "reconnecting" },
    ]);
  });
});
