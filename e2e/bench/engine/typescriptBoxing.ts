import { FEATURE_COLUMNS, FEATURE_RANGE, LAYERS, PUNCH } from "./boxingSpec.ts";
import { AXES } from "./session.ts";

/**
 * The boxing reference as somebody would write it in TypeScript, without the engine: whole arrays, plain numbers. The
 * segments are the engine's; a class may differ where rounding in double precision does.
 */
export interface Punch {
  readonly begin: number;
  readonly end: number;
}

export interface Lengths {
  readonly acceleration: Float64Array;
  readonly rotation: Float64Array;
}

export function lengthsOf(rows: Int16Array): Lengths {
  const frames = rows.length / AXES;
  const [acceleration, rotation] = [new Float64Array(frames), new Float64Array(frames)];
  for (let i = 0; i < frames; i++) {
    acceleration[i] = lengthOf(rows, i * AXES);
    rotation[i] = lengthOf(rows, i * AXES + 3);
  }
  return { acceleration, rotation };
}

function lengthOf(rows: Int16Array, at: number): number {
  const [x, y, z] = [rows[at]!, rows[at + 1]!, rows[at + 2]!];
  return Math.min(32_767, Math.floor(Math.sqrt(x * x + y * y + z * z)));
}

export function findPunches({ acceleration, rotation }: Lengths): Punch[] {
  const { rest, lead, window, slowestTurn, weakestHit, usualShare } = PUNCH;
  const punches: Punch[] = [];
  let usual = 0;
  let rising = false;
  let height = 0;
  let peak = 0;
  for (let now = 0; now < rotation.length; now++) {
    usual -= Math.floor(usual / 8192);
    const turn = rotation[now]!;
    if (rising && turn > height) {
      height = turn;
      peak = now;
    } else if (rising && now - peak >= rest) {
      rising = false;
      if (highestIn(acceleration, peak - rest, peak + rest) >= weakestHit) {
        usual = usual === 0 ? height * 256 : usual - Math.floor(usual / 4) + Math.floor((height * 256) / 4);
        if (peak >= lead) punches.push({ begin: peak - lead, end: peak - lead + window });
      }
    }
    const level = Math.max(slowestTurn, Math.floor((Math.floor(usual / 256) * usualShare) / 100));
    if (!rising && turn >= level && highestIn(rotation, now - rest, now - 1) < turn) {
      rising = true;
      height = turn;
      peak = now;
    }
  }
  return punches.filter(({ end }) => end <= rotation.length);
}

function highestIn(values: Float64Array, from: number, to: number): number {
  let highest = -1;
  for (let i = Math.max(0, from); i <= to; i++) highest = Math.max(highest, values[i]!);
  return highest;
}

/** The class of a punch, 1 to 6. */
export function classify(rows: Int16Array, lengths: Lengths, { begin, end }: Punch): number {
  const features = FEATURE_COLUMNS.flatMap((column) => featuresOf(columnOf(rows, lengths, column, begin, end)));
  const { lowest, highest } = FEATURE_RANGE;
  let values = features.map((feature) => {
    const share = Math.min(1, Math.max(0, (feature - lowest) / (highest - lowest)));
    return Math.floor(share * 255) - 128;
  });
  for (const layer of LAYERS) values = dense(layer, values);
  return values.indexOf(Math.max(...values)) + 1;
}

function columnOf(rows: Int16Array, lengths: Lengths, column: number, begin: number, end: number): ArrayLike<number> {
  if (column === 6) return lengths.acceleration.subarray(begin, end);
  if (column === 7) return lengths.rotation.subarray(begin, end);
  return Array.from({ length: end - begin }, (_, i) => rows[(begin + i) * AXES + column]!);
}

/** Mean, standard deviation, maximum, minimum. */
function featuresOf(values: ArrayLike<number>): number[] {
  let [sum, squares, highest, lowest] = [0, 0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    sum += value;
    squares += value * value;
    highest = Math.max(highest, value);
    lowest = Math.min(lowest, value);
  }
  const mean = sum / values.length;
  return [mean, Math.sqrt(Math.max(0, squares / values.length - mean * mean)), highest, lowest];
}

function dense(layer: (typeof LAYERS)[number], inputs: readonly number[]): number[] {
  const scale = (layer.multipliers![0]! / 2 ** 31) * 2 ** layer.shifts![0]!;
  return layer.biases!.map((bias, out) => {
    let sum = bias;
    for (let i = 0; i < inputs.length; i++)
      sum += (inputs[i]! - layer.inputZero) * layer.weights![out * inputs.length + i]!;
    return Math.min(layer.highest, Math.max(layer.lowest, Math.round(sum * scale) + layer.outputZero));
  });
}
