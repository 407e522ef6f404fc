import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { PUNCHES } from "#domain/punches.ts";
import { labelColour, labelLetter } from "./labels.ts";

const tokens = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

it("gives every punch a colour and a letter of its own", () => {
  expect(new Set(PUNCHES.map(labelColour)).size).toBe(PUNCHES.length);
  expect(PUNCHES.map(labelLetter).join("")).toBe("JCHUO?");
});

it("gives any label whatever a colour that exists, the same one each time", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (label) => {
      expect(tokens).toContain(`${labelColour(label)}:`);
      expect(labelColour(label)).toBe(labelColour(label));
    }),
  );
});
