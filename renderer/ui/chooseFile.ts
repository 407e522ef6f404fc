/** Lets the user pick a file; `accept` is what a file field takes. Nothing happens where none is picked. */
export function chooseFile(accept: string, onFile: (file: File) => void): void {
  choose(accept, false, ([file]) => file && onFile(file));
}

/** The same for files that belong together. */
export function chooseFiles(accept: string, onFiles: (files: readonly File[]) => void): void {
  choose(accept, true, onFiles);
}

function choose(accept: string, multiple: boolean, onFiles: (files: readonly File[]) => void): void {
  const field = document.createElement("input");
  field.type = "file";
  field.accept = accept;
  field.multiple = multiple;
  field.addEventListener("change", () => {
    const files = [...(field.files ?? [])];
    if (files.length > 0) onFiles(files);
  });
  field.click();
}
