import { UNKNOWN } from "#domain/labeling/segments.ts";
import { ProblemError } from "#domain/problems.ts";

/** What the outputs of a foreign network mean, as the engine numbers classes: 0 is Unknown. */
export interface ClassMap {
  readonly classNames: readonly string[];
  /** Of each output, in the order of the file. */
  readonly classNumbers: readonly number[];
}

/** Several outputs may be Unknown. @throws ProblemError import.classCount, import.sameClass */
export function classMap(classes: readonly string[], outputs: number): ClassMap {
  if (classes.length !== outputs) throw new ProblemError("import.classCount", { classes: classes.length, outputs });
  const known = classes.filter((name) => name !== UNKNOWN);
  const twice = known.find((name, i) => known.indexOf(name) !== i);
  if (twice !== undefined) throw new ProblemError("import.sameClass", { name: twice });
  const classNames = [UNKNOWN, ...known];
  return { classNames, classNumbers: classes.map((name) => classNames.indexOf(name)) };
}
