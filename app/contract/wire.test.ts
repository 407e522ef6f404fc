import { expect, test } from "vitest";
import { calls } from "./contract.ts";
import { fromHost, toHost } from "./wire.ts";

/** What arrives at the other end of the socket. */
function carried<T>(message: T): unknown {
  return JSON.parse(JSON.stringify(message));
}

test("a call without an input and an answer without an output survive JSON", () => {
  expect(toHost.parse(carried({ id: 1, call: "recording.stop", input: undefined })).input).toBeUndefined();
  expect(fromHost.parse(carried({ kind: "answer", id: 1, output: undefined }))).toEqual({ kind: "answer", id: 1 });
});

test("an outcome of nothing survives JSON, as success and as problem", () => {
  const { output } = calls["recording.start"];
  expect(output.parse(carried({ ok: true, value: undefined }))).toEqual({ ok: true });
  const refused = { ok: false, problem: { code: "recording.noDevice", detail: {} } };
  expect(output.parse(carried(refused))).toEqual(refused);
});

test("an outcome of something is refused without its value", () => {
  expect(calls["capture.get"].output.safeParse({ ok: true }).success).toBe(false);
});
