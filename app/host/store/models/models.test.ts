import { createHash, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { StoreChange } from "../api.ts";
import { openProjectStore } from "../open.ts";
import { inProjectFolder } from "../testing/fixtures.ts";
import type { NewModel } from "./modelApi.ts";

function newModel(name: string): NewModel {
  const descriptor = Uint8Array.of(1, 2, 3, 4);
  const float = {
    network: Uint8Array.of(9, 8, 7),
    input: { scale: 1 / 255, zeroPoint: -128 },
    output: { scale: 0.125, zeroPoint: 3 },
  };
  const network: NewModel["parts"][number]["network"] = {
    tflite: Uint8Array.of(6, 6),
    plan: {
      classes: ["Unknown", "Jab"],
      hands: "left",
      segmenter: { name: "punch", settings: { window: 700 } },
      needs: { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000 },
      input: {
        kind: "window",
        channels: ["GyroX", "Accel"],
        acceleration: { from: [-4, 4], to: null },
        rotation: null,
      },
      rejectBelow: 0.6,
    },
  };
  return {
    model: {
      id: randomUUID(),
      name,
      origin: "imported",
      createdAtMs: 1000,
      simulated: true,
      classNames: ["Unknown", "Jab"],
      needs: { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000 },
      plan: null,
      made: null,
    },
    parts: [
      { hand: "left", descriptor, float, network },
      { hand: "right", descriptor: Uint8Array.of(5), float: null, network: null },
    ],
  };
}

test("a project keeps models with the bytes of each hand, the newest first, with names that differ", () =>
  inProjectFolder(async (folder) => {
    let store = await openProjectStore(folder, { create: true });
    const [first, second] = [newModel("Boxing"), newModel("Boxing")];
    const kept = await store.addModel(first);
    const hash = createHash("sha256").update(first.parts[0]!.descriptor).digest("hex");
    expect(kept).toMatchObject({
      ...first.model,
      parts: [
        { hand: "left", hash, bytes: 4 },
        { hand: "right", bytes: 1 },
      ],
    });
    expect((await store.addModel(second)).name).toBe("Boxing (2)");
    await store.close();

    store = await openProjectStore(folder);
    expect((await store.models()).map(({ name }) => name)).toEqual(["Boxing (2)", "Boxing"]);
    expect(await store.modelParts(first.model.id)).toEqual(first.parts);
    await expect(store.model(randomUUID())).rejects.toMatchObject({ problem: { code: "model.notFound" } });
    await store.close();
  }));

test("renaming and removing are edits, told to those who listen, that can be taken back in their order", () =>
  inProjectFolder(async (folder) => {
    const store = await openProjectStore(folder, { create: true });
    const { id } = await store.addModel(newModel("Boxing"));
    const told: StoreChange["event"][] = [];
    store.onChange(({ event }) => told.push(event));
    expect((await store.renameModel(id, "Gym")).name).toBe("Gym");
    await store.removeModel(id);
    expect(told.filter((event) => event === "models")).toHaveLength(2);
    expect(await store.models()).toEqual([]);
    expect(await store.undo(null)).toEqual({ code: "modelRemove", detail: { name: "Gym" } });
    expect(await store.models()).toMatchObject([{ id, name: "Gym" }]);
    expect(await store.undo(null)).toEqual({ code: "modelRename", detail: { from: "Boxing", to: "Gym" } });
    expect(await store.models()).toMatchObject([{ id, name: "Boxing" }]);
    // A new edit of a model ends what could be redone of models.
    await store.renameModel(id, "Ring");
    expect((await store.history(null)).redo).toBeNull();
    await store.close();
  }));
