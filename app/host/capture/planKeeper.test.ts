import { describe, expect, it } from "vitest";
import type { RecordingPlan } from "#contract/recording.ts";
import type { ProjectStore } from "../store/api.ts";
import { FIRST_PLAN, PlanKeeper } from "./planKeeper.ts";

/** A project as far as its settings go. */
function project({ readOnly = false, settings = new Map<string, string>() } = {}): ProjectStore {
  const store: Pick<ProjectStore, "readOnly" | "getSetting" | "setSetting"> = {
    readOnly,
    getSetting: async (key) => settings.get(key) ?? null,
    setSetting: async (key, json) => void settings.set(key, json),
  };
  return store as ProjectStore;
}

const HOOKS: RecordingPlan = { ...FIRST_PLAN, label: "Hook", metadata: { person: "Ben" }, countdownS: 3 };

describe("the recording plan", () => {
  it("is kept in the project, for the next time that it is opened", async () => {
    const settings = new Map<string, string>();
    await new PlanKeeper().setPlan(project({ settings }), HOOKS);
    expect(await new PlanKeeper().plan(project({ settings }))).toEqual(HOOKS);
  });

  it("starts from the defaults in a project without one, whatever was planned in another", async () => {
    const plans = new PlanKeeper();
    await plans.setPlan(project(), HOOKS);
    await plans.setPlan(project({ readOnly: true }), HOOKS);
    expect(await plans.plan(project())).toEqual(FIRST_PLAN);
    expect(await plans.plan(project({ readOnly: true }))).toEqual(FIRST_PLAN);
    expect(await plans.plan(null)).toEqual(FIRST_PLAN);
  });

  it("can be changed in a project that cannot be written, and nothing is written there", async () => {
    const plans = new PlanKeeper();
    const settings = new Map([["recording.plan", JSON.stringify(FIRST_PLAN)]]);
    const locked = project({ readOnly: true, settings });
    await plans.setPlan(locked, HOOKS);
    expect(await plans.plan(locked)).toEqual(HOOKS);
    expect([...settings]).toEqual([["recording.plan", JSON.stringify(FIRST_PLAN)]]);
  });

  it("starts from the defaults where the kept one does not fit, such as one of a later studio", async () => {
    const settings = new Map([["recording.plan", '{"label":7}']]);
    expect(await new PlanKeeper().plan(project({ settings }))).toEqual(FIRST_PLAN);
  });
});

describe("the number of the next capture", () => {
  it("counts up in each project, and stays the next one until it is taken", async () => {
    const plans = new PlanKeeper();
    const [gym, home] = [project(), project()];
    expect(await plans.nextNumber(gym)).toBe(1);
    expect(await plans.takeNumber(gym)).toBe(1);
    expect(await plans.takeNumber(gym)).toBe(2);
    expect(await plans.nextNumber(gym)).toBe(3);
    expect(await plans.nextNumber(home)).toBe(1);
  });
});
