import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loopedFeed, type RowFeed } from "./rowFeed.ts";

export const STROKES = ["forehand", "backhand", "serve", "slice_forehand", "slice_backhand"] as const;
export type Stroke = (typeof STROKES)[number];

/**
 * Where the recordings of other people lie: beside the repository, or where RINGSIDE_RECORDINGS says. They are never copied
 * into it.
 */
export function dataFolder(): string {
  return process.env.RINGSIDE_RECORDINGS ?? join(import.meta.dirname, "../../../shared/data");
}

/**
 * Why a test that needs the recordings is skipped; null when they are there. Where CI is set they must be there, so
 * nothing is skipped and the test fails.
 */
export function missingTennis(): string | null {
  if (process.env.CI || existsSync(join(dataFolder(), "tennis-lsm6dsox"))) return null;
  return "skipped: the recordings tennis-lsm6dsox are not here";
}

/** The raw int16 columns of one recording (STMicroelectronics, BSD-3; 104 Hz, +-16 g, +-2000 dps), looped. */
export function tennisFeed(stroke: Stroke): RowFeed {
  const [header = "", ...lines] = readFileSync(join(dataFolder(), "tennis-lsm6dsox", `${stroke}.txt`), "utf8").split(
    /\r?\n/,
  );
  const names = header.split("\t");
  const picked = ["A_X", "A_Y", "A_Z", "G_X", "G_Y", "G_Z"].map((name) => names.indexOf(`${name} [LSB]`));
  if (picked.includes(-1)) throw new Error(`${stroke}.txt lacks a raw column`);
  const rows = lines.filter((line) => line.trim() !== "").map((line) => line.split("\t"));
  const block = Int16Array.from(rows.flatMap((cells) => picked.map((column) => Number(cells[column]))));
  const columns = ["Accelerometer", "Gyroscope"].flatMap((sensor) => ["X", "Y", "Z"].map((axis) => sensor + axis));
  return { ...loopedFeed(columns, 104, block), says: { device_name: "Virtual glove (LSM6DSOX)" } };
}
