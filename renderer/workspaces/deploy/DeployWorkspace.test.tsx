// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, describe, expect, it } from "vitest";
import type { Outcome } from "#contract/schemas.ts";
import type { Bill, Proof } from "#domain/deploy/pack.ts";
import { listenForKeys } from "../../app/commands/keys.ts";
import { commands } from "../../app/commands/table.ts";
import { find, press, pressKey, showApp, studioOf } from "../../app/testing/showApp.tsx";
import type { Judgement } from "../../deploy/packs.ts";
import { NO_BOARDS } from "../../deploy/testing/testBoards.ts";
import { billOf, packOf, proofOf } from "../../deploy/testing/testPacks.ts";
import { Toasts } from "../../ui/Toast.tsx";
import { captureOf } from "../shared/testCaptures.ts";
import { captureResultOf, eventOf, modelOf, validationOf } from "../validate/testResults.ts";
import { DeployWorkspace } from "./DeployWorkspace.tsx";

const forest = modelOf({ name: "Forest", createdAtMs: 2 });
const pair = modelOf({
  name: "Pair",
  createdAtMs: 1,
  parts: [
    { hand: "left", hash: "1", bytes: 10 },
    { hand: "right", hash: "2", bytes: 10 },
  ],
});
const capture = captureResultOf(captureOf({ name: "Anna 01" }), [eventOf(1, "Jab", "Jab")]);
const older = validationOf(forest, [capture], { createdAtMs: 10 });
const newer = { ...validationOf(forest, [capture], { createdAtMs: 20 }), stale: ["labels" as const] };
const ofTwo = validationOf(forest, [capture], { modelIds: [pair.id, forest.id], createdAtMs: 30 });

let stopKeys = () => {};

beforeEach(() => {
  stopKeys();
  localStorage.clear();
  location.hash = "#/deploy";
});

interface Given {
  readonly models?: readonly (typeof forest)[];
  readonly results?: readonly Judgement[];
  readonly bill?: Partial<Bill>;
  readonly seal?: { proof: Proof; broken: ("model" | "labels")[] } | null;
}

async function show({ models = [forest, pair], results = [], bill = {}, seal = null }: Given = {}) {
  const studio = studioOf();
  const modelOfId = (id: string) => models.find((each) => each.id === id)!;
  studio.script["model.list"] = () => structuredClone([...models]);
  studio.script["validation.list"] = () => structuredClone([...results]) as never;
  studio.script["pack.build"] = ({ modelId }) => ({
    ok: true,
    value: structuredClone(packOf(modelOfId(modelId))) as never,
  });
  studio.script["pack.bill"] = ({ modelId, hand }) => ({
    ok: true,
    value: structuredClone({ ...billOf(modelOfId(modelId), bill), hand }) as never,
  });
  studio.script["pack.seal"] = () => ({ ok: true, value: structuredClone(seal) as never });
  studio.script["job.cancel"] = () => true;
  Object.assign(studio.script, NO_BOARDS);
  const app = await showApp(
    studio,
    <>
      <DeployWorkspace />
      <Toasts />
    </>,
  );
  stopKeys = listenForKeys(app, () => commands, window);
  return { studio, app };
}

const step = (name: string) => find("nav button", name).textContent;

describe("the model", () => {
  it("sends whoever has none to where one is trained", async () => {
    const { app } = await show({ models: [] });
    await press(find("button", "Train one"));
    expect(app.shell.store.getState().place.at).not.toBe("deploy");
  });

  it("is the newest one; its pack, its cost and its seal are told at once", async () => {
    const { studio } = await show();
    expect(studio.inputsOf("pack.build")).toEqual([{ modelId: forest.id }]);
    expect(step("Model")).toContain("Forest");
    expect(step("Bill")).toContain("Fits: 96.0 KiB flash, 12.8 KiB RAM");
    expect(step("Proof")).toContain("Not proved yet");
  });

  it("says why it cannot become a pack, and what to do", async () => {
    const { studio } = await show();
    const refused = { ok: false, problem: { code: "model.notFound", detail: {} } } as const;
    studio.script["pack.build"] = () => refused;
    studio.script["pack.bill"] = () => refused;
    await press(find("button", "Forest ·"));
    await press(find("[role=option]", "Pair"));
    expect(find("#step-model [role=alert]").textContent).toContain("undo brings a removed one back");
    expect(step("Model")).toContain("Cannot become a pack");
  });

  it("counts the cost of the part that goes on the chosen hand", async () => {
    const { studio } = await show({ models: [pair] });
    await press(find("[role=radio]", "Right"));
    expect(studio.inputsOf("pack.bill").map(({ hand }) => hand)).toEqual(["left", "right"]);
  });
});

