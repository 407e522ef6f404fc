import { expect, test } from "vitest";
import type { StreamFormat } from "#domain/channels.ts";
import { ReplaySource } from "../sources/replay/replaySource.ts";
import { AlertBoard } from "./alertBoard.ts";
import { DeviceBoard } from "./deviceBoard.ts";

const FORMAT: StreamFormat = {
  sampleType: "int16",
  nominalRateHz: 400,
  channels: [{ name: "AccelerometerX", kind: "acceleration", axis: "x", unit: "g", scale: 0.001, range: null }],
};

test("a replay that is over stays ended, without an alarm, and begins again when it is connected again", async () => {
  const source = new ReplaySource();
  const [id] = source.offerRecording(
    {
      id: "c1",
      name: "Jab 03",
      streams: [
        {
          hand: null,
          format: FORMAT,
          clock: { startUs: 0, rateHz: 400 },
          async *runs() {
            yield { firstIndex: 0, values: Int16Array.from({ length: 40 }, (_, i) => i) };
          },
        },
      ],
    },
    1,
  );
  const alerts = new AlertBoard(() => {});
  let ended = () => {};
  let rows = 0;
  const board = new DeviceBoard(
    alerts,
    {
      onBlock: (_, block) => {
        rows += block.count;
      },
      onCorrupt: () => {},
      onSession: ({ state }) => {
        if (state === "ended") ended();
      },
      isRecording: () => false,
    },
    () => {},
  );
  const { device } = (await source.find())[0]!;
  for (const times of [1, 2]) {
    await board.connect(source, device, null, new AbortController().signal);
    const over = new Promise<void>((resolve) => {
      ended = resolve;
    });
    await over;
    expect(board.list()).toMatchObject([{ device: { id }, state: "ended", problem: null }]);
    expect(rows).toBe(40 * times);
    expect(alerts.list()).toEqual([]);
  }
  await board.close();
});

test("a replay plays a gap of seconds as it was, and nobody takes it for a broken link", async () => {
  const source = new ReplaySource();
  const runs = [0, 1_400].map((firstIndex) => ({ firstIndex, values: Int16Array.from({ length: 40 }, (_, i) => i) }));
  const recorded = {
    hand: null,
    format: FORMAT,
    clock: { startUs: 0, rateHz: 400 },
    async *runs() {
      yield* runs;
    },
  };
  source.offerRecording({ id: "c2", name: "Gap", streams: [recorded] }, 1);
  const indexes: number[] = [];
  const states = new Set<string>();
  let ended = () => {};
  const board = new DeviceBoard(
    new AlertBoard(() => {}),
    {
      onBlock: (_, block) => indexes.push(...Array.from({ length: block.count }, (_, i) => block.firstIndex + i)),
      onCorrupt: () => {},
      onSession: ({ state }) => {
        states.add(state);
        if (state === "ended") ended();
      },
      isRecording: () => false,
    },
    () => {},
  );
  const over = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const { device } = (await source.find())[0]!;
  await board.connect(source, device, null, new AbortController().signal);
  await over;
  expect(indexes).toEqual([0, 1_400].flatMap((first) => Array.from({ length: 40 }, (_, i) => first + i)));
  expect([...states]).toEqual(["live", "ended"]);
  await board.close();
});
