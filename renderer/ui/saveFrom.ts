/** Saves what an address gives. The host says that it is a file, and what it is called. */
export function saveFrom(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
