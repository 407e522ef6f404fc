import fc from "fast-check";
import { expect, it } from "vitest";
import { offerFiles, parseImportPlan, usualImportPlan } from "./importing.ts";
import { firstWish } from "./wish.ts";

const { plan } = firstWish([], null);
const network = (outputs: number) => ({
  network: { numbers: "int8" as const, steps: 48, channels: 6, outputs, layers: 3 },
});

it("names the outputs as the recipe does, the first Unknown where there is one more, and numbers the rest", () => {
  const { classes } = plan;
  expect(usualImportPlan(network(classes.length), plan).classes).toEqual(classes);
  expect(usualImportPlan(network(classes.length + 1), plan).classes).toEqual(["Unknown", ...classes]);
  expect(usualImportPlan(network(2), plan).classes).toEqual(classes.slice(0, 2));
  expect(usualImportPlan(network(8), plan).classes.slice(-2)).toEqual(["Class 7", "Class 8"]);
});

it("begins with a plan that can be read as it stands, whatever the file", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 32 }), (outputs) => {
      const usual = usualImportPlan(network(outputs), plan);
      expect(parseImportPlan(JSON.stringify(usual))).toEqual({ ok: true, plan: usual });
    }),
  );
});

it("says what is wrong with what somebody typed, and never throws", () => {
  const usual = usualImportPlan(network(2), plan);
  expect(parseImportPlan(JSON.stringify({ ...usual, hands: "three" }))).toMatchObject({
    ok: false,
    why: expect.stringContaining("hands: "),
  });
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (words) => {
      const read = parseImportPlan(words);
      expect(read.ok || read.why.length > 0).toBe(true);
    }),
  );
});

it("offers files whole, a large one in pieces one after the other, an empty one too", async () => {
  const sent: [path: string, bytes: number][] = [];
  const sendBulk = async (path: string, bytes: Uint8Array) => void sent.push([path, bytes.length]);
  const mega = 1024 * 1024;
  const files = [new File([new Uint8Array(9 * mega)], "model.tflite"), new File([], "a b.bin")];
  const offerId = await offerFiles({ sendBulk }, files);
  expect(sent).toEqual([
    [`bulk/offers/${offerId}?at=0&name=model.tflite`, 8 * mega],
    [`bulk/offers/${offerId}?at=${8 * mega}&name=model.tflite`, mega],
    [`bulk/offers/${offerId}?at=0&name=a%20b.bin`, 0],
  ]);
});
