// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Output } from "#contract/contract.ts";
import type { Board, FlashRecord, Image } from "#domain/deploy/flash.ts";
import { listenForKeys } from "../../app/commands/keys.ts";
import { commands } from "../../app/commands/table.ts";
import { find, press, pressKey, showApp, studioOf } from "../../app/testing/showApp.tsx";
import { boardOf, imageOf, recordOf } from "../../deploy/testing/testBoards.ts";
import { Toasts } from "../../ui/Toast.tsx";
import { modelOf } from "../validate/testResults.ts";
import { FlashStep } from "./FlashStep.tsx";

const model = modelOf({ name: "Forest" });
const nano = boardOf();
const withSlot = imageOf();
const plain = imageOf({ name: "capture.bin", slotBytes: null, addedAtMs: 1, firmware: "ringside-data-capture 1.0.0" });

interface Given {
  readonly boards?: readonly Board[];
  readonly images?: readonly Image[];
  readonly records?: readonly FlashRecord[];
  readonly tools?: Output<"board.tools">;
}

let stopKeys = () => {};

beforeEach(() => {
  stopKeys();
  localStorage.clear();
  location.hash = "#/deploy";
});

async function show({
  boards = [nano],
  images = [plain, withSlot],
  records = [],
  tools = { arduinoCli: null, core: null },
}: Given = {}) {
  const studio = studioOf();
  const unread = { ok: false, problem: { code: "model.notFound", detail: {} } } as const;
  Object.assign(studio.script, {
    "model.list": () => [structuredClone(model)],
    "validation.list": () => [],
    "pack.build": () => unread,
    "pack.bill": () => unread,
    "pack.seal": () => unread,
    "board.list": () => [...boards],
    "board.tools": () => tools,
    "image.list": () => [...images],
    "flash.list": () => [...records],
    "job.cancel": () => true,
  } satisfies Partial<typeof studio.script>);
  const app = await showApp(
    studio,
    <>
      <FlashStep />
      <Toasts />
    </>,
  );
  stopKeys();
  stopKeys = listenForKeys(app, () => commands, window);
  await act(async () => {
    await app.packs.refresh();
    await app.flashing.refresh();
  });
  /** A flash that waits for the test to end it. */
  const flash = async () => {
    let end: (value: Output<"flash.run">) => void = () => {};
    studio.script["flash.run"] = () => new Promise((resolve) => (end = resolve));
    await pressKey("Enter", { ctrlKey: true });
    const { jobId } = studio.inputsOf("flash.run").at(-1)!;
    const say = (step: "prepare" | "bootloader" | "write", more: object) =>
      act(async () =>
        studio.emit("flash.step", { jobId, step, state: "running", doneShare: null, limitS: 20, hint: null, ...more }),
      );
    return { jobId, say, end: (value: Output<"flash.run">) => act(async () => end(value)) };
  };
  return { studio, app, flash };
}

const section = () => find("#step-flash").textContent;
const stepLine = (words: string) => find("#step-flash ol li", words);

