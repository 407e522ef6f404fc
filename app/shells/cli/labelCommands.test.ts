import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type LabelScheme, USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import type { Track } from "#domain/labeling/segments.ts";
import { openProjectStore } from "#host/store/open.ts";
import { finish, format, glove, newCapture } from "#host/store/testing/fixtures.ts";
import type { CaptureJson } from "./captureReport.ts";
import { CommandLine } from "./testing/commandLine.ts";

vi.setConfig({ testTimeout: 120_000 });

const PUNCH = { kind: "proposal", name: "punch", origin: '{"segmenter":"punch"}' } as const;

let line: CommandLine;

/** A project with captures A and B of ten seconds, each with proposals of a second at 1 s and at 3 s. */
beforeEach(async () => {
  line = await CommandLine.open((folder) => ["--project", join(folder, "Gym.ringside")]);
  const store = await openProjectStore(join(line.folder, "Gym.ringside"), { create: true });
  for (const name of ["A", "B"]) {
    const { id } = await finish(await store.begin(newCapture(name, glove("left", format(1)))), 10e6);
    const segments = [1e6, 3e6].map((startUs) => {
      const times = { startUs, peakUs: startUs + 5e5, endUs: startUs + 1e6 };
      return { label: "Unknown", hand: "left" as const, origin: "punch", ...times };
    });
    await store.putTracks(PUNCH, [{ captureId: id, segments }]);
  }
  await store.close();
});

afterEach(() => line.close());

const truth = async (capture: string) => (await line.json<Track[]>("labels", "list", capture, "--track", "Truth"))[0];

test("proposals become truth, are relabelled, cleared, and undone for one capture", async () => {
  expect(await line.json("labels", "accept", "A", "B", "--as", "Jab")).toEqual({ accepted: 4, left: 0 });
  expect(await line.json("labels", "accept", "A")).toEqual({ accepted: 0, left: 2 });
  expect(await line.json("labels", "relabel", "A", "--from", "Jab", "--as", "Hook")).toEqual({ changed: 2 });
  expect((await truth("A"))!.segments).toMatchObject([{ label: "Hook", startUs: 1e6 }, { label: "Hook" }]);
  expect(await line.problem("undo", "--capture", "B")).toMatchObject({
    problem: "history.blocked",
    message: 'This cannot be taken back from here: a later edit changed the same things in "A".',
  });
  expect(await line.json("undo", "--capture", "A")).toEqual({ edit: "Relabel 2 segments as Hook" });
  expect(await line.json("undo", "--capture", "B")).toEqual({ edit: "Accept 4 segments of punch" });
  expect(await line.json("redo", "--capture", "A")).toEqual({ edit: "Accept 4 segments of punch" });
  expect(await line.json("labels", "clear", "A", "--kind", "truth")).toEqual({ removed: 2 });
});

test("labels go to a file and come back as they were; a second time they are there already", async () => {
  await line.json("labels", "accept", "A", "--as", "Jab");
  const before = await line.json<Track[]>("labels", "list", "A");
  const { files } = await line.json<{ files: string[] }>("labels", "export", "A", "--to", join(line.folder, "out"));
  expect(files).toEqual([join(line.folder, "out", "A labels.csv")]);
  for (const kind of ["truth", "proposal"]) await line.json("labels", "clear", "A", "--kind", kind);
  expect(await line.json("labels", "import", "A", files[0]!)).toMatchObject({ added: 4, already: 0, overlapping: 0 });
  expect(await line.json("labels", "list", "A")).toEqual(before);
  expect(await line.json("labels", "import", "A", files[0]!)).toMatchObject({ added: 0, already: 4 });
  expect(await line.json("labels", "import", "B", files[0]!)).toMatchObject({ added: 2, already: 2 });
  expect(await line.json("undo")).toEqual({ edit: "Import 2 segments" });
});

test("ELAN's file comes back to the millisecond, is known again, and says first what would come of it", async () => {
  await line.json("labels", "accept", "A", "--as", "Jab");
  const out = join(line.folder, "out");
  const { files } = await line.json<{ files: string[] }>("labels", "export", "A", "--format", "eaf", "--to", out);
  expect(files).toEqual([join(out, "A labels.eaf")]);
  expect(await line.json("labels", "import", "A", files[0]!)).toMatchObject({ added: 0, already: 4, overlapping: 0 });
  await line.json("labels", "clear", "A", "--kind", "truth");
  const found = {
    added: 2,
    already: 2,
    tracks: [
      { name: "Truth", added: 2, isNew: false },
      { name: "punch", added: 0 },
    ],
  };
  expect(await line.json("labels", "import", "A", files[0]!, "--trial")).toMatchObject(found);
  expect((await truth("A"))!.segments).toEqual([]);
  expect(await line.json("undo", "--capture", "A")).toEqual({ edit: "Remove 2 segments" });
  await line.json("redo", "--capture", "A");
  expect(await line.json("labels", "import", "A", files[0]!)).toMatchObject(found);
  expect((await truth("A"))!.segments).toMatchObject([
    { label: "Jab", hand: "left", startUs: 1e6, endUs: 2e6, peakUs: null },
    { label: "Jab", hand: "left", startUs: 3e6, endUs: 4e6 },
  ]);
});

