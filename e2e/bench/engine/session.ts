/** A training session as six int16 axes: noise at rest, and a punch of one glove every second and a half. */
export const RATE_HZ = 119;
export const AXES = 6;
export const COUNTS_PER_G = 1000 / 0.488;
export const COUNTS_PER_DPS = 1 / 0.07;

const PUNCH_EVERY_S = 1.5;
const HILL_S = 0.12;

/** The same rows for the same length. */
export function sessionRows(frames: number): Int16Array {
  const rows = new Int16Array(frames * AXES);
  let state = 1;
  const noise = (amplitude: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) * amplitude;
  };
  for (let frame = 0; frame < frames; frame++) {
    const timeS = frame / RATE_HZ;
    const punch = Math.floor(timeS / PUNCH_EVERY_S);
    const away = Math.abs((timeS % PUNCH_EVERY_S) - PUNCH_EVERY_S / 2) / HILL_S;
    const hill = away < 1 ? (1 - away) * (0.6 + 0.1 * (punch % 5)) : 0;
    const at = frame * AXES;
    rows[at] = noise(200) + hill * 8 * COUNTS_PER_G;
    rows[at + 1] = noise(200) - (punch % 3) * hill * 2 * COUNTS_PER_G;
    rows[at + 2] = noise(200) + COUNTS_PER_G;
    rows[at + 3] = noise(300) + hill * 900 * COUNTS_PER_DPS;
    rows[at + 4] = noise(300) + (punch % 2) * hill * 600 * COUNTS_PER_DPS;
    rows[at + 5] = noise(300);
  }
  return rows;
}