describe("before a flash", () => {
  it("has one button that names the model and the board", async () => {
    const { studio, flash } = await show();
    expect(find("button", "Flash Forest to Nano 33 BLE").hasAttribute("disabled")).toBe(false);
    await flash();
    expect(studio.inputsOf("flash.run")[0]).toMatchObject({
      boardId: nano.id,
      imageId: withSlot.id,
      model: { modelId: model.id, hand: null },
    });
  });

  it("says what is missing: a board, a known one, a program", async () => {
    const { studio } = await show({ boards: [] });
    expect(section()).toContain("Plug in a board.");
    await act(async () => studio.emit("board.changed", [boardOf({ id: "usb:1", supported: false })]));
    expect(section()).toContain("Ringside cannot write to this board");
    expect(find(".react-aria-Button, button", "FlashCtrl").hasAttribute("disabled")).toBe(true);
  });

  it("takes another board when the chosen one is unplugged, but waits while there is none", async () => {
    const { studio, app } = await show();
    await act(async () => studio.emit("board.changed", []));
    expect(app.flashing.store.getState().boardId).toBe(nano.id);
    await act(async () => studio.emit("board.changed", [boardOf({ id: "usb:2", name: "Nano 33 BLE Sense" })]));
    find("button", "Flash Forest to Nano 33 BLE Sense");
  });

  it("flashes a program without room for a model as it is, and says so", async () => {
    const { studio, flash } = await show({ images: [plain] });
    expect(section()).toContain("capture.bin has no room for a model");
    find("button", "Flash capture.bin to Nano 33 BLE");
    await flash();
    expect(studio.inputsOf("flash.run")[0]!.model).toBeNull();
  });

  it("plugs in a simulated board for who has none, with the program that comes with it", async () => {
    const { studio } = await show({ boards: [], images: [withSlot] });
    const simulated = boardOf({ id: "simulated", name: "Simulated Nano 33 BLE", simulated: true });
    const own = imageOf({ name: "Simulated", firmware: "ringside-recognition 1.0.0 simulated" });
    studio.script["board.simulate"] = () => ({ ok: true, value: [simulated] });
    studio.script["image.list"] = () => [withSlot, own];
    await press(find("button", "Plug in a simulated board"));
    await press(find("button", "Flash Forest to Simulated Nano 33 BLE"));
    expect(studio.inputsOf("flash.run")[0]).toMatchObject({ boardId: simulated.id, imageId: own.id });
  });

  it("takes a .bin, whole, and chooses it; one that is none says why", async () => {
    const { studio, app } = await show({ images: [] });
    const sent = vi.spyOn(studio, "sendBulk").mockResolvedValue();
    studio.script["image.add"] = () => ({ ok: true, value: withSlot });
    studio.script["image.list"] = () => [plain, withSlot];
    await act(() => app.flashing.addImage(new File([new Uint8Array(10)], "recognition.bin")));
    expect(sent.mock.calls[0]![0]).toBe(`bulk/images/${studio.inputsOf("image.add")[0]!.upload}`);
    expect(app.flashing.store.getState().imageId).toBe(withSlot.id);
    studio.script["image.add"] = () => ({ ok: false, problem: { code: "image.notABinary", detail: { kind: "elf" } } });
    await act(() => app.flashing.addImage(new File([new Uint8Array(10)], "recognition.elf")));
    expect(find("#step-flash [role=alert]").textContent).not.toBe("");
  });

  it("compiles where arduino-cli is, and says what is missing where it is not", async () => {
    await show();
    expect(section()).toContain("To compile here, install arduino-cli.");
    const { studio } = await show({ tools: { arduinoCli: "1.2.0", core: "4.1.5" } });
    studio.script["image.compile"] = () => ({ ok: true, value: withSlot });
    await press(find("button", "Compile"));
    await press(find("[role=menuitem]", "Recognition with this model"));
    expect(studio.inputsOf("image.compile")[0]).toMatchObject({
      sketch: "recognition",
      model: { modelId: model.id, hand: null },
    });
  });
});

