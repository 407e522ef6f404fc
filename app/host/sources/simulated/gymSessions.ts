import type { DemoSession } from "./demoSessions.ts";
import { PEOPLE } from "./people.ts";
import { DEFAULT_SIMULATED_OPTIONS } from "./simulatedSource.ts";

/**
 * Free work with both gloves by everybody in the model, as a gym would record it to train a classifier: people who differ in
 * speed, reach, style and in how the sensor sits. The same numbers give the same samples.
 */
export function gymSessions(perPerson: number, seconds: number, seed: number): readonly DemoSession[] {
  return PEOPLE.flatMap(({ name }, person) =>
    Array.from({ length: perPerson }, (_, i) => {
      const [firstName, style] = name.split(", ") as [string, string];
      const options = {
        ...DEFAULT_SIMULATED_OPTIONS,
        person: name,
        seed: seed + 100 * person + i,
        // A clock that is a little off, as clocks are.
        clockError_ppm: 20 * (person - 4) + 5 * i,
      };
      const metadata = { person: firstName, style, session: String(i + 1) };
      return { name: `${firstName} ${String(i + 1).padStart(2, "0")}`, label: null, metadata, seconds, options };
    }),
  );
}
