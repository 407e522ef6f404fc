import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { PortInfo } from "../../sources/serial/ports.ts";
import { BoardWatch } from "./boardWatch.ts";

const nano = (chip: string, path: string): PortInfo => ({
  path,
  vendorId: "2341",
  productId: "805a",
  serialNumber: chip,
});
const CHIP = "9F3C0011A2B4C5D6";

let here: PortInfo[];
let looks: number;
let told: string[][];
let watch: BoardWatch;

beforeEach(() => {
  vi.useFakeTimers();
  here = [nano(CHIP, "/dev/ttyACM0")];
  looks = 0;
  told = [];
  watch = new BoardWatch({
    ports: async () => {
      looks++;
      return here;
    },
    connected: () => [`serial:2341:805a:${CHIP}`],
    tell: (boards) => told.push(boards.map(({ portShown }) => portShown)),
  });
});
afterEach(() => {
  watch.close();
  vi.useRealTimers();
});

it("boards are listed with the glove that they are", async () => {
  here.push(nano("1".repeat(16), "/dev/ttyACM1"));
  expect(await watch.list()).toMatchObject([
    { id: "usb:2341:805a:1111111111111111", deviceId: null },
    { id: `usb:2341:805a:${CHIP}`, deviceId: `serial:2341:805a:${CHIP}` },
  ]);
});

it("a change is told while somebody looks, once; nobody looks for ever", async () => {
  await watch.list();
  here = [nano(CHIP, "/dev/ttyACM3")];
  await vi.advanceTimersByTimeAsync(3000);
  expect(told).toEqual([["/dev/ttyACM3"]]);
  here = [];
  await vi.advanceTimersByTimeAsync(3000);
  expect(told).toEqual([["/dev/ttyACM3"], []]);

  await vi.advanceTimersByTimeAsync(120_000);
  const before = looks;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toBe(before);
});
