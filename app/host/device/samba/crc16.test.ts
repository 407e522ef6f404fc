import { expect, it } from "vitest";
import { crc16 } from "./crc16.ts";

it("is XMODEM's, by its published check value", () => {
  expect(crc16(Buffer.from("123456789"))).toBe(0x31c3);
  expect(crc16(new Uint8Array(0))).toBe(0);
});
