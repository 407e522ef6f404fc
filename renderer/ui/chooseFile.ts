/** Lets the user pick a file; `accept` is what a file field takes. Nothing happens where none is picked. */
export function chooseFile(accept: string, onFile: (file: File) => void): void {
  const field = document.createElement("input");
  field.type = "file";
  field.accept = accept;
  field.addEventListener("change", () => {
    const file = field.files?.[0];
    if (file) onFile(file);
  });
  field.click();
}
