import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parse } from "csv-parse/sync";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { VALIDATION_FILES } from "#contract/validation.ts";
import { newValidation } from "../testing/madeValidation.ts";
import { exportValidation, validationFile } from "./files.ts";

const VALIDATION = newValidation();
const [CAPTURE] = VALIDATION.captures;
const [EVENT] = CAPTURE!.events;
const text = (file: (typeof VALIDATION_FILES)[number]) => String(validationFile(VALIDATION, file).bytes);

describe("a validation as a file", () => {
  test("events, one a row, as a table of text", () => {
    const rows = parse(text("events.csv"), { columns: true }) as Record<string, string>[];
    expect(rows).toEqual([
      {
        capture_id: CAPTURE!.captureId,
        capture: "Jab 1",
        hand: "left",
        outcome: "substitution",
        scored: "true",
        truth_segment: EVENT!.truth!.segmentId,
        truth_label: "Jab",
        truth_start_us: "0",
        truth_end_us: "1000000",
        truth_peak_us: "",
        found_label: "Hook",
        found_start_us: "0",
        found_end_us: "1000000",
        found_peak_us: "",
        decided_us: "1000000",
        score: "0.75",
      },
    ]);
  });

  test("the same events as Parquet, with types and empty cells", async () => {
    const { bytes } = validationFile(VALIDATION, "events.parquet");
    const file = (bytes as Uint8Array<ArrayBuffer>).buffer;
    expect(await parquetReadObjects({ file })).toMatchObject([
      {
        outcome: "substitution",
        scored: true,
        truth_start_us: 0n,
        truth_peak_us: null,
        found_end_us: 1_000_000n,
        score: 0.75,
      },
    ]);
  });

  test("captures, one a row, with the hashes of what they were made from", () => {
    const [row] = parse(text("captures.csv"), { columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({ capture: "Jab 1", f1: "0", substitution: "1", false_alarm: "0", data_hash: "d" });
  });

  test("whole, as it is kept", () => {
    expect(JSON.parse(text("result.json"))).toEqual(VALIDATION);
  });

  test("into a folder: a second time beside the first", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ringside-results-"));
    try {
      const paths = await exportValidation(VALIDATION, join(folder, "new"));
      expect(paths.map((path) => basename(path))).toEqual(VALIDATION_FILES.map((file) => `Boxing ${file}`));
      expect(await readFile(paths[0]!, "utf8")).toBe(text("events.csv"));
      const [again] = await exportValidation(VALIDATION, join(folder, "new"), ["events.csv"]);
      expect(basename(again!)).toBe("Boxing events (2).csv");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
