import { randomUUID } from "node:crypto";
import { writeDescriptor } from "../../engine/descriptor/writeDescriptor.ts";
import type { NewModel } from "../../store/models/modelApi.ts";
import { asBytes, axisModel, axisPipeline } from "../../validation/testing/axisModel.ts";
import type { PackModel } from "../makePack.ts";

/** A model as the project hands it to a pack. */
export function packModelOf(made: NewModel): PackModel {
  return { model: asBytes(made).model, parts: made.parts };
}

/** A model with a part for each hand, which call the turns differently. */
export function twoHands(name = "Boxing"): NewModel {
  const [left, right] = [
    axisModel({ name, hand: "left" }),
    axisModel({ name, hand: "right", classNumbers: [2, 0, 1] }),
  ];
  return { ...left, parts: [...left.parts, ...right.parts] };
}

/** A detector: it cuts windows, and has no features and no classifier. */
export function cuttingModel({ name }: { readonly name: string }): NewModel {
  const { model, parts } = axisModel({ name, classNames: [] });
  const descriptor = writeDescriptor({
    ...axisPipeline([1, 2, 0]),
    segmenter: { kind: "windowing", window: 20, step: 20 },
    features: [],
    classifier: { kind: "none" },
  });
  return { model: { ...model, id: randomUUID() }, parts: [{ ...parts[0]!, descriptor }] };
}
