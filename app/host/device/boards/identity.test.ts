import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boardAt } from "./identity.ts";

const CHIP = "9F3C0011A2B4C5D6";
const sketch = { path: "/dev/ttyACM0", vendorId: "2341", productId: "805A", serialNumber: CHIP };
const boot = { path: "/dev/ttyACM1", vendorId: "2341", productId: "005a", serialNumber: "0".repeat(16) + CHIP };

describe("a board", () => {
  it("is the same in both modes, whatever its port is called and its numbers are written", () => {
    expect(boardAt(sketch)).toEqual({
      id: `usb:2341:805a:${CHIP}`,
      name: "Nano 33 BLE",
      mode: "sketch",
      portShown: "/dev/ttyACM0",
      simulated: false,
      supported: true,
    });
    expect(boardAt(boot)).toMatchObject({ id: boardAt(sketch).id, mode: "bootloader", portShown: "/dev/ttyACM1" });
    expect(boardAt({ ...boot, serialNumber: boot.serialNumber.toLowerCase() }).id).toBe(boardAt(sketch).id);
  });

  it("is another one for each number", () => {
    const chip = fc.stringMatching(/^[0-9A-F]{16}$/);
    fc.assert(
      fc.property(chip, chip, (one, other) => {
        const sketchId = boardAt({ ...sketch, serialNumber: one }).id;
        expect(boardAt({ ...boot, serialNumber: "0".repeat(16) + other }).id === sketchId).toBe(one === other);
      }),
    );
  });

  it("that is none says so in its name", () => {
    expect(boardAt({ ...sketch, simulated: true })).toMatchObject({ name: "Simulated Nano 33 BLE", simulated: true });
  });

  it("that is no Nano, or cannot be followed, is shown and not flashed", () => {
    const xiao = { path: "COM4", vendorId: "2886", productId: "8045", serialNumber: "77" };
    expect(boardAt(xiao)).toMatchObject({ id: "usb:2886:8045:77", name: "XIAO nRF52840 Sense", supported: false });
    expect(boardAt({ path: "COM3" })).toMatchObject({ id: "path:COM3", name: "COM3", supported: false });
    expect(boardAt({ ...sketch, serialNumber: undefined })).toMatchObject({
      id: "path:/dev/ttyACM0",
      supported: false,
    });
  });
});
