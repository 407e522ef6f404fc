import fc from "fast-check";
import { expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { ModelOffers } from "./modelOffers.ts";

const ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

test("pieces become the file that was sent, whatever their sizes, and also where some are sent twice", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat(200)), (file, cuts) => {
      const offers = new ModelOffers();
      let at = 0;
      offers.add(ID, "m.tflite", 0, file.subarray(0, 0));
      for (const cut of [...cuts, file.length]) {
        const from = Math.min(at, cut);
        expect(offers.add(ID, "m.tflite", from, file.subarray(from, Math.max(at, cut)))).toBe("taken");
        at = Math.min(file.length, Math.max(at, cut));
      }
      expect(offers.files(ID)).toEqual([{ name: "m.tflite", bytes: file }]);
    }),
  );
});

test("a hole and too much are refused; a new offer, or the end of one, forgets the files", () => {
  const offers = new ModelOffers();
  expect(offers.add(ID, "m.tflite", 1, Uint8Array.of(1))).toBe("hole");
  expect(offers.add(ID, "m.tflite", 0, new Uint8Array(65 * 2 ** 20))).toBe("tooLarge");
  expect(() => offers.files(ID)).toThrow(ProblemError);
  for (let i = 0; i < 1000; i++) offers.add(ID, `part ${i}`, 0, Uint8Array.of(1));
  expect(offers.add(ID, "one more", 0, Uint8Array.of(1))).toBe("tooLarge");
  expect(offers.files(ID)).toHaveLength(1000);
  const next = offers.put([{ name: "model.json", bytes: Uint8Array.of(2) }]);
  expect(() => offers.files(ID)).toThrow("import.notOffered");
  offers.end(ID);
  expect(offers.files(next)).toHaveLength(1);
  offers.end(next);
  expect(() => offers.files(next)).toThrow("import.notOffered");
});
