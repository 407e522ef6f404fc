import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { madeImage } from "../simulated/madeImage.ts";
import { inspectImage } from "./inspectImage.ts";

function refusal(bytes: Uint8Array) {
  try {
    inspectImage(bytes);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return null;
}

describe("a file that is to be flashed", () => {
  it("says what it is and how much room it has", () => {
    expect(inspectImage(madeImage({ firmware: "ringside-recognition 1.0.0", slotBytes: 65_536 }))).toMatchObject({
      firmware: "ringside-recognition 1.0.0",
      slotBytes: 65_536,
    });
    expect(inspectImage(madeImage({ bytes: 9000 }))).toEqual({ bytes: 9000, firmware: null, slotBytes: null });
  });

  it("may fill the flash to the last byte, and no more", () => {
    expect(inspectImage(madeImage({ bytes: 983_040 })).bytes).toBe(983_040);
    expect(refusal(madeImage({ bytes: 983_041 }))).toEqual({
      code: "image.tooLarge",
      detail: { bytes: 983_041, most: 983_040 },
    });
  });

  it.each([
    ["elf", Buffer.concat([Buffer.from("\x7fELF\x01\x01\x01", "latin1"), Buffer.alloc(2_000_000)])],
    ["hex", Buffer.from(":020000040001F9\r\n:10000000")],
    ["uf2", Buffer.concat([Buffer.from("UF2\n"), Buffer.alloc(508)])],
    ["zip", Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), Buffer.alloc(100)])],
    ["empty", Buffer.alloc(0)],
    ["unknown", Buffer.from("#include <ArduinoBLE.h>\n")],
    // Linked for the start of the flash, where the boot loader stands.
    ["unknown", Buffer.from("0000042001010000".padEnd(64, "0"), "hex")],
  ])("is refused by what it is: %s", (kind, bytes) => {
    expect(refusal(bytes)).toEqual({ code: "image.notABinary", detail: { kind } });
  });

  it("never does anything but be taken or refused", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, likely) => {
        const image = likely ? Buffer.concat([madeImage({}).subarray(0, 8), bytes]) : bytes;
        const refused = refusal(image);
        if (refused !== null) expect(refused.code).toBe("image.notABinary");
      }),
    );
  });
});
