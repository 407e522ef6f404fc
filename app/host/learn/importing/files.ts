import { ProblemError } from "#domain/problems.ts";

/** A file of a model: its name, with the folders below the model's own in front of it (`variables/variables.index`). */
export interface ModelFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The file of this name in any folder. @throws ProblemError import.missingFile */
export function fileNamed(files: readonly ModelFile[], name: string): ModelFile {
  const found = files.find((file) => baseName(file.name) === baseName(name));
  if (found === undefined) throw new ProblemError("import.missingFile", { file: baseName(name) });
  return found;
}

export const baseName = (name: string) => name.split(/[\\/]/).at(-1)!;
