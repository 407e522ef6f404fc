import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bulkPaths } from "#contract/bulk.ts";
import { madeImage } from "#host/device/simulated/madeImage.ts";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { openProjectStore } from "#host/store/open.ts";
import { axisModel } from "#host/validation/testing/axisModel.ts";
import { VirtualBoard } from "../devices/virtualBoard.ts";
import { HostRig } from "./hostRig.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const RECOGNITION = madeImage({ firmware: "ringside-recognition 1.0.0", slotBytes: 65_536 });
const NEEDS = { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000 };

let rig: HostRig;
let board: VirtualBoard;
let modelId: string;

beforeEach(async () => {
  rig = await HostRig.open();
  const project = join(rig.folder, "projects", "Gym.ringside");
  const store = await openProjectStore(project, { create: true });
  modelId = (await store.addModel(axisModel({ needs: NEEDS }))).id;
  await store.close();
  await rig.host.openProjectAt(project);
  const image = madeImage({ firmware: "ringside-data-capture 1.0.0" });
  board = new VirtualBoard({ folder: rig.folder, portsFile: rig.portsFile, image, speed: 10 });
  await board.plug();
});

afterEach(async () => {
  await board.unplug();
  await rig.close();
});

async function added(name: string, bytes: Buffer) {
  const upload = randomUUID();
  const request = new Request(`http://host/${bulkPaths.imageBytes(upload)}`, {
    method: "POST",
    body: new Uint8Array(bytes),
  });
  expect((await rig.host.fetch(request)).status).toBe(204);
  return rig.ask("image.add", { name, upload });
}

describe.skipIf(!engineHere)("a glove that is connected", () => {
  it("is freed, flashed with a model, asked who it is, and connected again", async () => {
    const [found] = await rig.ask("device.find", { kinds: ["serial"] });
    const deviceId = found!.device.id;
    await rig.okay("device.connect", { deviceId });
    expect(await rig.ask("board.list")).toMatchObject([
      { id: board.boardId, mode: "sketch", simulated: true, deviceId },
    ]);

    const image = await added("recognition.bin", RECOGNITION);
    if (!image.ok) throw new Error(image.problem.code);
    expect(image.value).toMatchObject({ slotBytes: 65_536, firmware: "ringside-recognition 1.0.0", origin: "added" });
    const steps: string[] = [];
    const ended: string[] = [];
    rig.host.onEvent((name, payload) => {
      const told = payload as Partial<Record<string, string>>;
      if (name === "flash.step" && told.state === "done") steps.push(told.step!);
      if (name === "flash.ended") ended.push(told.id!);
    });
    const wish = { boardId: board.boardId, imageId: image.value.id, jobId: randomUUID() };
    const record = await rig.okay("flash.run", { ...wish, model: { modelId, hand: null } });
    const [{ hash } = { hash: "" }] = (await rig.ask("model.list"))[0]!.parts;
    expect(record).toMatchObject({
      result: "done",
      pack: { modelId, modelName: "Axes", hand: null, hash },
      answer: { firmware: "ringside-recognition 1.0.0", packHash: hash, selfTest: "passed" },
    });
    expect(steps).toEqual(["prepare", "bootloader", "write", "verify", "check"]);
    expect(ended).toEqual([record.id]);
    expect(await rig.ask("flash.list")).toEqual([record]);
    expect(await rig.okay("flash.log", { flashId: record.id })).toContainEqual(
      expect.stringContaining("self-test: passed"),
    );
    expect(await rig.ask("device.list")).toMatchObject([{ device: { id: deviceId }, state: "live" }]);
  });

  it("is not touched by a wish that cannot be: no model for a slot, no slot for a model, a file that is none", async () => {
    const jobId = randomUUID();
    const slot = await added("recognition.bin", RECOGNITION);
    const plain = await added("capture.bin", madeImage({ seed: 5 }));
    if (!slot.ok || !plain.ok) throw new Error("not added");
    const wish = { boardId: board.boardId, jobId };
    const model = { modelId, hand: null };
    expect(await rig.ask("flash.run", { ...wish, imageId: slot.value.id, model: null })).toMatchObject({
      problem: { code: "image.noModel" },
    });
    expect(await rig.ask("flash.run", { ...wish, imageId: plain.value.id, model })).toMatchObject({
      problem: { code: "image.noSlot" },
    });
    expect(await added("recognition.elf", Buffer.from("\x7fELF and more", "latin1"))).toMatchObject({
      problem: { code: "image.notABinary", detail: { kind: "elf" } },
    });
    expect(await rig.ask("flash.list")).toEqual([]);
    expect(board.nano.mode).toBe("sketch");
  });
});

describe.skipIf(!engineHere)("the simulated board", () => {
  it("is plugged in with an image of its own, flashed, and pulled out", async () => {
    const boards = await rig.okay("board.simulate", { plugged: true });
    const simulated = boards.find(({ id }) => id !== board.boardId)!;
    expect(simulated).toMatchObject({
      name: "Simulated Nano 33 BLE",
      simulated: true,
      supported: true,
      mode: "sketch",
    });
    const [image] = await rig.ask("image.list");
    expect(image).toMatchObject({ name: "Simulated recognition firmware", slotBytes: 65_536 });
    const wish = {
      boardId: simulated.id,
      imageId: image!.id,
      jobId: randomUUID(),
      model: { modelId, hand: "left" },
    } as const;
    expect(await rig.okay("flash.run", wish)).toMatchObject({ result: "done", answer: { selfTest: "passed" } });
    expect(await rig.okay("board.simulate", { plugged: false })).toHaveLength(1);
  });
});
