import { SerialSource } from "./serial/serialSource.ts";
import { PEOPLE } from "./simulated/people.ts";
import { DEFAULT_SIMULATED_OPTIONS, SimulatedSource } from "./simulated/simulatedSource.ts";
import type { Sources } from "./sources.ts";

/** The ways in that the studio has on an ordinary machine. */
export function standardSources(): Sources {
  const gloves = new SimulatedSource();
  const serial = new SerialSource();
  return {
    all: [gloves, serial],
    serial,
    simulated: {
      defaults: DEFAULT_SIMULATED_OPTIONS,
      people: PEOPLE.map(({ name }) => name),
      configure: (options) => gloves.configure(options),
    },
  };
}
