import type { ChannelKind } from "./channels.ts";
import type { Hand } from "./hands.ts";

/** What the name of a column says. Nothing is guessed from values. */
export interface ChannelName {
  readonly kind: ChannelKind;
  readonly axis: "x" | "y" | "z" | null;
  /** The unit that the name states, as one of the studio's own (`g`, `dps`, `uT`); `raw` for counts; null if unsaid. */
  readonly unit: "g" | "dps" | "uT" | "raw" | null;
  /** value in the column * factor = value in `unit`: 0.001 for a column in mg. 1 where no unit is stated. */
  readonly factor: number;
  /** Which device of a gateway fusion it came from (`S_1_…`); null outside a fusion. */
  readonly device: number | null;
  readonly hand: Hand | null;
}

type Unit = NonNullable<ChannelName["unit"]>;

// Maps, not objects: a column may be called "constructor".
const KINDS = new Map<string, ChannelKind>([
  ...words("acceleration", "a acc accel acceleration accelerometer"),
  ...words("rotation", "g w gyr gyro gyroscope rot rotation angularvelocity"),
  ...words("magnetic", "m b mag magnet magnetic magnetometer"),
  ...words("audio", "microphone mic audio channel"),
]);

const HANDS = new Map<string, Hand>([
  ["l", "left"],
  ["left", "left"],
  ["r", "right"],
  ["right", "right"],
]);

const UNITS = new Map<string, readonly [Unit, number]>(
  Object.entries({
    g: ["g", 1],
    mg: ["g", 1e-3],
    "m/s^2": ["g", 1 / 9.80665],
    "m/s2": ["g", 1 / 9.80665],
    "m/s²": ["g", 1 / 9.80665],
    dps: ["dps", 1],
    mdps: ["dps", 1e-3],
    "deg/s": ["dps", 1],
    "°/s": ["dps", 1],
    "rad/s": ["dps", 180 / Math.PI],
    ut: ["uT", 1],
    µt: ["uT", 1],
    nt: ["uT", 1e-3],
    gauss: ["uT", 100],
    lsb: ["raw", 1],
    raw: ["raw", 1],
    counts: ["raw", 1],
  } satisfies Record<string, [Unit, number]>),
);

const KIND_OF_UNIT: Readonly<Record<Unit, ChannelKind>> = {
  g: "acceleration",
  dps: "rotation",
  uT: "magnetic",
  raw: "other",
};

/**
 * Reads a column name: `AccelerometerX`, `aX`, `acc_x[mg]`, `A_X [LSB]`, `S_0_L_GyroscopeZ`, `Microphone`,
 * `Linear Acceleration x (m/s^2)`. A name that says nothing is `other` without axis and unit.
 */
export function readChannelName(name: string): ChannelName {
  const fusion = /^S_(\d{1,3})_(.+)$/.exec(name.trim());
  const bracket = /^(.*?)\s*[[(]([^\])]*)[\])]\s*$/.exec(fusion?.[2] ?? name.trim());
  const [unit, factor] = UNITS.get((bracket?.[2] ?? "").trim().toLowerCase()) ?? [null, 1];
  const tokens = tokensOf(bracket?.[1] ?? fusion?.[2] ?? name);
  const last = tokens.at(-1);
  const axis = last === "x" || last === "y" || last === "z" ? last : null;
  const named = tokens.map((token) => KINDS.get(token)).find((kind) => kind !== undefined);
  const hand = tokens.map((token) => HANDS.get(token)).find((side) => side !== undefined);
  return {
    kind: named ?? (unit === null ? "other" : KIND_OF_UNIT[unit]),
    axis,
    unit,
    factor,
    device: fusion ? Number(fusion[1]) : null,
    hand: hand ?? null,
  };
}

/** Words of a name in lower case; a known word with its axis behind it (`gyrox`) is two. */
function tokensOf(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((token) => token !== "")
    .flatMap((token) => {
      const glued = /^(.+)([xyz])$/.exec(token);
      return glued && KINDS.has(glued[1]!) ? [glued[1]!, glued[2]!] : [token];
    });
}

function words(kind: ChannelKind, list: string): [string, ChannelKind][] {
  return list.split(" ").map((word) => [word, kind]);
}
