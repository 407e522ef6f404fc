import { expect, test } from "vitest";
import { Columns } from "../columns.ts";
import { signalTop } from "./paintSignal.ts";

const channel = { name: "x", kind: "acceleration", axis: "x", unit: "g", scale: 0.5, range: null } as const;
const group = { kind: "acceleration", unit: "g", columns: [0, 2], channels: [channel, channel] } as const;

test("the strongest value of the shown channels reaches the rim, whatever else the glove sends", () => {
  const whole = new Columns(3, 1);
  expect(signalTop(group, whole)).toBe(1);
  whole.widen(0, 0, -4, 2);
  whole.widen(1, 0, -1000, 1000);
  whole.widen(2, 0, 1, 3);
  expect(signalTop(group, whole)).toBe(2);
});
