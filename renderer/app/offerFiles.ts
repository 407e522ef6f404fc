import { bulkPaths } from "#contract/bulk.ts";
import type { Studio } from "#contract/contract.ts";

/** Half of what the host takes at once. */
const PIECE_BYTES = 8 * 1024 * 1024;

/** Offers files to the host, for an import. @returns the offer. Rejects with the text of a refusal. */
export async function offerFiles(studio: Pick<Studio, "sendBulk">, files: readonly File[]): Promise<string> {
  const offerId = crypto.randomUUID();
  for (const file of files) {
    const name = file.webkitRelativePath || file.name;
    for (let at = 0; at === 0 || at < file.size; at += PIECE_BYTES) {
      const bytes = new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
      await studio.sendBulk(bulkPaths.offeredFile(offerId, name, at), bytes);
    }
  }
  return offerId;
}
