import { HANDS } from "#domain/hands.ts";
import { PEOPLE, type Person } from "#host/sources/simulated/people.ts";
import { GloveSensor, gloveFormat } from "#host/sources/simulated/sensor.ts";

/** The scale of every recording in the report: 0.488 mg and 70 mdps a count. */
const G_PER_COUNT = 0.000488;
const DPS_PER_COUNT = 0.07;

const SENSOR = { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000, magnetometer: false, clockError_ppm: 0 };
const PUNCHES_A_MINUTE = 50;

/**
 * Four people whom nothing is tuned on, and whose misses nobody looks at to change a segmenter: fast and trained, southpaw,
 * shadow boxing, first lesson.
 */
const UNSEEN = ["Anna", "Carla", "Fay", "Hana"];

/** Settings must fit more than five people: each is tuned on as they are, as a stiff beginner, and at their fastest. */
const AS: readonly Partial<Person>[] = [
  {},
  { pronation: 0.35, reach: 0.9 },
  { pronation: 1.1, retractionS: 0.2, contactSpeed_mps: 9.5 },
];

export interface Session {
  readonly name: string;
  readonly rateHz: number;
  /** [ax, ay, az, gx, gy, gz] in counts of the common scale. */
  readonly rows: readonly (readonly number[])[];
  /** Every motion that is over, with the row of its impact; "Unknown" is one that is no punch. */
  readonly events: readonly { readonly label: string; readonly row: number }[];
}

const firstName = (person: Person) => person.name.split(",", 1)[0]!;

/** Sessions of both hands of the simulated people, `minutes` each: those to tune on, and those of unseen people. */
export function simulatedSessions(minutes: { tune: number; test: number }): { tune: Session[]; test: Session[] } {
  const unseen = (person: Person) => UNSEEN.includes(firstName(person));
  return {
    tune: PEOPLE.filter((person) => !unseen(person)).flatMap((person) =>
      AS.flatMap((differs) => sessionsOf({ ...person, ...differs }, minutes.tune, 1)),
    ),
    test: PEOPLE.filter(unseen).flatMap((person) => sessionsOf(person, minutes.test, 2)),
  };
}

function sessionsOf(person: Person, minutes: number, seed: number): Session[] {
  const [accelScale, gyroScale] = [0, 3].map((channel) => gloveFormat(SENSOR).channels[channel]!.scale);
  return HANDS.map((hand) => {
    const script = { person, seed, hands: HANDS, punchesPerMinute: PUNCHES_A_MINUTE };
    const sensor = new GloveSensor(script, hand, SENSOR);
    const flat = sensor.rows(Math.round(minutes * 60 * SENSOR.rateHz));
    const rows = Array.from({ length: flat.length / 6 }, (_, row) =>
      Array.from(flat.subarray(row * 6, row * 6 + 6), (value, axis) =>
        Math.round(axis < 3 ? (value * accelScale!) / G_PER_COUNT : (value * gyroScale!) / DPS_PER_COUNT),
      ),
    );
    const events = sensor.motion.made
      .filter(({ endS }) => endS * SENSOR.rateHz <= rows.length)
      .map(({ label, peakS }) => ({ label, row: Math.round(peakS * SENSOR.rateHz) }));
    return { name: `simulated/${firstName(person)}/${hand}`, rateHz: SENSOR.rateHz, rows, events };
  });
}
