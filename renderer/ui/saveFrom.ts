/** Saves what an address gives. The host says that it is a file, and what it is called. */
export function saveFrom(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}

/** So long the browser may take to read what it saves. */
const READ_MS = 60_000;

/** Saves words that the page made, under a name. */
export function saveText(name: string, type: string, words: string): void {
  const address = URL.createObjectURL(new Blob([words], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), READ_MS);
}
