import type { ForeignTensor } from "#domain/learning/imports.ts";
import { ProblemError } from "#domain/problems.ts";
import { DamagedFile } from "../tflite/flatTable.ts";
import { readTflite, type TfliteFile } from "../tflite/readTflite.ts";
import { type Imported, imported } from "./foreign.ts";
import { networkOfTflite } from "./tfliteNetwork.ts";

/** A `.tflite` file: its signature, and its network where the engine has its operators. @throws ProblemError import.damaged */
export function importTflite(bytes: Uint8Array): Imported {
  try {
    const file = readTflite(bytes);
    const about = {
      format: "tflite" as const,
      description: file.description,
      inputs: file.inputs.map((place) => endOf(file, place)),
      outputs: file.outputs.map((place) => endOf(file, place)),
      operators: file.operators.map(({ name }) => name),
    };
    return imported(about, () => networkOfTflite(file));
  } catch (error) {
    if (error instanceof DamagedFile)
      throw new ProblemError("import.damaged", { where: error.where }, { cause: error });
    throw error;
  }
}

function endOf({ tensors }: TfliteFile, place: number): ForeignTensor {
  const { name, type, shape, quantization } = tensors[place]!;
  const one = quantization?.scales.length === 1;
  return {
    name,
    type,
    shape,
    quantization: one ? { scale: quantization.scales[0]!, zeroPoint: quantization.zeroPoints[0]! } : null,
  };
}
