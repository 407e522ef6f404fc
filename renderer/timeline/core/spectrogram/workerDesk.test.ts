import { expect, test, vi } from "vitest";
import type { SpectrogramWorker } from "./spectrogramTiles.ts";
import type { SpectrogramTask } from "./spectrogramWorker.ts";
import { WorkerDesk } from "./workerDesk.ts";

function scene() {
  const made: { worker: SpectrogramWorker; tasks: SpectrogramTask[] }[] = [];
  const desk = new WorkerDesk(() => {
    const tasks: SpectrogramTask[] = [];
    const worker = { onmessage: null, postMessage: (task: SpectrogramTask) => tasks.push(task), terminate: vi.fn() };
    made.push({ worker, tasks });
    return worker;
  });
  return { desk, made };
}
const task = (id: number) => ({ id }) as SpectrogramTask;
const answer = (worker: SpectrogramWorker, id: number) =>
  worker.onmessage!({ data: { id, levels: Uint8Array.of(id) } } as MessageEvent);

test("two spectrograms share a worker, and each hears its own answers under its own numbers", () => {
  const { desk, made } = scene();
  const [one, other] = [desk.port(), desk.port()];
  const [heard, heardToo] = [vi.fn(), vi.fn()];
  one.onmessage = ({ data }) => heard(data.id);
  other.onmessage = ({ data }) => heardToo(data.id);
  expect(made).toHaveLength(0);
  one.postMessage(task(5), []);
  other.postMessage(task(5), []);
  expect(made).toHaveLength(1);
  const { worker, tasks } = made[0]!;
  answer(worker, tasks[1]!.id);
  expect(heardToo.mock.calls).toEqual([[5]]);
  expect(heard).not.toHaveBeenCalled();
});

test("who has left hears nothing more; the worker ends with the last one and is made anew for the next", () => {
  const { desk, made } = scene();
  const [one, other] = [desk.port(), desk.port()];
  const heard = vi.fn();
  one.onmessage = heard;
  one.postMessage(task(1), []);
  one.terminate();
  const { worker, tasks } = made[0]!;
  answer(worker, tasks[0]!.id);
  expect(heard).not.toHaveBeenCalled();
  expect(worker.terminate).not.toHaveBeenCalled();
  other.terminate();
  expect(worker.terminate).toHaveBeenCalled();
  desk.port().postMessage(task(2), []);
  expect(made).toHaveLength(2);
});
