import { expect, test } from "vitest";
import { BY_PERSON, EVERYTHING } from "#domain/learning/dataset.ts";
import { idOf, MadeStore, madeStream, rowsOfPunches, truth, truthTrack } from "../testing/madeStore.ts";
import { takeSnapshot } from "./snapshot.ts";

const rows = rowsOfPunches(3, [{ atS: 1, axis: 0 }]);
const jab = truth("Jab", 0.8, 1.2);
const of = (name: string, person: string | null, ...tracks: ReturnType<typeof truthTrack>[]) => ({
  name,
  streams: [madeStream(rows)],
  tracks: tracks.length > 0 ? tracks : [truthTrack([jab])],
  more: { metadata: person === null ? {} : { person } },
});

test("a query takes what meets all of its conditions", async () => {
  const store = new MadeStore(
    of("A", "Ada"),
    { ...of("B", "Ben"), more: { metadata: { person: "Ben" }, reviewedAtMs: 5 } },
    of("C", "Ben", truthTrack([truth("Cross", 0, 1), jab])),
  );
  const names = async (query: object) =>
    (await takeSnapshot(store, { ...EVERYTHING, ...query }, null)).captures.map(({ name }) => name).join("");
  expect(await names({})).toBe("ABC");
  expect(await names({ metadata: { person: ["Ben", "Eve"] } })).toBe("BC");
  expect(await names({ labels: ["Cross", "Hook"] })).toBe("C");
  expect(await names({ states: ["reviewed"] })).toBe("B");
  expect(await names({ states: ["inProgress"], metadata: { person: ["Ben"] } })).toBe("C");
  expect(await names({ devices: ["glove right"] })).toBe("ABC");
  expect(await names({ devices: ["glove left"] })).toBe("");
  expect(await names({ captureIds: [idOf({ name: "A" })] })).toBe("A");
});

test("a capture's own truth counts, else its only one; where two could, it is left out and said", async () => {
  const [first, second] = [truthTrack([jab], "Simulated"), truthTrack([jab, truth("Hook", 2, 3)], "Import")];
  const store = new MadeStore(
    of("Both", "Ada", first, truthTrack([truth("Cross", 0, 1)])),
    of("Empty own", "Ada", first, truthTrack([])),
    of("None", "Ada", truthTrack([])),
    of("Two", "Ada", first, second),
  );
  const asked = await takeSnapshot(store, EVERYTHING, null);
  expect(asked.captures.map(({ name, labels }) => [name, labels])).toEqual([
    ["Both", { Cross: 1 }],
    ["Empty own", { Jab: 1 }],
  ]);
  expect(asked.excluded.map(({ name, reason }) => [name, reason])).toEqual([
    ["None", "noTruth"],
    ["Two", "manyTruthTracks"],
  ]);
  const named = await takeSnapshot(store, { ...EVERYTHING, truthTrack: "Import" }, null);
  expect(named.captures.map(({ name, labels }) => [name, labels])).toEqual([["Two", { Jab: 1, Hook: 1 }]]);
  expect(named.excluded.map(({ reason }) => reason)).toEqual(["noTruth", "noTruth", "noTruth"]);
});

test("with a split, who is in no group is left out and said; what is not finished always is", async () => {
  const store = new MadeStore(of("A", "Ada"), of("B", null), { ...of("C", "Ada"), more: { state: "interrupted" } });
  const { captures, excluded } = await takeSnapshot(store, EVERYTHING, BY_PERSON);
  expect(captures.map(({ name, group }) => [name, group])).toEqual([["A", "Ada"]]);
  expect(excluded.map(({ name, reason, count }) => [name, reason, count])).toEqual([
    ["B", "noGroup", 1],
    ["C", "notFinished", 1],
  ]);
});

test("the hashes change with samples and with truth, each with its own, and with nothing else", async () => {
  const hashes = async (...captures: ReturnType<typeof of>[]) => {
    const { dataHash, labelsHash } = await takeSnapshot(new MadeStore(...captures), EVERYTHING, null);
    return [dataHash, labelsHash];
  };
  const [data, labels] = await hashes(of("A", "Ada"), of("B", "Ben"));
  expect(await hashes(of("B", "Eve"), of("A", "Ada", truthTrack([{ ...jab, id: "other", origin: "import" }])))).toEqual(
    [data, labels],
  );
  const changed = rows.slice();
  changed[77]!++;
  const [otherData, sameLabels] = await hashes({ ...of("A", "Ada"), streams: [madeStream(changed)] }, of("B", "Ben"));
  expect([otherData === data, sameLabels]).toEqual([false, labels]);
  const moved = truthTrack([{ ...jab, endUs: jab.endUs + 1 }]);
  const [sameData, otherLabels] = await hashes(of("A", "Ada", moved), of("B", "Ben"));
  expect([sameData, otherLabels === labels]).toEqual([data, false]);
  expect((await hashes(of("A", "Ada")))[0]).not.toBe(data);
});

test("samples are read once, however often somebody asks whether a model is stale", async () => {
  const store = new MadeStore(of("A", "Ada"), of("B", "Ben"));
  for (let i = 0; i < 5; i++) await takeSnapshot(store, EVERYTHING, null);
  expect(store.reads).toBe(2);
});
