import { type CallName, calls, type Input, type Output } from "#contract/contract.ts";
import type { Outcome } from "#contract/schemas.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Host } from "#host/api.ts";

/** The host's calls with their types, for a shell that speaks to it directly. */
export interface Client {
  /** @throws ProblemError input.refused where the contract does not take the input */
  call<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>>;
  /** As `call`, for those that answer an outcome. @throws ProblemError also where it is a failure */
  ask<K extends OutcomeCall>(name: K, input: Input<K>): Promise<ValueOf<Output<K>>>;
}

type OutcomeCall = { [K in CallName]: Output<K> extends Outcome<unknown> ? K : never }[CallName];
type ValueOf<O> = O extends { ok: true; value: infer V } ? V : never;

export function clientOf(host: Host): Client {
  const call = (name: CallName, input: unknown) => {
    const refused = calls[name].input.safeParse(input).error?.issues[0];
    if (refused === undefined) return host.call(name, input);
    throw new ProblemError("input.refused", { field: refused.path.join("."), message: refused.message });
  };
  return {
    call: async (name, input) => (await call(name, input)) as never,
    ask: async (name, input) => unwrap((await call(name, input)) as Outcome<never>),
  };
}

/** @throws ProblemError where the outcome is a failure */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new ProblemError(outcome.problem.code, { ...outcome.problem.detail });
  return outcome.value;
}
