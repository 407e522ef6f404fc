import type { ImportPlan } from "#domain/learning/importPlan.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import type { NetworkFile } from "../../store/models/modelApi.ts";
import type { QuantizedNetwork } from "../api.ts";
import type { FittedInput } from "../features/modelInput.ts";
import { toTflite } from "../tflite/toTflite.ts";
import { writeTflite } from "../tflite/writeTflite.ts";
import { importedInput } from "./planOf.ts";

/** An int8 network as it is exchanged: its file, and what that does not say. */
export function networkFile(
  network: QuantizedNetwork,
  fitted: FittedInput,
  needs: ModelNeeds,
  rest: Omit<ImportPlan, "input" | "needs">,
): NetworkFile {
  return {
    tflite: writeTflite(toTflite(network)),
    plan: { ...rest, needs, input: importedInput(fitted, needs) },
  };
}