describe("the bill", () => {
  it("says in words what is too much for the board, and whether it is measured or predicted", async () => {
    const problem = { code: "job.sameName", detail: {} };
    await show({ bill: { flashBytes: 2 * 983_040, by: "predicted", problems: [problem] } });
    expect(step("Bill")).toContain("Too large");
    expect(find("#step-bill [role=alert]").textContent).toContain("Wait until it is done");
    expect(find("[role=meter]", "Flash").parentElement!.textContent).toContain("Too much");
    expect(find("#step-bill").textContent).toContain("Predicted");
  });

  it("is counted anew when there is a newer result, for how late that found the punches", async () => {
    const { studio } = await show({ results: [older] });
    studio.script["validation.list"] = () => structuredClone([older, { ...newer, stale: [] }]) as never;
    await act(async () => studio.emit("validation.changed", {}));
    await act(async () => studio.emit("validation.changed", {}));
    expect(studio.inputsOf("pack.bill")).toHaveLength(2);
  });

  it("of a model that is no longer the chosen one is not shown", async () => {
    const { studio } = await show();
    let endSlow: (bill: Outcome<Bill>) => void = () => {};
    studio.script["pack.bill"] = () => new Promise((end) => (endSlow = end as never));
    await press(find("button", "Forest ·"));
    await press(find("[role=option]", "Pair"));
    const { jobId } = studio.inputsOf("pack.bill").at(-1)!;
    await act(async () => studio.emit("job.progress", { jobId, done: 1, of: 2 }));
    expect(find("#step-bill [role=progressbar]").getAttribute("aria-valuenow")).toBe("50");
    studio.script["pack.bill"] = () => ({ ok: true, value: structuredClone(billOf(forest)) as never });
    await press(find("button", "Pair ·"));
    await press(find("[role=option]", "Forest"));
    await act(async () => endSlow({ ok: true, value: billOf(pair, { flashBytes: 1024 }) }));
    expect(studio.inputsOf("job.cancel")).toContainEqual({ jobId });
    expect(step("Bill")).toContain("96.0 KiB");
  });
});

describe("the proof", () => {
  it("is of the newest result of this model alone that is not stale", async () => {
    const { studio } = await show({ results: [ofTwo, newer, older] });
    studio.script["pack.prove"] = () => ({ ok: true, value: structuredClone(proofOf(forest)) as never });
    studio.script["pack.seal"] = () => ({
      ok: true,
      value: { proof: structuredClone(proofOf(forest)) as never, broken: [] },
    });
    await pressKey("p");
    expect(studio.inputsOf("pack.prove")).toMatchObject([{ modelId: forest.id, validationId: older.id }]);
    expect(step("Proof")).toContain("Proved");
    const words = find("#step-proof [role=status]").textContent;
    expect(words).toContain("every decision is the same");
    expect(words).toContain("Cortex-M4: not run, qemu-system-arm is missing here");
  });

  it("tells how far it is; Escape ends it and leaves no complaint", async () => {
    const { studio } = await show({ results: [older] });
    let end: (value: Outcome<Proof>) => void = () => {};
    studio.script["pack.prove"] = () => new Promise((resolve) => (end = resolve as never));
    await press(find("#step-proof button", "Prove"));
    const { jobId } = studio.inputsOf("pack.prove")[0]!;
    await act(async () => studio.emit("job.progress", { jobId, done: 3, of: 4 }));
    expect(find("#step-proof [role=progressbar]").getAttribute("aria-valuenow")).toBe("75");
    await pressKey("Escape");
    expect(studio.inputsOf("job.cancel")).toEqual([{ jobId }]);
    await act(async () => end({ ok: false, problem: { code: "job.cancelled", detail: {} } }));
    expect(document.querySelector("#step-proof [role=alert]")).toBeNull();
    expect(step("Proof")).toContain("Not proved yet");
  });

  it("that no longer holds says what changed and what to do", async () => {
    await show({ seal: { proof: proofOf(forest), broken: ["labels"] } });
    expect(step("Proof")).toContain("No longer holds");
    expect(find("#step-proof [role=status]").textContent).toContain(
      "Changed since: labels. Compute the accuracy again",
    );
  });

  it("with another decision is no proof", async () => {
    const counts = { captures: 1, samples: 10, decisions: 5, differing: 2 };
    const runs = [{ target: "host", compiler: "g++", ...counts }] as const;
    await show({ seal: { proof: proofOf(forest, { runs }), broken: [] } });
    expect(step("Proof")).toContain("Decides otherwise");
    expect(find("#step-proof [role=status]").textContent).toContain("2 decisions differ from the stored result");
  });

  it("asks for a result to compare with where there is none", async () => {
    const { app } = await show({ results: [ofTwo] });
    await press(find("button", "Go to Validate"));
    expect(app.shell.store.getState().place).toEqual({ at: "validate" });
  });
});
