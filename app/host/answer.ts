import { z } from "zod";
import { type CallName, calls } from "#contract/contract.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Handlers } from "./api.ts";

/**
 * Makes the one door of the host: finds the call, parses its input, answers, parses the output. A ProblemError becomes
 * a value where the output is an outcome; elsewhere it rejects, like an input that the schema refuses.
 */
export function answering(handlers: Handlers<CallName>): (name: string, input: unknown) => Promise<unknown> {
  return async (name, input) => {
    if (!Object.hasOwn(calls, name)) throw new Error(`there is no call "${name}"`);
    const call = name as CallName;
    const parsed = calls[call].input.safeParse(input);
    if (!parsed.success) throw new Error(`${call}: ${z.prettifyError(parsed.error)}`);
    const handler = handlers[call] as (input: unknown) => Promise<unknown>;
    try {
      return parseOutput(call, await handler(parsed.data));
    } catch (error) {
      if (error instanceof ProblemError && isOutcome(calls[call].output)) return { ok: false, problem: error.problem };
      throw error;
    }
  };
}

function parseOutput(call: CallName, output: unknown): unknown {
  const parsed = calls[call].output.safeParse(output);
  if (!parsed.success) throw new Error(`answer of ${call}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function isOutcome(schema: z.ZodType): boolean {
  return schema instanceof z.ZodDiscriminatedUnion && schema.def.discriminator === "ok";
}
