/** Lets the user pick a file; `accept` is what a file field takes. Nothing happens where none is picked. */
export function chooseFile(accept: string, onFile: (file: File) => void): void {
  choose(accept, false, ([file]) => file && onFile(file));
}

/** The same for files that belong together. */
export function chooseFiles(accept: string, onFiles: (files: readonly File[]) => void): void {
  choose(accept, true, onFiles);
}

/** All files of a folder and of those in it; each knows its place below the chosen one. */
export function chooseFolder(onFiles: (files: readonly File[]) => void): void {
  const field = fileField(onFiles);
  field.webkitdirectory = true;
  field.click();
}

function choose(accept: string, multiple: boolean, onFiles: (files: readonly File[]) => void): void {
  const field = fileField(onFiles);
  field.accept = accept;
  field.multiple = multiple;
  field.click();
}

function fileField(onFiles: (files: readonly File[]) => void): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "file";
  field.addEventListener("change", () => {
    const files = [...(field.files ?? [])];
    if (files.length > 0) onFiles(files);
  });
  return field;
}
