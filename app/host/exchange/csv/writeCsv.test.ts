import { access, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SampleType, StreamFormat } from "#domain/channels.ts";
import type { RecordedRun, RecordedStream } from "../recordedStream.ts";
import { readCsv } from "./readCsv.ts";
import { writeCsv } from "./writeCsv.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-csv-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function format(sampleType: SampleType): StreamFormat {
  const channel = { kind: "acceleration", unit: "g", scale: 16 / 32768, range: 16 } as const;
  return {
    sampleType,
    nominalRateHz: 119,
    channels: [
      { ...channel, name: "AccelerometerX", axis: "x" },
      { ...channel, name: "AccelerometerY", axis: "y" },
    ],
  };
}

function stream(sampleType: SampleType, runs: readonly RecordedRun[], rateHz = 119): RecordedStream {
  return {
    hand: null,
    format: format(sampleType),
    clock: { startUs: 2500, rateHz },
    async *runs() {
      yield* runs;
    },
  };
}

async function rowsOf({ runs, format }: RecordedStream): Promise<[number, ...number[]][]> {
  const width = format.channels.length;
  const rows: [number, ...number[]][] = [];
  for await (const { firstIndex, values } of runs()) {
    for (let row = 0; row < values.length / width; row++) {
      rows.push([firstIndex + row, ...values.subarray(row * width, (row + 1) * width)]);
    }
  }
  return rows;
}

describe("a stream written as CSV", () => {
  test("is a table of index, seconds and counts that jumps over lost rows", async () => {
    const path = join(folder, "raw.csv");
    const runs = [
      { firstIndex: 0, values: Int16Array.of(1, -2, 3, -4) },
      { firstIndex: 5, values: Int16Array.of(32767, -32768) },
    ];
    await writeCsv(path, stream("int16", runs, 100), "raw");
    expect(await readFile(path, "utf8")).toBe(
      [
        "sequence,timestamp,AccelerometerX,AccelerometerY",
        "0,0.002500,1,-2",
        "1,0.012500,3,-4",
        "5,0.052500,32767,-32768",
        "",
      ].join("\n"),
    );
  });

  test("can hold values in their unit instead, which its header tells", async () => {
    const path = join(folder, "physical.csv");
    await writeCsv(path, stream("int16", [{ firstIndex: 0, values: Int16Array.of(2048, -1024) }]), "physical");
    expect(await readFile(path, "utf8")).toBe(
      "sequence,timestamp,AccelerometerX [g],AccelerometerY [g]\n0,0.002500,1,-0.5\n",
    );
  });

  test("reads back as it was: every row at its index, every value exact, the clock within a microsecond", async () => {
    const int16 = fc.integer({ min: -32768, max: 32767 });
    const float32 = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    const any = fc.constantFrom<SampleType>("int16", "float32").chain((type) => {
      const value = type === "int16" ? int16 : float32;
      const part = fc.tuple(fc.nat(20), fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 30 }));
      return fc.tuple(fc.constant(type), fc.array(part, { minLength: 1, maxLength: 6 }));
    });
    const path = join(folder, "there-and-back.csv");
    await fc.assert(
      fc.asyncProperty(any, async ([type, parts]) => {
        let at = 0;
        const runs = parts.map(([hole, rows]): RecordedRun => {
          const firstIndex = at + hole;
          at = firstIndex + rows.length;
          return {
            firstIndex,
            values: type === "int16" ? Int16Array.from(rows.flat()) : Float32Array.from(rows.flat()),
          };
        });
        const written = stream(type, runs);
        await writeCsv(path, written, "raw");
        const back = await readCsv(path, { rateHz: 119 });
        const [read] = back.streams;
        const backRows = (await rowsOf(read!)).map(([index, ...values]) => [index + back.firstSequence, ...values]);
        expect(backRows).toEqual(await rowsOf(written));
        expect(read!.format.channels.map(({ name, kind, axis }) => [name, kind, axis])).toEqual(
          written.format.channels.map(({ name, kind, axis }) => [name, kind, axis]),
        );
        if (back.rows > 1) expect(read!.clock.rateHz).toBeCloseTo(119, 1);
      }),
      { numRuns: 60 },
    );
  });

  test("that fails on the way leaves what was there as it was", async () => {
    const path = join(folder, "kept.csv");
    await writeFile(path, "before");
    const breaking = { ...stream("int16", []), runs: () => broken() };
    await expect(writeCsv(path, breaking, "raw")).rejects.toMatchObject({
      problem: { code: "export.failed", detail: { message: "the disk went away" } },
    });
    expect(await readFile(path, "utf8")).toBe("before");
    expect((await readdir(folder)).filter((name) => name.includes("unfinished"))).toEqual([]);
  });

  test("into a folder that cannot be is a problem with its file", async () => {
    const blocked = join(folder, "a-file");
    await writeFile(blocked, "");
    await expect(writeCsv(join(blocked, "x.csv"), stream("int16", []), "raw")).rejects.toMatchObject({
      problem: { code: "export.failed" },
    });
    await expect(access(join(blocked, "x.csv"))).rejects.toThrow();
  });
});

async function* broken(): AsyncGenerator<RecordedRun> {
  yield { firstIndex: 0, values: Int16Array.of(1, 2) };
  throw new Error("the disk went away");
}
