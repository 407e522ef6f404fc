import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looksLikeRecognition, parseResultLine, readResult, readSelfTest } from "./results.ts";

const read = (line: string) => readResult(parseResultLine(line));

describe("what recognition firmware says about a segment", () => {
  it.each([
    ["a class", '{"ModelNumber":0,"Classification":2}', { modelNumber: 0, classNumber: 2, className: null }],
    ["with CR LF", '{"ModelNumber":0,"Classification":2}\r\n', { classNumber: 2 }],
    ["numbers as text", '{"ModelNumber":"1","Classification":"3"}', { modelNumber: 1, classNumber: 3 }],
    ["the limit that was reached", '{"ModelNumber":0,"Classification":65534}', { classNumber: 65_534 }],
    ["the same through a gateway", '{"ModelNumber":0,"Classification":-2}', { classNumber: 65_534 }],
    [
      "a name from a gateway with a map",
      '{"ModelNumber":0,"Classification":"Jab","timestamp":1700000000.25}',
      { classNumber: null, className: "Jab" },
    ],
    [
      "our own name beside the number",
      '{"ModelNumber":0,"Classification":1,"ClassificationName":"Jab {left}"}',
      { classNumber: 1, className: "Jab {left}" },
    ],
    ["a value", '{"ModelNumber":0,"Result":1.5}', { classNumber: null, className: null, value: 1.5 }],
    [
      "where it was, and its features as text",
      '{"ModelNumber":0,"Classification":2,"SegmentStart":119,"SegmentLength":60,"FeatureLength":3,"FeatureVector":["105","167","29"]}',
      { segmentStart: 119, segmentLength: 60, features: [105, 167, 29] },
    ],
    [
      "the outputs of a network",
      '{"ModelNumber":0,"Classification":2,"FeatureVectorLength":2,"FeatureVector":[1,2],"OutputSize":2,"OutputTensor":[0.25,0.75]}',
      { features: [1, 2], outputs: [0.25, 0.75] },
    ],
    ["behind the empty objects of a bridge", '{}{}{ }{"ModelNumber":0,"Classification":2}', { classNumber: 2 }],
    ["braces in a name", '{"Classification":"{}","ModelNumber":0}', { className: "{}" }],
  ])("%s", (_name, line, expected) => {
    expect(read(line)).toMatchObject(expected);
  });

  it.each([
    ["cycles", '{"Type":"Cycles","FeatureCycles":[1,2],"ClassifierCycles":3}'],
    ["times, with their comma before the brace", '{"Type":"Times","FeatureTimes":[0.1,0.2],"ClassifierTime":3,}'],
    ["the map of models", '{"NumModels":1,"ModelIndexes":{"0":"PUNCH"}}'],
  ])("%s are no result, but recognition all the same", (_name, line) => {
    const json = parseResultLine(line);
    expect(readResult(json)).toBeNull();
    expect(looksLikeRecognition(json)).toBe(true);
  });

  it.each(["", "{}", "Sensor ready", '{"ModelNumber":0', "[1,2]", '{"temperature":21}', "null"])(
    "nothing in %j",
    (line) => {
      expect(read(line)).toBeNull();
      expect(looksLikeRecognition(parseResultLine(line))).toBe(false);
    },
  );

  it("a field that makes no sense costs the field, not the result", () => {
    expect(read('{"ModelNumber":null,"Classification":4,"SegmentStart":-3,"FeatureVector":"none"}')).toMatchObject({
      modelNumber: 0,
      classNumber: 4,
      segmentStart: null,
      features: null,
    });
  });

  it("says how its self-test went", () => {
    expect(readSelfTest(parseResultLine('{"SelfTest":"passed","Vectors":12,"pack":"ab"}'))).toBe("passed");
    expect(readSelfTest(parseResultLine('{"SelfTest":"failed","Vector":3}'))).toBe("failed");
    expect(readSelfTest({ SelfTest: "maybe" })).toBeNull();
  });

  it("gives back what was said, whatever the class, the name and the line's end", () => {
    const said = fc.record({
      ModelNumber: fc.nat(65_535),
      Classification: fc.nat(65_535),
      ClassificationName: fc.string({ unit: "grapheme" }),
      SegmentStart: fc.nat(),
      SegmentLength: fc.nat(),
      FeatureVector: fc.array(fc.nat(255)),
    });
    fc.assert(
      fc.property(said, fc.constantFrom("", "\n", "\r\n"), (json, end) => {
        expect(read(JSON.stringify(json) + end)).toEqual({
          modelNumber: json.ModelNumber,
          classNumber: json.Classification,
          className: json.ClassificationName,
          value: null,
          segmentStart: json.SegmentStart,
          segmentLength: json.SegmentLength,
          features: json.FeatureVector,
          outputs: null,
        });
      }),
    );
  });

  it("never throws, whatever comes", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (any) => void read(any)));
    fc.assert(fc.property(fc.json(), (any) => void read(any)));
  });
});
