// Simulated sessions of every person of the model, both hands, in the scale of the real recordings. Simulated: it proves that
// quick combinations and unseen people are told apart, not that real ones are.
import { PEOPLE } from "../../../app/host/sources/simulated/people.ts";
import { GloveSensor } from "../../../app/host/sources/simulated/sensor.ts";

const SECONDS = 90;
const SENSOR = { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000, magnetometer: false, clockError_ppm: 0 };

/** Counts of the simulated sensor (full scale 32768) as counts of 0.488 mg and 70 mdps. */
const ACCELERATION_GAIN = 16_000 / 32_768 / 0.488;
const ROTATION_GAIN = 2_000 / 32_768 / 0.07;

function session(person, hand, seed) {
  const script = { person, seed, hands: ["left", "right"], punchesPerMinute: 40 };
  const sensor = new GloveSensor(script, hand, SENSOR);
  const counts = sensor.rows(SECONDS * SENSOR.rateHz);
  const rows = Array.from({ length: counts.length / 6 }, (_, row) =>
    Array.from(counts.subarray(row * 6, row * 6 + 6), (value, column) =>
      Math.max(-32768, Math.min(32767, Math.round(value * (column < 3 ? ACCELERATION_GAIN : ROTATION_GAIN)))),
    ),
  );
  const punches = sensor.motion.made.filter(({ label, endS }) => label !== "Unknown" && endS + 1 < SECONDS);
  const impacts = punches.map(({ label, peakS }) => ({ row: Math.round(peakS * sensor.trueRateHz), label }));
  const firstName = person.name.split(",")[0].replaceAll(" ", "_");
  return { name: `simulated/${firstName}/${hand}`, rateHz: SENSOR.rateHz, rows, impacts };
}

/** Two recordings a person, left and right, with the rows of greatest acceleration as truth; feints are not punches. */
export function simulatedPeople() {
  return PEOPLE.flatMap((person, index) => ["left", "right"].map((hand) => session(person, hand, 1000 + index)));
}
