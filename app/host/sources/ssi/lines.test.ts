import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configLine } from "./encode.ts";
import { classifyLine, LineReader } from "./lines.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const config = { sample_rate: 119, column_location: { AccelerometerX: 0 } };

describe("what an idle device says", () => {
  it.each([
    ["capture firmware", '{"sample_rate":119,"column_location":{}}', "config"],
    ["multi-channel firmware", '{"version":3,"sensors":[]}', "config"],
    ["recognition results", '{"ModelNumber":0,"Classification":2}', "recognition"],
    ["the model map", '{"NumModels":1,"ModelIndexes":{"0":"PUNCH"}}', "recognition"],
    ["a description behind the tail of a stream", '\x01\xfe{"sample_rate":1,"column_location":{"A":0}}', "config"],
    ["another device", "$GPGGA,123519,4807.038,N", "text"],
    ["a description cut at its head", 'te":119,"column_location":{"AccelerometerX":0}}', "text"],
    ["bytes", "\x00\xff\x12", "binary"],
  ])("tells %s", (_name, line, kind) => {
    const latin1 = Uint8Array.from(line, (char) => char.charCodeAt(0));
    expect(classifyLine(latin1).kind).toBe(kind);
  });

  it("is read whole, however the bytes are cut, and the next line's beginning is kept", () => {
    const stream = Uint8Array.from([...configLine(config), ...configLine(config, "\n"), ...bytes('{"sam')]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (sizes) => {
        const reader = new LineReader();
        const kinds: string[] = [];
        for (let at = 0, i = 0; at < stream.length; at += sizes[i++ % sizes.length]!)
          kinds.push(...reader.push(stream.subarray(at, at + sizes[i % sizes.length]!)).map((line) => line.kind));
        expect(kinds).toEqual(["config", "config"]);
        expect(reader.takeRest()).toEqual(bytes('{"sam'));
      }),
    );
  });

  it("gives up on a line that never ends", () => {
    expect(new LineReader().push(new Uint8Array(5000).fill(65))).toEqual([{ kind: "binary" }]);
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (any) => void new LineReader().push(any)));
  });
});
