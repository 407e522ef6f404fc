import { expect, it } from "vitest";
import type { Outcome } from "#contract/schemas.ts";
import { FakeStudio } from "../app/studio/fakeStudio.ts";
import { Lookup } from "./lookup.ts";

function scene() {
  const studio = new FakeStudio({ "job.cancel": () => true });
  const asked: { readonly words: string; readonly jobId: string; answer(outcome: Outcome<string>): Promise<void> }[] =
    [];
  const lookup = new Lookup<string, string>(
    studio,
    (words, jobId) =>
      new Promise((resolve) => {
        const answer = async (outcome: Outcome<string>) => {
          resolve(outcome);
          await new Promise((settled) => setTimeout(settled));
        };
        asked.push({ words, jobId, answer });
      }),
  );
  return { studio, lookup, asked, state: () => lookup.store.getState() };
}

it("answers the newest question, tells the host to stop with the older one, and says how far it is", async () => {
  const { studio, lookup, asked, state } = scene();
  lookup.want("one");
  lookup.want("two");
  lookup.want("three");
  expect(studio.inputsOf("job.cancel")[0]).toEqual({ jobId: asked[0]!.jobId });
  await asked[0]!.answer({ ok: false, problem: { code: "job.cancelled", detail: {} } });
  expect(asked.map(({ words }) => words)).toEqual(["one", "three"]);
  studio.emit("job.progress", { jobId: asked[1]!.jobId, done: 1, of: 4 });
  expect(state()).toMatchObject({ value: null, busy: true, share: 0.25 });
  await asked[1]!.answer({ ok: true, value: "third" });
  expect(state()).toEqual({ value: "third", problem: null, busy: false, share: null });
});

it("does not ask twice what it knows, unless what it was made of has changed", async () => {
  const { lookup, asked } = scene();
  lookup.want("one");
  await asked[0]!.answer({ ok: true, value: "first" });
  lookup.want("one");
  expect(asked).toHaveLength(1);
  lookup.want("one", 1);
  expect(asked).toHaveLength(2);
});

it("says why there is no answer", async () => {
  const { lookup, asked, state } = scene();
  lookup.want("one");
  await asked[0]!.answer({ ok: false, problem: { code: "learn.noTruth", detail: {} } });
  expect(state()).toMatchObject({ value: null, problem: { code: "learn.noTruth" }, busy: false });
});

it("keeps the answer before when it is stopped", async () => {
  const { lookup, asked, state } = scene();
  lookup.want("one");
  await asked[0]!.answer({ ok: true, value: "first" });
  lookup.want("two");
  lookup.stop();
  expect(state()).toMatchObject({ value: "first", busy: false });
  await asked[1]!.answer({ ok: false, problem: { code: "job.cancelled", detail: {} } });
  expect(state().problem).toBeNull();
});
