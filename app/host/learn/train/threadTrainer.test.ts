import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import type { Epoch, TrainOptions } from "../api.ts";
import type { Task } from "./messages.ts";
import { hashOf, TASKS } from "./testing/tasks.ts";
import { ThreadTrainer } from "./threadTrainer.ts";
import { TrainingThread } from "./trainingThread.ts";

const trainer = new ThreadTrainer();
afterAll(() => trainer.close());

const KINDS = ["dense", "conv", "forest"] as const;
const unheard = (): TrainOptions => ({ signal: new AbortController().signal, onEpoch() {} });

function train({ plan, training, validation }: Task, options = unheard(), on = trainer) {
  return on.train(plan, training, validation, options);
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof ProblemError ? error.problem.code : String(error);
}

/** Trains until the end of the world. */
const ENDLESS: Task = {
  ...TASKS.conv,
  plan: { ...TASKS.conv.plan, training: { ...TASKS.conv.plan.training, epochs: 1e6, patience: 0 } },
};

describe("training in a thread", () => {
  test("says what trains", async () => {
    expect(["wasm", "tfjs-node"]).toContain(await trainer.backend());
  });

  test("the same plan, data and seed give the same bytes: again, in a fresh thread, and in another process", async () => {
    const fresh = new ThreadTrainer();
    const script = join(import.meta.dirname, "testing", "trainAlone.ts");
    const alone = JSON.parse((await promisify(execFile)(process.execPath, [script])).stdout) as {
      backend: string;
      hashes: Record<string, string>;
    };
    expect(alone.backend).toBe(await trainer.backend());
    for (const kind of KINDS) {
      const hash = hashOf(await train(TASKS[kind]));
      expect(hashOf(await train(TASKS[kind]))).toBe(hash);
      expect(hashOf(await train(TASKS[kind], unheard(), fresh))).toBe(hash);
      expect(alone.hashes[kind]).toBe(hash);
    }
    expect(new Set(Object.values(alone.hashes)).size).toBe(KINDS.length);
    await fresh.close();
  }, 60_000);

  test("tells of epochs while it trains, the last of all included", async () => {
    const epochs: Epoch[] = [];
    await train(TASKS.dense, { ...unheard(), onEpoch: (epoch) => epochs.push(epoch) });
    expect(epochs[0]!.epoch).toBe(1);
    expect(epochs.at(-1)!.epoch).toBe(TASKS.dense.plan.training.epochs);
    expect(epochs.at(-1)!.validationLoss).not.toBeNull();
  });

  test("calls wait for one another, and each gets its own answer", async () => {
    const hashes = await Promise.all(KINDS.map(async (kind) => hashOf(await train(TASKS[kind]))));
    for (const [i, kind] of KINDS.entries()) expect(hashOf(await train(TASKS[kind]))).toBe(hashes[i]);
  });

  test("is cancelled in the middle, tells no more, and the same thread goes on with the next", async () => {
    const stop = new AbortController();
    let told = 0;
    const endless = train(ENDLESS, {
      signal: stop.signal,
      onEpoch() {
        told++;
        stop.abort();
      },
    });
    const waiting = train(TASKS.dense, { ...unheard(), signal: stop.signal });
    const next = train(TASKS.dense);
    expect(await codeOf(endless)).toBe("job.cancelled");
    expect(await codeOf(waiting)).toBe("job.cancelled");
    expect((await next).kind).toBe("network");
    expect(told).toBe(1);
  });

  test("what was cancelled before it began never begins", async () => {
    expect(await codeOf(train(ENDLESS, { ...unheard(), signal: AbortSignal.abort() }))).toBe("job.cancelled");
    expect((await train(TASKS.forest)).kind).toBe("trees");
  });
});

describe("what cannot be trained is said in words", () => {
  const { dense, conv, forest } = TASKS;
  const only = (task: Task, classes: number[]): Task => ({
    ...task,
    training: {
      ...task.training,
      classes: Uint8Array.from(classes),
      inputs: task.training.inputs.subarray(0, classes.length * task.training.steps * task.training.channels),
    },
  });

  test.each([
    ["one class", only(dense, [1, 1, 1, 1, 1, 1]), "learn.oneClass"],
    ["three segments", only(dense, [0, 1, 2]), "learn.tooFew"],
    ["none at all", only(dense, []), "learn.tooFew"],
    ["numbers that are none", { ...dense, training: { ...dense.training, scale: Number.NaN } }, "learn.notANumber"],
    ["trees on windows", { ...conv, plan: forest.plan }, "learn.forestOfWindows"],
    ["convolutions of features", { ...dense, plan: conv.plan }, "learn.convolutionOfFeatures"],
  ] as const)("%s", async (_, task, code) => {
    expect(await codeOf(train(task))).toBe(code);
  });

  test("a learning rate far too high ends as no number or as a network, never as something between", async () => {
    const { plan } = dense;
    const wild = { ...dense, plan: { ...plan, training: { ...plan.training, learningRate: 1e38, patience: 0 } } };
    expect(await codeOf(train(wild))).toBe("learn.notANumber");
  });
});

describe("a thread that breaks down", () => {
  const threadOf = (file: string) => new TrainingThread(new URL(`./testing/${file}.ts`, import.meta.url));

  test("is a problem for whoever waits, and the next call gets another thread", async () => {
    const threads = [() => threadOf("breakingWorker"), () => new TrainingThread()];
    const shaken = new ThreadTrainer(() => threads.shift()!());
    expect(await codeOf(train(TASKS.dense, unheard(), shaken))).toBe("learn.workerLost");
    expect((await train(TASKS.dense, unheard(), shaken)).kind).toBe("network");
    await shaken.close();
  });

  test("that does not even start is a problem too", async () => {
    const missing = new ThreadTrainer(() => threadOf("noSuchFile"));
    expect(await codeOf(missing.backend())).toBe("learn.workerLost");
    expect(await codeOf(train(TASKS.dense, unheard(), missing))).toBe("learn.workerLost");
    await missing.close();
  });

  test("closing ends what still trains; after it nothing begins", async () => {
    const closing = new ThreadTrainer(() => threadOf("deafWorker"));
    await closing.backend();
    const waiting = codeOf(train(TASKS.dense, unheard(), closing));
    await closing.close();
    expect(await waiting).toBe("learn.workerLost");
    expect(await codeOf(train(TASKS.dense, unheard(), closing))).toBe("learn.workerLost");
  });

  test("one that is cancelled and does not hear is waited for by nobody who cancelled", async () => {
    const deaf = new ThreadTrainer(() => threadOf("deafWorker"));
    await deaf.backend();
    const stop = new AbortController();
    const waiting = codeOf(train(TASKS.dense, { ...unheard(), signal: stop.signal }, deaf));
    stop.abort();
    expect(await waiting).toBe("job.cancelled");
    await deaf.close();
  });
});
