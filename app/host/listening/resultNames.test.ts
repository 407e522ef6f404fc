import { expect, it } from "vitest";
import { readModelJson } from "#domain/deploy/modelJson.ts";
import type { GloveResult } from "#domain/deploy/recognition.ts";
import { asBytes, axisModel } from "../validation/testing/axisModel.ts";
import { modelOfPack, nameOf } from "./resultNames.ts";

const { model } = asBytes(axisModel());
const chosen = readModelJson({ ModelDescriptions: [{ ClassMaps: { "1": "Uno", "3": "Tres" } }] });
const nobody = { model: null, chosen: null };

function said(more: Partial<GloveResult>): GloveResult {
  const nothing = {
    className: null,
    value: null,
    segmentStart: null,
    segmentLength: null,
    features: null,
    outputs: null,
  };
  return { modelNumber: 0, classNumber: 1, ...nothing, ...more };
}

it("is named by its sender before the model of its pack, and by that before a chosen file", () => {
  expect(nameOf(said({ className: "Bad punch" }), { model, chosen })).toBe("Bad punch");
  expect(nameOf(said({}), { model, chosen })).toBe("Jab");
  expect(nameOf(said({}), { model: null, chosen })).toBe("Uno");
  expect(nameOf(said({ classNumber: 3 }), { model, chosen })).toBe("Tres");
});

it("has its number where nobody knows a name", () => {
  expect(nameOf(said({ classNumber: 3 }), nobody)).toBe("Class 3");
  expect(nameOf(said({ classNumber: 0 }), nobody)).toBe("Unknown");
  expect(nameOf(said({ classNumber: 65_534 }), nobody)).toBe("Limit reached");
  expect(nameOf(said({ classNumber: 1, modelNumber: 2 }), { model: null, chosen })).toBe("Class 1");
  expect(nameOf(said({ classNumber: null, value: 1.5 }), nobody)).toBe("1.5");
});

it("finds the model by the bytes that the glove runs", () => {
  expect(modelOfPack([model], { hash: model.parts[0]!.hash, name: "" })).toBe(model);
  expect(modelOfPack([model], { hash: "00", name: "" })).toBeNull();
  expect(modelOfPack([model], null)).toBeNull();
});
