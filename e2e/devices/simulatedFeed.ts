import type { Hand } from "#domain/hands.ts";
import { PEOPLE } from "#host/sources/simulated/people.ts";
import { GloveSensor, gloveFormat } from "#host/sources/simulated/sensor.ts";
import { loopedFeed, type RowFeed } from "./rowFeed.ts";

/** Long enough to hold every punch of the script a few times. */
const BLOCK_S = 60;

/** A minute of the simulated glove, looped: gravity, punches and clipping as the studio's own model makes them. */
export function simulatedFeed(hand: Hand, rateHz: number, seed = 1): RowFeed {
  const sensor = { rateHz, accelRange_g: 16, gyroRange_dps: 2000, magnetometer: true, clockError_ppm: 0 };
  const script = { person: PEOPLE[0]!, seed, hands: [hand], punchesPerMinute: 40 };
  const block = new GloveSensor(script, hand, sensor).rows(BLOCK_S * rateHz);
  const columns = gloveFormat(sensor).channels.map((channel) => channel.name);
  const says = { hand, accel_range_g: sensor.accelRange_g, gyro_range_dps: sensor.gyroRange_dps };
  return { ...loopedFeed(columns, rateHz, block), says };
}
