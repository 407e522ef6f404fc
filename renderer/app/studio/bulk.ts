import type { BulkFetch } from "#contract/contract.ts";

/** Bulk bytes from where the page came from: the loopback server or the app's own scheme. */
export function fetchBulk(path: string): BulkFetch {
  const abort = new AbortController();
  const read = async () => {
    const response = await fetch(new URL(path, document.baseURI), { signal: abort.signal });
    if (!response.ok) throw new Error((await response.text()) || response.statusText);
    return response.arrayBuffer();
  };
  return { bytes: read(), cancel: () => abort.abort() };
}
