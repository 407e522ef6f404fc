import type { BulkFetch } from "#contract/contract.ts";

/** Where bulk bytes are, for a media element. */
export function bulkUrl(path: string): string {
  return new URL(path, document.baseURI).href;
}

export async function sendBulk(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const response = await fetch(bulkUrl(path), { method: "POST", body: bytes });
  if (!response.ok) throw new Error((await response.text()) || response.statusText);
}

/** Bulk bytes from where the page came from: the loopback server or the app's own scheme. */
export function fetchBulk(path: string): BulkFetch {
  const abort = new AbortController();
  const read = async () => {
    const response = await fetch(bulkUrl(path), { signal: abort.signal });
    if (!response.ok) throw new Error((await response.text()) || response.statusText);
    return response.arrayBuffer();
  };
  return { bytes: read(), cancel: () => abort.abort() };
}
