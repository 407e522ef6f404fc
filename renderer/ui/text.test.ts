import { readdirSync, readFileSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import en from "#contract/messages/en.json";
import { advise, text } from "./text.ts";

const root = new URL("../../", import.meta.url);
const catalog: Record<string, string> = en;
const keys = Object.keys(catalog);

const sources = ["app/", "renderer/"].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(tsx?|mjs)$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => readFileSync(new URL(folder + path, root), "utf8")),
);
const code = sources.join("\n");
const literals = new Set([...code.matchAll(/["`]([\w.-]+)["`]/g)].map((match) => match[1]!));
/** `doctor.${id}.cure` in code stands for every key of that shape. */
const shapes = [...code.matchAll(/`([\w.-]+\.[\w.-]*\$\{(?:[\w.-]|\$\{|[^}`]*\})*)`/g)].map(
  (match) =>
    new RegExp(
      `^${match[1]!
        .replace(/\$\{[^}]*\}/g, "\0")
        .replaceAll(".", "\\.")
        .replaceAll("\0", "[\\w.-]+")}$`,
    ),
);

describe("the message catalog", () => {
  it("has no key that nobody uses", () => {
    const named = (key: string) => {
      const code = /^(?:problem|alert|history)\.(.+?)(?:\.next)?$/.exec(key)?.[1];
      return code !== undefined && literals.has(code);
    };
    const unused = keys.filter((key) => !literals.has(key) && !named(key) && !shapes.some((shape) => shape.test(key)));
    expect(unused).toEqual([]);
  });

  it("has words for every problem that the host can name, and says what to do next", () => {
    const codes = [...code.matchAll(/new ProblemError\(\s*"([\w.]+)"/g)].map((match) => match[1]!);
    const missing = codes
      .flatMap((each) => [`problem.${each}`, `problem.${each}.next`])
      .filter((key) => !(key in catalog));
    expect([...new Set(missing)]).toEqual([]);
  });

  it("is sorted, so that two people who add words do not collide", () => {
    expect(keys).toEqual([...keys].sort());
  });

  it.each(keys)("can be read: %s", (key) => {
    expect(() => new IntlMessageFormat(catalog[key]!, "en")).not.toThrow();
  });
});

describe("text", () => {
  it("puts values into the words", () => {
    expect(text("captures.deleted", { count: 1 })).toBe("Capture is in the bin.");
    expect(text("captures.deleted", { count: 3 })).toBe("3 captures are in the bin.");
  });

  it("shows the code of a problem that has no words, so that it can be reported", () => {
    expect(advise("problem", { code: "never.heardOf", detail: {} }).what).toContain("never.heardOf");
  });
});
