import fc from "fast-check";
import { expect, it } from "vitest";
import { readModelJson } from "./modelJson.ts";

const classes = { "0": "Unknown", "1": "Bad Punch", "2": 7 };
const plain = (maps: ReturnType<typeof readModelJson>) =>
  maps && [...maps].map(([model, names]) => [model, [...names]]);

it.each([
  ["a list", { NumModels: 1, ModelDescriptions: [{ Name: "PUNCH", ClassMaps: classes }] }],
  ["an object by model number", { ModelDescriptions: { "0": { ClassMaps: classes } } }],
])("reads names from %s of models", (_name, json) => {
  expect(plain(readModelJson(json))).toEqual([
    [
      0,
      [
        [0, "Unknown"],
        [1, "Bad Punch"],
        [2, "7"],
      ],
    ],
  ]);
});

it("leaves out what makes no sense, and takes no other file for one", () => {
  const odd = { ModelDescriptions: [null, { ClassMaps: { one: "A", "1": "", "2": null, "3": " C " } }, {}] };
  expect(plain(readModelJson(odd))).toEqual([[1, [[3, "C"]]]]);
  for (const json of [null, 3, "x", [], {}, { ModelDescriptions: [] }, { ModelDescriptions: "x" }]) {
    expect(readModelJson(json)).toBeNull();
  }
});

it("never throws, and gives back every name that was written", () => {
  fc.assert(fc.property(fc.jsonValue(), (any) => void readModelJson(any)));
  const names = fc.dictionary(
    fc.nat(65_535).map(String),
    fc.string({ minLength: 1 }).filter((name) => name.trim() === name),
  );
  fc.assert(
    fc.property(names, (map) => {
      const read = readModelJson({ ModelDescriptions: [{ ClassMaps: map }] })!;
      expect(Object.fromEntries(read.get(0)!)).toEqual({ ...map });
    }),
  );
});
