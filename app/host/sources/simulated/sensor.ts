import type { Channel, StreamFormat } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import { type Random, randomOf } from "#domain/random.ts";
import { BodySensing } from "./bodySensing.ts";
import { HandMotion } from "./handMotion.ts";
import { radians } from "./pose.ts";
import { rotationInto, unrotate } from "./rotation.ts";
import type { ScriptOptions } from "./script.ts";

export interface SensorOptions {
  readonly rateHz: number;
  readonly accelRange_g: number;
  readonly gyroRange_dps: number;
  readonly magnetometer: boolean;
  readonly clockError_ppm: number;
}

/** The LSM9DS1's magnetometer at +-4 gauss, the range that the Arduino library sets. */
const MAG_RANGE_UT = 400;

/**
 * Errors of an LSM9DS1-like part. Zero-level offsets: +-90 mg and +-30 dps typical on the data sheet; a third of them
 * is left after the usual rest calibration. Noise densities are those of its nearest documented relative (LSM6DS3:
 * 90 ug and 7 mdps per root Hz), with half again for the older part. Magnetic noise 0.3 uT, hard iron up to 15 uT.
 */
const ACCEL = { bias: 0.03, density: 135e-6, scaleError: 0.01 };
const GYRO = { bias: 3, density: 0.0105, scaleError: 0.01 };
const MAG = { bias: 15, noise: 0.3, scaleError: 0.02 };

interface Triad {
  readonly bias: readonly number[];
  readonly gain: readonly number[];
  readonly noise: number;
  readonly perUnit: number;
}

/** What a glove with these settings sends. */
export function gloveFormat(options: SensorOptions): StreamFormat {
  const triad = (prefix: string, kind: Channel["kind"], unit: string, range: number): Channel[] =>
    (["x", "y", "z"] as const).map((axis) => ({
      name: `${prefix}${axis.toUpperCase()}`,
      kind,
      axis,
      unit,
      scale: range / 32768,
      range,
    }));
  return {
    sampleType: "int16",
    nominalRateHz: options.rateHz,
    channels: [
      ...triad("Accelerometer", "acceleration", "g", options.accelRange_g),
      ...triad("Gyroscope", "rotation", "dps", options.gyroRange_dps),
      ...(options.magnetometer ? triad("Magnetometer", "magnetic", "uT", MAG_RANGE_UT) : []),
    ],
  };
}

/**
 * The sensor in a glove: turns what the hand does into raw counts, with mounting, offsets, noise, clipping at the range
 * and rounding. Sample k is taken k / (rateHz * (1 + ppm / 1e6)) seconds after the model's start.
 */
export class GloveSensor {
  readonly motion: HandMotion;
  /** Samples a second of the true clock. */
  readonly trueRateHz: number;
  readonly #sensing: BodySensing;
  readonly #mount = new Float64Array(9);
  readonly #noise: Random;
  readonly #triads: readonly Triad[];
  readonly #mounted = new Float64Array(3);

  constructor(script: ScriptOptions, hand: Hand, options: SensorOptions, fromSample = 0) {
    this.motion = new HandMotion(script, hand);
    this.trueRateHz = options.rateHz * (1 + options.clockError_ppm * 1e-6);
    this.#sensing = new BodySensing(this.motion, this.trueRateHz, options.magnetometer, fromSample);
    const { rollDeg, pitchDeg, yawDeg } = script.person.mount;
    const side = hand === "left" ? -1 : 1;
    rotationInto(this.#mount, side * radians(yawDeg), radians(pitchDeg), side * radians(rollDeg));
    this.#noise = randomOf(script.seed, `noise of ${hand}`);
    const made = randomOf(script.seed, `sensor of ${hand}`);
    const triad = (errors: { bias: number; scaleError: number }, noise: number, range: number): Triad => ({
      bias: [0, 1, 2].map(() => made.between(-errors.bias, errors.bias)),
      gain: [0, 1, 2].map(() => 1 + made.between(-errors.scaleError, errors.scaleError)),
      noise,
      perUnit: 32768 / range,
    });
    const bandwidth = Math.sqrt(options.rateHz / 2);
    this.#triads = [
      triad(ACCEL, ACCEL.density * bandwidth, options.accelRange_g),
      triad(GYRO, GYRO.density * bandwidth, options.gyroRange_dps),
      ...(options.magnetometer ? [triad(MAG, MAG.noise, MAG_RANGE_UT)] : []),
    ];
  }

  /** The next rows, interleaved. */
  rows(count: number): Int16Array {
    const out = new Int16Array(count * this.#triads.length * 3);
    const felt = [this.#sensing.force_g, this.#sensing.rotation_dps, this.#sensing.field_uT];
    let at = 0;
    for (let row = 0; row < count; row++) {
      this.#sensing.next();
      for (const [i, { bias, gain, noise, perUnit }] of this.#triads.entries()) {
        unrotate(this.#mounted, this.#mount, felt[i]!);
        for (let axis = 0; axis < 3; axis++) {
          const value = this.#mounted[axis]! * gain[axis]! + bias[axis]! + noise * this.#noise.normal();
          out[at++] = Math.max(-32768, Math.min(32767, Math.round(value * perUnit)));
        }
      }
    }
    return out;
  }
}
