import { GatewaySource } from "./gateway/gatewaySource.ts";
import { ReplaySource } from "./replay/replaySource.ts";
import { SerialSource } from "./serial/serialSource.ts";
import { PERSON_NAMES } from "./simulated/people.ts";
import { DEFAULT_SIMULATED_OPTIONS, SimulatedSource } from "./simulated/simulatedSource.ts";
import type { Sources } from "./sources.ts";

/** The ways in that the studio has on an ordinary machine. */
export function standardSources(): Sources {
  const gloves = new SimulatedSource();
  const replay = new ReplaySource();
  const serial = new SerialSource();
  const gateway = new GatewaySource();
  return {
    all: [gloves, replay, serial, gateway],
    serial,
    gateway,
    simulated: {
      defaults: DEFAULT_SIMULATED_OPTIONS,
      people: PERSON_NAMES,
      configure: (options) => gloves.configure(options),
    },
    replay,
  };
}
