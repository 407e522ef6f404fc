import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readChannelName } from "./channelNames.ts";

describe("a column name", () => {
  test.each([
    ["AccelerometerX", "acceleration", "x", null],
    ["GyroscopeZ", "rotation", "z", null],
    ["MagnetometerY", "magnetic", "y", null],
    ["Microphone", "audio", null, null],
    ["channel_0", "audio", null, null],
    ["aX", "acceleration", "x", null],
    ["gz", "rotation", "z", null],
    ["acc_x[mg]", "acceleration", "x", "g"],
    ["gyro_y[dps]", "rotation", "y", "dps"],
    ["A_X [LSB]", "acceleration", "x", "raw"],
    ["G_Z [dps]", "rotation", "z", "dps"],
    ["Linear Acceleration x (m/s^2)", "acceleration", "x", "g"],
    ["Pressure", "other", null, null],
    ["T [degC]", "other", null, null],
    ["Z [g]", "acceleration", "z", "g"],
  ])("%s is %s along %s in %s", (name, kind, axis, unit) => {
    expect(readChannelName(name)).toMatchObject({ kind, axis, unit });
  });

  test("of a gateway fusion tells its device and its hand", () => {
    expect(readChannelName("S_1_R_GyroscopeX")).toMatchObject({
      device: 1,
      hand: "right",
      kind: "rotation",
      axis: "x",
    });
  });

  test("with a unit tells how to get to the studio's unit", () => {
    expect(readChannelName("acc_x[mg]").factor * 1000).toBeCloseTo(1);
    expect(readChannelName("ax (m/s^2)").factor * 9.80665).toBeCloseTo(1);
    expect(readChannelName("gyro x (rad/s)").factor * Math.PI).toBeCloseTo(180);
  });

  test("of any text is read without a crash, with a factor that can be used", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom("constructor", "x [constructor]", "__proto__")), (name) => {
        expect(readChannelName(name).factor).toBeGreaterThan(0);
      }),
    );
  });
});
