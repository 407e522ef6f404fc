import { ProblemError } from "#domain/problems.ts";
import type { FloatLayer } from "../../engine/descriptor/network.ts";
import type { Quantization, Quantize, QuantizedLayer } from "../api.ts";
import { layerMultipliers } from "../tflite/multiplier.ts";
import { limitsIn, quantizationOf, type Range } from "./activations.ts";
import { outputRanges } from "./ranges.ts";
import { quantizedWeights, weightScalesOf } from "./weights.ts";

/** Post-training quantization by TensorFlow Lite's int8 scheme; the inputs keep the quantization of the examples. */
export const quantize: Quantize = (network, calibration) => {
  for (const { weights = [], biases = [] } of network.layers)
    if (!weights.every(Number.isFinite) || !biases.every(Number.isFinite)) throw new ProblemError("learn.notANumber");
  const ranges = outputRanges(network.layers, calibration);
  let output: Quantization = { scale: Math.fround(calibration.scale), zeroPoint: calibration.zeroPoint };
  const layers = network.layers.map((layer, i) => {
    const quantized = layer.weights === undefined ? pool(layer, output) : weighted(layer, output, ranges[i]!);
    output = quantized.output;
    return quantized;
  });
  return { layers, output };
};

function pool(layer: FloatLayer, quantization: Quantization): QuantizedLayer {
  const { weights: _, biases: __, ...shape } = layer;
  return { ...shape, ...ends(quantization, quantization), ...limitsIn(quantization, layer) };
}

function weighted(layer: FloatLayer, input: Quantization, range: Range): QuantizedLayer {
  const weightScales = weightScalesOf(layer, input.scale);
  const output = quantizationOf(range, input.scale * Math.max(...weightScales));
  const multipliers = layerMultipliers(layer.kind, input.scale, weightScales, output.scale);
  return {
    ...layer,
    ...ends(input, output),
    ...limitsIn(output, layer),
    ...quantizedWeights(layer, weightScales, input.scale),
    weightScales,
    multipliers: multipliers.map(({ multiplier }) => multiplier),
    shifts: multipliers.map(({ shift }) => shift),
  };
}

const ends = (input: Quantization, output: Quantization) => ({
  input,
  output,
  inputZero: input.zeroPoint,
  outputZero: output.zeroPoint,
});
