import { describe, expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { whatTrains } from "./whatTrains.ts";

const installed = (packages: Record<string, string>) => (name: string) => {
  const version = packages[name];
  if (version === undefined) throw new Error(`Cannot find module ${name}`);
  return version;
};
const both = installed({ "@tensorflow/tfjs-backend-wasm": "4.22.0", "@tensorflow/tfjs-node": "4.21.0" });

/** A trainer that has chosen, and how often it was closed. */
function trainerOn(backend: () => Promise<string>) {
  const seen = { closed: 0 };
  const close = async () => {
    seen.closed++;
  };
  return { seen, open: () => ({ backend, close }) };
}

describe("what trains, for the doctor", () => {
  test("on this machine", async () => {
    expect(await whatTrains()).toMatch(/^(TensorFlow\.js|tfjs-node) 4\./);
  });

  test("WebAssembly alone is said without starting it", async () => {
    const only = installed({ "@tensorflow/tfjs-backend-wasm": "4.22.0" });
    const neverOpened = () => {
      throw new Error("started");
    };
    expect(await whatTrains(only, neverOpened)).toBe("TensorFlow.js 4.22.0, WebAssembly");
  });

  test("tfjs-node is named once it has passed, and named as failed where it has not", async () => {
    const passed = trainerOn(async () => "tfjs-node");
    expect(await whatTrains(both, passed.open)).toBe("tfjs-node 4.21.0");
    const failed = trainerOn(async () => "wasm");
    expect(await whatTrains(both, failed.open)).toBe(
      "TensorFlow.js 4.22.0, WebAssembly (tfjs-node 4.21.0 failed its self-check)",
    );
    expect([passed.seen.closed, failed.seen.closed]).toEqual([1, 1]);
  });

  test("a thread that breaks down over it is a problem, and is closed", async () => {
    const broken = trainerOn(() =>
      Promise.reject(new ProblemError("learn.workerLost", { reason: "it ended with 132" })),
    );
    await expect(whatTrains(both, broken.open)).rejects.toThrow("learn.workerLost");
    expect(broken.seen.closed).toBe(1);
    await expect(whatTrains(installed({}))).rejects.toThrow("Cannot find module");
  });
});
