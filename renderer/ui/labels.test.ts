import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { LABEL_COLOURS, USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import { PUNCHES } from "#domain/punches.ts";
import { labelColour, labelLetter, labelScheme } from "./labels.ts";

const tokens = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

afterEach(() => labelScheme.setState(USUAL_SCHEME, true));

it("gives every punch a colour and a letter of its own", () => {
  expect(new Set(PUNCHES.map(labelColour)).size).toBe(PUNCHES.length);
  expect(PUNCHES.map(labelLetter).join("")).toBe("JCHUO?");
});

it("has a token for every colour that a label may have", () => {
  for (const colour of LABEL_COLOURS) expect(tokens).toContain(`--label-${colour}:`);
});

it("takes colours and letters from the project's scheme, each letter once as far as it goes", () => {
  const own = (name: string) => ({ name, colour: "own-3", key: null }) as const;
  labelScheme.setState({ ...USUAL_SCHEME, punch: [...USUAL_SCHEME.punch, own("High kick"), own("Haymaker")] });
  expect(labelColour("Haymaker")).toBe("--label-own-3");
  expect(["Hook", "High kick", "Haymaker"].map(labelLetter)).toEqual(["H", "I", "A"]);
});

it("gives any label whatever a colour that exists, the same one each time", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (label) => {
      expect(tokens).toContain(`${labelColour(label)}:`);
      expect(labelColour(label)).toBe(labelColour(label));
    }),
  );
});
