import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { layoutOf, pickColumns } from "./layout.ts";

const sixAxes = {
  AccelerometerX: 0,
  AccelerometerY: 1,
  AccelerometerZ: 2,
  GyroscopeX: 3,
  GyroscopeY: 4,
  GyroscopeZ: 5,
};
const nanoUsb = { vendorId: "2341", productId: "805a" };

function channelsOf(json: object, usb: typeof nanoUsb | null = null) {
  return layoutOf(readConfig({ sample_rate: 119, column_location: sixAxes, ...json }), usb)[0]!.format.channels;
}

describe("what the counts of a device mean", () => {
  it("a Nano 33 on USB that says no more runs the stock firmware: +-4 g and +-2000 dps", () => {
    const [ax, , , gx] = channelsOf({}, nanoUsb);
    expect(ax).toEqual({
      name: "AccelerometerX",
      kind: "acceleration",
      axis: "x",
      unit: "g",
      scale: 4 / 32768,
      range: 4,
    });
    expect(gx).toMatchObject({ kind: "rotation", unit: "dps", scale: 2000 / 32768, range: 2000 });
    // streaming.md E1: az = 4173 counts, gz = -226 counts
    expect(4173 * ax!.scale).toBeCloseTo(0.509, 3);
    expect(-226 * gx!.scale).toBeCloseTo(-13.79, 2);
  });

  it("stated ranges win over the plug", () => {
    const [ax] = channelsOf({ accel_range_g: 16 }, nanoUsb);
    expect(ax).toMatchObject({ unit: "g", scale: 16 / 32768, range: 16 });
  });

  it("an LSM6DSOX counts 0.488 mg and 70 mdps", () => {
    const [ax, , , gx] = channelsOf({ device_name: "LSM6DSOX" });
    expect([ax!.scale, gx!.scale]).toEqual([0.000488, 0.07]);
  });

  it("an unknown device stays raw", () => {
    expect(channelsOf({ device_name: "Thunderboard" })[0]).toMatchObject({ unit: "raw", scale: 1, range: null });
  });

  it("floats are physical where the device states its ranges, raw where it does not", () => {
    expect(channelsOf({ data_type: "float", accel_range_g: 16 })[0]).toMatchObject({ unit: "g", scale: 1, range: 16 });
    expect(channelsOf({ data_type: "float" }, nanoUsb)[0]).toMatchObject({ unit: "raw", scale: 1 });
  });
});

describe("two gloves in one description", () => {
  const config = readConfig({
    sample_rate: 50,
    column_location: { S_0_L_AccelerometerX: 0, S_0_L_GyroscopeX: 1, S_1_R_AccelerometerX: 2, S_1_R_GyroscopeX: 3 },
  });

  it("come apart into one stream for each hand", () => {
    const layouts = layoutOf(config, null);
    expect(layouts.map((layout) => [layout.hand, layout.columns])).toEqual([
      ["left", [0, 1]],
      ["right", [2, 3]],
    ]);
    expect(layouts[1]!.format.channels[1]).toMatchObject({ name: "S_1_R_GyroscopeX", kind: "rotation", axis: "x" });
    const rows = Int16Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    expect(pickColumns(rows, 4, layouts[1]!.columns)).toEqual(Int16Array.of(3, 4, 7, 8));
  });
});
