import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillNameTemplate, type NameFacts } from "./nameTemplate.ts";

const facts: NameFacts = {
  label: "Jab",
  metadata: { person: "Anna", Gym: "Ost" },
  hand: "left",
  device: "Nano 33",
  number: 3,
  at: new Date(2026, 10, 22, 9, 5, 7),
};

describe("A name template", () => {
  it("takes the plan's label, metadata and the running number", () => {
    expect(fillNameTemplate("{label}_{person}_{nn}", facts)).toBe("Jab_Anna_03");
    expect(fillNameTemplate("{gym} {hand} {device}", facts)).toBe("Ost left Nano 33");
  });

  it("writes date and time so that they sort and make legal file names", () => {
    expect(fillNameTemplate("{date} {time}", facts)).toBe("2026-11-22 09-05-07");
  });

  it("drops a field that has no value together with its separator", () => {
    expect(fillNameTemplate("{label}_{coach}_{nn}", facts)).toBe("Jab_03");
    expect(fillNameTemplate("{coach} - {nn}", facts)).toBe("03");
  });

  it("never comes out empty", () => {
    expect(fillNameTemplate("{coach}", { ...facts, number: 12 })).toBe("Capture 12");
    expect(fillNameTemplate("{label} {nn}", { ...facts, label: null })).toBe("Capture 03");
  });

  it("gives a usable one-line name for any template and any values", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        fc.string(),
        fc.integer({ min: 1, max: 1e6 }),
        (template, person, number) => {
          const name = fillNameTemplate(template, { ...facts, metadata: { person }, number });
          expect(name.trim()).toBe(name);
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(120);
          expect(name).not.toMatch(/[\r\n\t]/);
        },
      ),
    );
  });
});
