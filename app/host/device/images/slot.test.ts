import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { madeImage } from "../simulated/madeImage.ts";
import { findSlot, readSlot, writeSlot } from "./slot.ts";
import { payloadOf } from "./testing/payloadOf.ts";

const bytes = (maxLength: number) => fc.uint8Array({ minLength: 1, maxLength });

describe("the slot of an image", () => {
  it("gives back what was written into it, and the rest of the image is as it was", () => {
    fc.assert(
      fc.property(bytes(200), bytes(200), (descriptor, json) => {
        const image = madeImage({ slotBytes: 512 });
        const slot = findSlot(image)!;
        const filled = writeSlot(image, slot, payloadOf(descriptor, json));
        const read = readSlot(filled, findSlot(filled)!)!;
        expect([...read.descriptor]).toEqual([...descriptor]);
        expect([...read.json]).toEqual([...json]);
        expect(filled.length).toBe(image.length);
        expect(Buffer.compare(filled.subarray(0, slot.at + 20), image.subarray(0, slot.at + 20))).toBe(0);
        const after = slot.at + 64 + slot.capacity;
        expect(Buffer.compare(filled.subarray(after), image.subarray(after))).toBe(0);
      }),
    );
  });

  it("takes what fits to the byte, and refuses one byte more", () => {
    const image = madeImage({ slotBytes: 64 });
    const slot = findSlot(image)!;
    const fits = payloadOf(new Uint8Array(30), new Uint8Array(32));
    expect(writeSlot(image, slot, fits)).toHaveLength(image.length);
    const over = payloadOf(new Uint8Array(30), new Uint8Array(33));
    expect(() => writeSlot(image, slot, over)).toThrow("flash.tooLarge");
  });

  it("is empty at first, and as good as empty with a flipped bit", () => {
    const image = madeImage({ slotBytes: 512 });
    const slot = findSlot(image)!;
    expect(readSlot(image, slot)).toBeNull();
    const filled = writeSlot(image, slot, payloadOf(new Uint8Array(20).fill(7), new Uint8Array(5)));
    filled[slot.at + 64 + 3]! ^= 1;
    expect(readSlot(filled, slot)).toBeNull();
  });

  it("is none where its mark stands twice, crooked, or before a room that is not there", () => {
    const image = madeImage({ slotBytes: 512 });
    const { at } = findSlot(image)!;
    const head = image.subarray(at, at + 64);
    expect(findSlot(Buffer.concat([image, head]))).toBeNull();
    expect(findSlot(Buffer.concat([new Uint8Array(4), image]))).toBeNull();
    expect(findSlot(image.subarray(0, at + 40))).toBeNull();
    expect(findSlot(image.subarray(0, at + 64 + 100))).toBeNull();
    expect(findSlot(madeImage({}))).toBeNull();
  });

  it("never throws, whatever stands behind its mark", () => {
    fc.assert(
      fc.property(bytes(300), (tail) => {
        const image = Buffer.concat([Buffer.from("RINGSIDE-PACK-01"), tail]);
        const slot = findSlot(image);
        if (slot) expect(readSlot(image, slot)?.descriptor.length).not.toBe(0);
      }),
    );
  });
});