test("a file that is too large to be one of labels is told, not read", async () => {
  const file = join(line.folder, "all.eaf");
  await writeFile(file, "");
  await truncate(file, 100e6);
  expect(await line.problem("labels", "import", "A", file)).toMatchObject({
    problem: "labels.tooLarge",
    message: "all.eaf is larger than 64 MB. No label file is.",
  });
});

test("Audacity's labels go in whole, and those that overlap are told", async () => {
  const file = join(line.folder, "labels.txt");
  await writeFile(file, "1.0\t2.0\tJab\n1.5\t2.5\tHook\n5.0\t5.0\tbell\n");
  expect(await line.json("labels", "import", "A", file)).toEqual({
    added: 3,
    already: 0,
    predictions: 0,
    overlapping: 1,
    overlaps: [{ label: "Hook", other: "Jab", startUs: 1.5e6 }],
    tracks: [{ kind: "truth", name: "Truth", isNew: true, added: 3, already: 0, overlapping: 1 }],
  });
  expect(await line.run("labels", "list", "A", "--track", "Truth")).toBe(0);
  expect(line.out.join("\n")).toMatch(/1\.500000 +2\.500000 +Hook/);
  const [path] = (
    await line.json<{ files: string[] }>(
      "labels",
      "export",
      "A",
      "--format",
      "txt",
      "--track",
      "Truth",
      "--to",
      line.folder,
    )
  ).files;
  expect(await readFile(path!, "utf8")).toBe(
    "1.000000\t2.000000\tJab\n1.500000\t2.500000\tHook\n5.000000\t5.000000\tbell\n",
  );
});

test("a file that is no label file changes nothing and says what is wrong", async () => {
  const file = join(line.folder, "labels.txt");
  await writeFile(file, "1.0\t2.0\tJab\nrubbish\n");
  expect(await line.problem("labels", "import", "A", file)).toMatchObject({
    problem: "labels.badLine",
    message: "Line 2 is no label: rubbish",
  });
  await writeFile(file, "1.0\t200.0\tJab\n");
  expect(await line.problem("labels", "import", "A", file)).toMatchObject({ problem: "label.outside" });
  expect(await line.problem("labels", "import", "A", join(line.folder, "none.csv"))).toMatchObject({
    problem: "labels.unreadable",
  });
  expect(await line.problem("labels", "import", "A", join(line.folder, "labels.doc"))).toMatchObject({
    problem: "labels.unknownFormat",
  });
  await writeFile(file, Buffer.from([0xff, 0xfe, 0x00]));
  expect(await line.problem("labels", "import", "A", file)).toMatchObject({ problem: "labels.unreadable" });
  expect(await line.json("labels", "list", "A", "--track", "Truth")).toEqual([]);
});

test("the scheme is shown, set from a file with a rename that is carried out, and refused with what is wrong", async () => {
  await line.json("labels", "accept", "A", "--as", "Jab");
  const scheme = await line.json<LabelScheme>("scheme", "show");
  expect(scheme).toEqual(USUAL_SCHEME);
  const file = join(line.folder, "scheme.json");
  const punch = scheme.punch.map((each) => (each.name === "Jab" ? { ...each, name: "Straight" } : each));
  const renames = [{ tier: "punch", from: "Jab", to: "Straight" }];
  await writeFile(file, JSON.stringify({ ...scheme, punch, renames }));
  expect(await line.json("scheme", "set", file)).toEqual({ ...scheme, punch });
  expect((await truth("A"))!.segments.map(({ label }) => label)).toEqual(["Straight", "Straight"]);
  expect(await line.json("undo")).toEqual({ edit: 'Rename label "Jab" to "Straight"' });
  await writeFile(file, JSON.stringify({ ...scheme, punch: [...punch, punch[0]] }));
  expect(await line.problem("scheme", "set", file)).toMatchObject({ problem: "scheme.sameName" });
  await writeFile(file, "{}");
  expect(await line.problem("scheme", "set", file)).toMatchObject({ problem: "scheme.badFile" });
});

test("captures are reviewed, and counted by label", async () => {
  await line.json("labels", "accept", "A", "--as", "Jab");
  const [reviewed] = await line.json<CaptureJson[]>("review", "A");
  expect(reviewed).toMatchObject({ reviewedAt: expect.any(String), labels: { Jab: 2 }, proposals: 2 });
  expect(await line.json("review", "A", "--not")).toMatchObject([{ reviewedAt: null }]);
});
