import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { loadFrom, refusing } from "./binding.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-binding-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function codeOf(work: () => unknown) {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof ProblemError ? error.problem : error;
  }
}

describe("the engine's file", () => {
  test("that is nowhere is a problem that the user can do something about", () => {
    expect(codeOf(() => loadFrom([join(folder, "no.node")]))).toEqual({ code: "engine.missing", detail: {} });
  });

  test("that is damaged is told with the reason", () => {
    const file = join(folder, "damaged.node");
    writeFileSync(file, "no machine code");
    const problem = { code: "engine.broken", detail: { reason: expect.stringMatching(/damaged\.node/) } };
    expect(codeOf(() => loadFrom([join(folder, "no.node"), file]))).toEqual(problem);
  });
});

test("only what the engine refuses becomes a problem; a mistake stays one", () => {
  const refusal = Object.assign(new Error("this is not a pipeline descriptor"), { status: "bad_magic" });
  const fail = (error: Error) => () =>
    refusing(() => {
      throw error;
    });
  expect(codeOf(fail(refusal))).toEqual({
    code: "engine.refused",
    detail: { status: "bad_magic", reason: "this is not a pipeline descriptor" },
  });
  const mistake = new TypeError("a typed array of another type was expected");
  expect(codeOf(fail(mistake))).toBe(mistake);
});
