import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { type Problem, ProblemError } from "#domain/problems.ts";

/**
 * What a JSON file of the user says, as the schema has it. What is no JSON is refused by the schema, as what it is: text.
 * @param unreadable what is said of a file that cannot be read
 * @param completed puts in what may be left out
 * @throws ProblemError `unreadable`, or input.refused with the first field that is wrong
 */
export async function readJsonFile<T>(
  path: string,
  schema: z.ZodType<T>,
  unreadable: Problem,
  completed: (content: unknown) => unknown = (content) => content,
): Promise<T> {
  const content = await readFile(path, "utf8").catch((cause: Error) => {
    throw new ProblemError(unreadable.code, { ...unreadable.detail }, { cause });
  });
  const read = schema.safeParse(completed(parsed(content)));
  if (read.success) return read.data;
  const refused = read.error.issues[0]!;
  throw new ProblemError("input.refused", { field: refused.path.join("."), message: refused.message });
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}
