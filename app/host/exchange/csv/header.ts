import { readChannelName } from "#domain/channelNames.ts";
import { type Dialect, readNumber } from "./dialect.ts";

/** A column with numbers from a sensor. */
export interface SensorColumn {
  /** Which cell of a row. */
  readonly at: number;
  readonly name: string;
}

/** What the columns of a file are for. */
export interface Header {
  /** False where the first line holds numbers already; columns are then called column_1, column_2 ... */
  readonly named: boolean;
  /** Cells that every row must have. */
  readonly width: number;
  readonly sequenceAt: number | null;
  readonly time: TimeColumn | null;
  readonly sensors: readonly SensorColumn[];
  /** Names of columns that are not read. */
  readonly leftOut: readonly string[];
}

export interface TimeColumn {
  readonly at: number;
  /** Microseconds a unit, where the name says it. */
  readonly usEach: number | null;
}

const TIME_UNITS: Readonly<Record<string, number>> = { s: 1e6, sec: 1e6, ms: 1e3, us: 1, µs: 1, ns: 1e-3 };

/**
 * @param wanted names of sensor columns to read; when absent, those that are known to be of a motion sensor or a
 *        microphone, and where there is none, all
 */
export function readHeader(cells: readonly string[], dialect: Dialect, wanted?: readonly string[]): Header {
  const filled = cells.filter((cell) => cell.trim() !== "");
  const named = filled.length > 0 && filled.some((cell) => Number.isNaN(readNumber(cell, dialect)));
  const names = unique(cells.map((cell, at) => (named ? cell.trim() : `column_${at + 1}`)));
  const sequenceAt = at(names, isSequence);
  const timeAt = at(names, (name) => timeUnit(name) !== undefined);
  const others = names
    .map((name, index) => ({ at: index, name }))
    .filter(({ at, name }) => name !== "" && at !== sequenceAt && at !== timeAt);
  const known = others.filter(({ name }) => readChannelName(name).kind !== "other");
  const sensors = wanted ? others.filter(({ name }) => wanted.includes(name)) : known.length > 0 ? known : others;
  const last = names.findLastIndex((name) => name !== "");
  const usEach = timeAt === null ? null : (timeUnit(names[timeAt]!) ?? null);
  return {
    named,
    width: last + 1,
    sequenceAt,
    time: timeAt === null ? null : { at: timeAt, usEach },
    sensors,
    leftOut: others.filter((column) => !sensors.includes(column)).map(({ name }) => name),
  };
}

/** `T [us]` and `Timestamp [us]` -> 1; `time` -> null: a time whose unit is not told; anything else -> undefined. */
function timeUnit(name: string): number | null | undefined {
  const parts = /^\s*([a-z]+)\s*(?:[[(_ ]\s*([a-zµ]+)\s*[\])]?)?\s*$/i.exec(name);
  if (!parts) return undefined;
  const unit = TIME_UNITS[(parts[2] ?? "").toLowerCase()] ?? null;
  const word = parts[1]!.toLowerCase();
  if (word === "timestamp" || word === "time") return unit;
  return word === "t" && (unit !== null || parts[2] === undefined) ? unit : undefined;
}

function isSequence(name: string): boolean {
  return /^(sequence|seq|sample|index)$/i.test(name.trim());
}

function at(names: readonly string[], is: (name: string) => boolean): number | null {
  const index = names.findIndex(is);
  return index < 0 ? null : index;
}

/** Two columns of one name cannot be told apart later: the second becomes `name 2`. */
function unique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 || name === "" ? name : `${name} ${times}`;
  });
}

/** The name without its unit: `A_X [mg]` and `A_X [LSB]` are the same quantity. */
export function quantityOf(name: string): string {
  return readChannelName(name).unit === null ? name : name.replace(/\s*[[(][^\])]*[\])]\s*$/, "");
}
