import { describe, expect, it } from "vitest";
import { boardName, mayBeGlove, portDetail, portId, usbOf } from "./ports.ts";

const nano = {
  path: "/dev/ttyACM0",
  manufacturer: "Arduino",
  vendorId: "2341",
  productId: "805A",
  serialNumber: "9F3C0011A2B4",
};

describe("a serial port", () => {
  it("with USB numbers has the same id in every socket and under every name", () => {
    expect(portId(nano)).toBe("serial:2341:805a:9F3C0011A2B4");
    expect(portId({ ...nano, path: "COM7", vendorId: "2341", productId: "805a" })).toBe(portId(nano));
  });

  it("without a number of its own is its path", () => {
    expect(portId({ ...nano, serialNumber: undefined })).toBe("serial:/dev/ttyACM0");
  });

  it("that every PC has, whether something hangs on it or not, is not offered", () => {
    expect([{ path: "/dev/ttyS0" }, { path: "/dev/rfcomm0" }, { path: "COM3" }, nano].map(mayBeGlove)).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it("is named after its board, its maker, or its path", () => {
    expect([boardName(nano), portDetail(nano)]).toEqual([
      "Nano 33 BLE",
      "Arduino · 2341:805a · 9F3C0011A2B4 · /dev/ttyACM0",
    ]);
    expect(boardName({ path: "COM3", manufacturer: "FTDI" })).toBe("FTDI");
    expect([boardName({ path: "COM3" }), portDetail({ path: "COM3" }), usbOf({ path: "COM3" })]).toEqual([
      "COM3",
      "COM3",
      null,
    ]);
  });
});
