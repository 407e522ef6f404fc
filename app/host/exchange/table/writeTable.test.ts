import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { afterAll, expect, test } from "vitest";
import type { TableColumn } from "./table.ts";
import { writeTable } from "./writeTable.ts";

const folder = await mkdtemp(join(tmpdir(), "ringside-table-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const someTable = fc
  .array(
    fc.record({
      label: fc.option(fc.string({ minLength: 1 })),
      value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0)),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((rows): TableColumn[] => [
    { name: "label", type: "text", values: rows.map(({ label }) => label) },
    { name: 'mean("x", 1)', type: "number", values: rows.map(({ value }) => value) },
  ]);

test("what is written to CSV comes back, whatever stands in a cell", async () => {
  const file = join(folder, "deep", "table.csv");
  await fc.assert(
    fc.asyncProperty(someTable, async (columns) => {
      await writeTable(file, columns);
      const [head, ...rows] = parse(await readFile(file, "utf8"));
      expect(head).toEqual(columns.map(({ name }) => name));
      expect(rows.map((row: string[]) => [row[0], row[1] === "" ? null : Number(row[1])])).toEqual(
        columns[0]!.values.map((label, i) => [label ?? "", columns[1]!.values[i]]),
      );
    }),
    { numRuns: 30 },
  );
});

test("what is written to Parquet comes back, with its types", async () => {
  const path = join(folder, "table.parquet");
  await fc.assert(
    fc.asyncProperty(someTable, async (columns) => {
      await writeTable(path, columns);
      const bytes = await readFile(path);
      const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
      expect(await parquetReadObjects({ file })).toEqual(
        columns[0]!.values.map((label, i) => ({ label, [columns[1]!.name]: columns[1]!.values[i] })),
      );
    }),
    { numRuns: 30 },
  );
});

test("another ending is refused, and nothing is left of it", async () => {
  await expect(writeTable(join(folder, "table.xlsx"), [])).rejects.toMatchObject({
    problem: { code: "export.unknownTable" },
  });
  expect((await readdir(folder)).sort()).toEqual(["deep", "table.parquet"]);
});