describe("a flash", () => {
  it("tells each step with its limit and how far it is", async () => {
    const { flash } = await show();
    const { say } = await flash();
    await say("prepare", { state: "done" });
    await say("write", { doneShare: 0.42, limitS: 60 });
    expect(stepLine("Prepare the program").dataset.state).toBe("done");
    expect(stepLine("Write").textContent).toMatch(/42 %, (60|59) s left/);
    expect(stepLine("Write").querySelector("[role=progressbar]")!.getAttribute("aria-valuenow")).toBe("42");
    expect(stepLine("Ask the glove").dataset.state).toBe("waiting");
  });

  it("that waits for the reset button shows where it is, until the board is there", async () => {
    const { flash } = await show();
    const { say } = await flash();
    await say("bootloader", { state: "stalled", hint: "pressReset" });
    expect(find("#step-flash [role=alert]").textContent).toContain("Press the reset button twice, quickly");
    expect(find("#step-flash svg[role=img]").getAttribute("aria-label")).toContain("reset button");
    await say("bootloader", { state: "done" });
    expect(document.querySelector("#step-flash [role=alert]")).toBeNull();
  });

  it("is done only when the host says so, with what the glove answered", async () => {
    const { studio, flash } = await show();
    const { jobId, say, end } = await flash();
    await say("write", { state: "done", doneShare: 1 });
    expect(section()).not.toContain("Done: the glove answered");
    const record = recordOf(nano, withSlot, model);
    studio.script["flash.list"] = () => [record];
    await end({ ok: true, value: record });
    expect(find("#step-flash [role=status]").textContent).toContain("Firmware ringside-recognition 1.0.0.");
    expect(find("#step-flash [role=status]").textContent).toContain(
      "Self-test passed. It streamed 238 samples at 119.0 Hz.",
    );
    // What was still under way when it ended does not begin it again.
    await act(async () =>
      studio.emit("flash.step", { jobId, step: "check", state: "running", doneShare: null, limitS: 20, hint: null }),
    );
    expect(section()).toContain("Done: the glove answered");
    find("button", "History (1)");
  });

  it("that failed says in which step and why, and Retry does it again", async () => {
    const { studio, flash } = await show();
    const { say, end } = await flash();
    await say("bootloader", { state: "done" });
    await say("write", { state: "failed" });
    const problem = { code: "job.sameName", detail: {} };
    await end({
      ok: true,
      value: recordOf(nano, withSlot, model, { result: "failed", step: "write", problem, answer: null }),
    });
    expect(stepLine("Write").dataset.state).toBe("failed");
    expect(find("#step-flash [role=alert]").textContent).toContain("Wait until it is done");
    await press(find("button", "Retry: flash Forest to Nano 33 BLE"));
    expect(studio.inputsOf("flash.run")).toHaveLength(2);
  });

  it("can be stopped, and then says that the board may be half written", async () => {
    const { studio, flash } = await show();
    const { jobId, end } = await flash();
    await pressKey("Escape");
    expect(studio.inputsOf("job.cancel")).toEqual([{ jobId }]);
    await end({
      ok: true,
      value: recordOf(nano, withSlot, model, { result: "cancelled", step: "write", answer: null }),
    });
    expect(section()).toContain("may be half written");
  });

  it("that somebody else began is shown as well", async () => {
    const { studio } = await show();
    const jobId = crypto.randomUUID();
    await act(async () =>
      studio.emit("flash.step", { jobId, step: "verify", state: "running", doneShare: 0.5, limitS: 20, hint: null }),
    );
    expect(stepLine("Verify").dataset.state).toBe("running");
    await act(async () => studio.emit("flash.ended", recordOf(nano, withSlot, model)));
    expect(section()).toContain("Done: the glove answered");
  });

  it("that could not begin says why", async () => {
    const { flash } = await show();
    const { end } = await flash();
    await end({ ok: false, problem: { code: "recording.busy", detail: {} } });
    expect(find("#step-flash [role=alert]").textContent).not.toBe("");
    find("button", "Retry: flash Forest to Nano 33 BLE");
  });
});

it("every flash is remembered, and the log of each is one key away", async () => {
  const failed = recordOf(nano, withSlot, model, {
    result: "failed",
    problem: { code: "job.sameName", detail: {} },
    answer: null,
  });
  const { studio } = await show({ records: [recordOf(nano, withSlot, model), failed] });
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(360);
  studio.script["flash.log"] = () => ({ ok: true, value: ["12:00:00.1 N#", "12:00:00.2 V#"] });
  await press(find("button", "History (2)"));
  const table = find("[role=grid]", "Flashes");
  expect(table.textContent).toContain("This piece of work runs already.");
  await act(async () => table.focus());
  await pressKey("ArrowDown");
  await pressKey("ArrowDown");
  await pressKey("Enter");
  expect(studio.inputsOf("flash.log")).toEqual([{ flashId: failed.id }]);
  expect(find("pre").textContent).toBe("12:00:00.1 N#\n12:00:00.2 V#");
});
