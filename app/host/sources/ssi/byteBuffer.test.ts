import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteBuffer } from "./byteBuffer.ts";

describe("the byte buffer", () => {
  it("gives back what was put in, in order, whatever is taken when", () => {
    const step = fc.record({ put: fc.uint8Array({ maxLength: 6000 }), take: fc.nat(9000) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const buffer = new ByteBuffer();
        const model: number[] = [];
        for (const { put, take } of steps) {
          buffer.append(put);
          for (const byte of put) model.push(byte);
          expect(buffer.length).toBe(model.length);
          expect(Buffer.compare(buffer.take(take), Uint8Array.from(model.splice(0, take)))).toBe(0);
        }
        expect(Buffer.compare(buffer.peek(), Uint8Array.from(model))).toBe(0);
      }),
    );
  });
});
