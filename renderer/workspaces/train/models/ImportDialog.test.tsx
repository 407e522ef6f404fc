// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, expect, it } from "vitest";
import { useApp, useOf } from "../../../app/app.ts";
import { find, press, showApp, studioOf, type } from "../../../app/testing/showApp.tsx";
import type { Inspected } from "../../../training/importing.ts";
import { firstWish } from "../../../training/wish.ts";
import { trainedModel } from "../testTraining.ts";
import { ImportDialog } from "./ImportDialog.tsx";

const found: Inspected = {
  format: "tflite",
  description: "",
  inputs: [{ name: "motion", type: "int8", shape: [1, 48, 6], quantization: { scale: 0.5, zeroPoint: 3 } }],
  outputs: [{ name: "punch", type: "int8", shape: [1, 5], quantization: null }],
  operators: ["CONV_2D", "FULLY_CONNECTED"],
  network: { numbers: "int8", steps: 48, channels: 6, outputs: 5, layers: 2 },
  obstacles: [],
};

beforeEach(() => localStorage.clear());

/** The dialog is only there where the recipe is known. */
function WithRecipe(props: Parameters<typeof ImportDialog>[0]) {
  const known = useOf(useApp().training, ({ wish }) => wish !== null);
  return known ? <ImportDialog {...props} /> : null;
}

async function show(inspected: Inspected) {
  const studio = studioOf();
  const offer = { offerId: "00000000-0000-4000-8000-0000000000ff", fileName: "gym.tflite", found: inspected };
  const closed: true[] = [];
  const app = await showApp(studio, <WithRecipe offer={offer} onClose={() => closed.push(true)} />);
  await act(async () => app.training.store.setState({ wish: firstWish([], null) }));
  return { studio, app, closed };
}

it("shows the signature, and makes a model of what the file and the person say", async () => {
  const { studio, app, closed } = await show(found);
  const model = trainedModel({ origin: "imported", made: null, plan: null });
  studio.script["model.import"] = () => ({ ok: true, value: { model, notes: [], quantized: null } });
  const dialog = find("[role=dialog]", "Import gym.tflite");
  expect(dialog.textContent).toContain("Input motion: int8, 1 × 48 × 6, scale 0.5, zero point 3");
  expect(dialog.textContent).toContain("Output punch: int8, 1 × 5");
  expect(dialog.textContent).toContain("CONV_2D, FULLY_CONNECTED");
  await press(find("[role=dialog] footer button", "Import"));
  expect(studio.inputsOf("model.import")[0]).toMatchObject({
    name: "gym",
    plan: { classes: firstWish([], null).plan.classes },
  });
  expect(app.training.store.getState().shownModel).toBe(model.id);
  expect(closed).toHaveLength(1);
});

it("takes what a person says in fields, and the same as JSON", async () => {
  const { studio } = await show(found);
  studio.script["model.import"] = () => ({ ok: false, problem: { code: "job.cancelled", detail: {} } });
  const first = find("fieldset", "Output 1").querySelector("input")!;
  await type(first, "");
  expect(find("footer button", "Import").hasAttribute("disabled")).toBe(true);
  await type(first, "Feint");
  await press(find("footer button", "Import"));
  expect(studio.inputsOf("model.import")[0]!.plan).toMatchObject({ needs: null, hands: "mirrored" });
  expect(studio.inputsOf("model.import")[0]!.plan.classes[0]).toBe("Feint");
});

it("says what stands in the way of a file that the glove cannot run, and imports nothing", async () => {
  const obstacles = [{ code: "never.heardOf", detail: {} }];
  await show({ ...found, network: null, obstacles });
  expect(find("[role=alert]").textContent).toContain("never.heardOf");
  expect(find("[role=dialog] footer button", "Import").hasAttribute("disabled")).toBe(true);
});
