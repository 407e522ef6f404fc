import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configLine } from "./encode.ts";
import { RestartWatch } from "./restartWatch.ts";

const line = configLine({ sample_rate: 119, samples_per_packet: 6, column_location: { AccelerometerX: 0 } });
/** Nothing but the two bytes that a description begins with, again and again. */
const teasing = fc.array(fc.constantFrom(0x7b, 0x22, 0x00), { maxLength: 200 });

function watch(bytes: readonly number[], sizes: readonly number[]) {
  const restart = new RestartWatch();
  const data: number[] = [];
  for (let at = 0, i = 0; at < bytes.length; at += sizes[i++ % sizes.length]!) {
    const seen = restart.push(Uint8Array.from(bytes.slice(at, at + sizes[i % sizes.length]!)));
    data.push(...seen.data);
    if (seen.restarted) return { data, restarted: true };
  }
  return { data: [...data, ...restart.end()], restarted: false };
}

const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 1 });

describe("watching for a restart", () => {
  it("lets every stream through whole, however it is cut", () => {
    fc.assert(
      fc.property(fc.oneof(teasing, fc.array(fc.nat(255), { maxLength: 400 })), sizes, (bytes, cut) => {
        fc.pre(
          !bytes.some((_, i) => bytes.slice(i, i + 48).length === 48 && bytes.slice(i, i + 48).every((b) => b >= 32)),
        );
        expect(watch(bytes, cut)).toEqual({ data: bytes, restarted: false });
      }),
    );
  });

  it("stops before the first byte of a description", () => {
    fc.assert(
      fc.property(teasing, sizes, (bytes, cut) => {
        const before = [...bytes, 0];
        expect(watch([...before, ...line], cut)).toEqual({ data: before, restarted: true });
      }),
    );
  });
});
