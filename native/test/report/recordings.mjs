// Real recordings of the shared folder as plain int16 columns, in one scale: 0.488 mg and 70 mdps a count (+-16 g, +-2000 dps).
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

const MG_PER_COUNT = 0.488;
const DPS_PER_COUNT = 0.07;

const count = (value) => Math.max(-32768, Math.min(32767, Math.round(value)));

/** Rows of numbers of a text table, without its head. */
function rowsOf(path, separator) {
  const lines = readFileSync(path, "utf8").trim().split(/\r?\n/).slice(1);
  return lines.map((line) => line.split(separator).map(Number));
}

function tennis(folder) {
  const impacts = readFileSync(join(folder, "impacts.csv"), "utf8").split("\n");
  const names = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  return names.sort().map((file) => {
    const name = basename(file, ".txt");
    const rows = rowsOf(join(folder, file), "\t").map((row) => [1, 2, 3, 7, 8, 9].map((column) => row[column]));
    const truth = impacts.map((line) => line.split(",")).filter((cells) => cells[1] === name);
    return {
      name: `tennis/${name}`,
      rateHz: 97,
      rows,
      events: truth.map((cells) => ({ label: "stroke", row: Number(cells[2]) })),
    };
  });
}

function headGestures(folder, rateHz) {
  const names = readdirSync(folder).filter((name) => name.endsWith(".csv"));
  return names.sort().map((file) => {
    const rows = rowsOf(join(folder, file), ",").map((row) =>
      row.map((value, column) => count(column < 3 ? value / MG_PER_COUNT : value / DPS_PER_COUNT)),
    );
    return { name: `head/${basename(folder)}/${basename(file, ".csv")}`, rateHz, rows, events: [] };
  });
}

/** Every recording: name, rate, rows of [ax, ay, az, gx, gy, gz], and its events: what hit at which row. */
export function recordings(shared) {
  const data = join(shared, "data");
  return [
    ...tennis(join(data, "tennis-lsm6dsox")),
    ...headGestures(join(data, "head-gestures/lsm6dsox"), 26),
    ...headGestures(join(data, "head-gestures/lsm6dsv16x"), 30),
  ];
}

/** Recordings as one file for the C++ report: a line of text before each block of int16 rows. */
export function encode(list) {
  const parts = list.map(({ name, rateHz, rows, events }) => {
    const words = [name, rateHz, rows.length, events.length, ...events.flatMap(({ label, row }) => [label, row])];
    return Buffer.concat([Buffer.from(`${words.join(" ")} \n`), Buffer.from(Int16Array.from(rows.flat()).buffer)]);
  });
  return Buffer.concat(parts);
}
