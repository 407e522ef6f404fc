import type { SimulatedOptions } from "#contract/devices.ts";
import type { Punch } from "#domain/punches.ts";
import { PEOPLE } from "./people.ts";
import { DEFAULT_SIMULATED_OPTIONS } from "./simulatedSource.ts";

/** One capture of the demo project, as the host records it from the simulated gloves. */
export interface DemoSession {
  readonly name: string;
  readonly label: Punch | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly options: SimulatedOptions;
  /** False where the simulator keeps to itself what it did, so that somebody can label it. */
  readonly keepsTruth?: boolean;
}

/**
 * What the demo project shows: a drill of each punch, by people who differ, and free work with both gloves. One capture
 * has lost packets and one was recorded at a range too small, because real ones are like that too. All but the last one,
 * which waits for a newcomer, come with the simulator's labels.
 */
export function demoSessions(): readonly DemoSession[] {
  return [
    drill("Jab", "Anna", 25, { hands: "left", seed: 11 }),
    drill("Cross", "Dmitri", 30, { hands: "right", seed: 12, punchesPerMinute: 24, loss: 0.03, clockError_ppm: -120 }),
    drill("Hook", "Ben", 30, { hands: "both", seed: 13, clockError_ppm: 60 }),
    drill("Uppercut", "Goran", 20, { hands: "left", seed: 14, accelRange_g: 4 }),
    drill("Overhand", "Ivo", 30, { hands: "right", seed: 15, punchesPerMinute: 24 }),
    session("Free_Carla_01", null, "Carla", 40, { hands: "both", seed: 16, punchesPerMinute: 50 }),
    { ...session("Label_me_Anna_01", null, "Anna", 20, { hands: "left", seed: 17 }), keepsTruth: false },
  ];
}

function drill(label: Punch, person: string, seconds: number, options: Partial<SimulatedOptions>): DemoSession {
  return session(`${label}_${person}_01`, label, person, seconds, { punchesPerMinute: 30, only: [label], ...options });
}

function session(
  name: string,
  label: Punch | null,
  firstName: string,
  seconds: number,
  options: Partial<SimulatedOptions>,
): DemoSession {
  const person = PEOPLE.find((one) => one.name.startsWith(firstName))!.name;
  return {
    name,
    label,
    metadata: { person: firstName, style: person.slice(firstName.length + 2) },
    seconds,
    options: { ...DEFAULT_SIMULATED_OPTIONS, ...options, person },
  };
}
