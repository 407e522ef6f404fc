import { expect, test } from "vitest";
import { NewestOnly } from "./newestOnly.ts";

function slowWork() {
  const started: { wish: number; cancelled: boolean; finish: () => void }[] = [];
  const results: number[] = [];
  const newest = new NewestOnly<number, number>(
    (wish) => {
      let finish = () => {};
      const result = new Promise<number>((resolve) => {
        finish = () => resolve(wish);
      });
      const one = { wish, cancelled: false, finish };
      started.push(one);
      return {
        result,
        cancel() {
          one.cancelled = true;
          finish();
        },
      };
    },
    (result) => results.push(result),
  );
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return { started, results, newest, settle };
}

test("of many wishes the first is stopped, those between are never begun, the last is done", async () => {
  const { started, results, newest, settle } = slowWork();
  for (const wish of [1, 2, 3, 4]) newest.want(wish);
  await settle();
  expect(started.map(({ wish, cancelled }) => [wish, cancelled])).toEqual([
    [1, true],
    [4, false],
  ]);
  started[1]!.finish();
  await settle();
  expect(results).toEqual([4]);
  newest.want(5);
  started[2]!.finish();
  await settle();
  expect(results).toEqual([4, 5]);
});

test("what is stopped tells nothing", async () => {
  const { started, results, newest, settle } = slowWork();
  newest.want(1);
  newest.want(2);
  newest.stop();
  await settle();
  expect(started).toHaveLength(1);
  expect(results).toEqual([]);
});
