import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { EnginePipeline } from "../engine/pipeline.ts";
import { asBytes, axisModel } from "../validation/testing/axisModel.ts";
import { slotPayload } from "./slotPayload.ts";

const left = asBytes(axisModel({ name: 'Jab "fast" 🥊', hand: "left" }));

test("a slot holds the descriptor, what it stands for in words, and vectors with the engine's own answers", () => {
  const { hash, header, body, json } = slotPayload(left, "left");
  const descriptor = left.descriptorFor("left")!;
  const view = new DataView(header.buffer);
  expect(body.slice(0, descriptor.length)).toEqual(descriptor);
  expect(view.getUint32(0, true)).toBe(descriptor.length);
  expect(view.getUint32(8, true)).toBe(crc32(body));
  expect(Buffer.from(header.subarray(12)).toString("hex")).toBe(hash);
  expect(hash).toBe(createHash("sha256").update(descriptor).digest("hex"));
  const textAt = Math.ceil(descriptor.length / 4) * 4;
  expect(body.length).toBe(textAt + view.getUint32(4, true));
  expect(JSON.parse(Buffer.from(body.subarray(textAt)).toString())).toEqual(json);
  expect(json).toMatchObject({ name: 'Jab "fast" 🥊', classes: ["Unknown", "Jab", "Hook"], hand: "left" });

  expect(new Set(json.vectors.flatMap(({ results }) => results.map((one) => one.class)))).toEqual(new Set([0, 1, 2]));
  const pipeline = new EnginePipeline(descriptor);
  for (const { frames, results } of json.vectors) {
    const bytes = Buffer.from(frames, "base64");
    const rows = Int16Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(i * 2));
    pipeline.reset();
    expect(
      pipeline.push(rows).map((event) => ({
        class: event.classNumber,
        start: event.beginIndex,
        length: event.endIndex - event.beginIndex,
        outputs: [...event.outputs],
      })),
    ).toEqual(results);
  }
});

test("the same model fills a slot with the same bytes, and a hand that it has nothing for is refused", () => {
  expect(slotPayload(left, "left")).toEqual(slotPayload(left, "left"));
  expect(() => slotPayload(left, "right")).toThrow("validation.noHand");
});
