/** Inputs side by side in groups: [input][step][channel] as [batch][step][group][channel]. Missing inputs are zeros. */
export function weave(inputs: Int8Array, steps: number, channels: number, groups: number): Int8Array {
  const size = steps * channels * groups;
  const woven = new Int8Array(Math.ceil(inputs.length / size) * size);
  for (let row = 0; row * channels < inputs.length; row++)
    woven.set(inputs.subarray(row * channels, (row + 1) * channels), placeOf(row, steps, groups) * channels);
  return woven;
}

/** The way back for outputs. */
export function unweave(woven: Int8Array, steps: number, channels: number, groups: number): Int8Array {
  const outputs = new Int8Array(woven.length);
  for (let row = 0; row * channels < woven.length; row++) {
    const from = placeOf(row, steps, groups) * channels;
    outputs.set(woven.subarray(from, from + channels), row * channels);
  }
  return outputs;
}

/** Where a row of channels, counted over steps and inputs, lies among the woven rows. */
function placeOf(row: number, steps: number, groups: number): number {
  const input = Math.floor(row / steps);
  return (Math.floor(input / groups) * steps + (row % steps)) * groups + (input % groups);
}
