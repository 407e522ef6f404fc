import { expect, it } from "vitest";
import { offerFiles } from "./offerFiles.ts";

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
