import { describe, expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { type Job, JobDesk } from "./jobs.ts";

function deskWithClock() {
  const told: { jobId: string; done: number; of: number | null }[] = [];
  const clock = { ms: 0 };
  return {
    told,
    clock,
    desk: new JobDesk(
      (progress) => told.push(progress),
      () => clock.ms,
    ),
  };
}

describe("long jobs", () => {
  test("tell how far they are, ten times a second at most", async () => {
    const { told, clock, desk } = deskWithClock();
    const value = await desk.run("one", async ({ progress }) => {
      for (let done = 0; done < 100; done++, clock.ms += 10) progress(done, 100);
      return "all of it";
    });
    expect(value).toBe("all of it");
    expect(told).toEqual(Array.from({ length: 10 }, (_, i) => ({ jobId: "one", done: i * 10, of: 100 })));
  });

  test("end with job.cancelled when they were cancelled, whatever they failed with, and tell nothing more", async () => {
    const { told, desk } = deskWithClock();
    let inside: Job | undefined;
    const answer = desk.run("one", async (job) => {
      inside = job;
      await new Promise((_, fail) => job.signal.addEventListener("abort", () => fail(new Error("torn off"))));
    });
    expect(desk.cancel("one")).toBe(true);
    await expect(answer).rejects.toMatchObject({ problem: { code: "job.cancelled" } });
    inside!.progress(1, 2);
    expect(told).toEqual([]);
    expect(() => inside!.stopIfCancelled()).toThrow(ProblemError);
    expect(desk.cancel("one")).toBe(false);
  });

  test("what fails by itself keeps its own words, and a name is free again after it", async () => {
    const { desk } = deskWithClock();
    await expect(desk.run("one", () => Promise.reject(new ProblemError("disk.full")))).rejects.toMatchObject({
      problem: { code: "disk.full" },
    });
    const first = desk.run("one", async () => 1);
    await expect(desk.run("one", async () => 2)).rejects.toMatchObject({ problem: { code: "job.sameName" } });
    expect(await first).toBe(1);
  });

  test("all end when the studio does; one without a name runs to its end", async () => {
    const { desk } = deskWithClock();
    const named = desk.run("one", async (job) => {
      await Promise.resolve();
      job.stopIfCancelled();
    });
    const nameless = desk.run(undefined, async (job) => {
      await Promise.resolve();
      job.progress(1, 1);
      job.stopIfCancelled();
      return "done";
    });
    desk.cancelAll();
    await expect(named).rejects.toMatchObject({ problem: { code: "job.cancelled" } });
    expect(await nameless).toBe("done");
  });
});
