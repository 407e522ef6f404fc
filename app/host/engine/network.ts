import { engineBinding, type NativeNetwork, refusing } from "./binding.ts";

/** A network alone: as many inputs as fit, one after the other, to as many outputs. It keeps no state between runs. */
export interface EngineNetwork<Numbers> {
  readonly inputs: number;
  readonly outputs: number;
  /** @throws TypeError where the inputs are not a whole number of network inputs */
  run(inputs: Numbers): Numbers;
  /** Off the main thread; the inputs are read in place until it ends. */
  runAsync(inputs: Numbers): Promise<Numbers>;
}

/** An int8 network with TensorFlow Lite's reference arithmetic, from `writeNetwork`'s bytes. @throws ProblemError engine.refused */
export function openInt8Network(bytes: Uint8Array, inputs: number): EngineNetwork<Int8Array> {
  const binding = engineBinding();
  return named(
    refusing(() => new binding.Int8Network(bytes, inputs)),
    inputs,
  );
}

/** The same layers in float32, from `writeFloatNetwork`'s bytes. Outputs are logits. @throws ProblemError engine.refused */
export function openFloatNetwork(bytes: Uint8Array, inputs: number): EngineNetwork<Float32Array> {
  const binding = engineBinding();
  return named(
    refusing(() => new binding.FloatNetwork(bytes, inputs)),
    inputs,
  );
}

function named<Numbers>(native: NativeNetwork<Numbers>, inputs: number): EngineNetwork<Numbers> {
  return {
    inputs,
    outputs: native.outputs,
    run: (numbers) => native.run(numbers),
    runAsync: (numbers) => native.runAsync(numbers),
  };
}
