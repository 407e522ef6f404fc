import type { CallName } from "#contract/contract.ts";
import type { Handlers } from "../api.ts";

/** Calls of the contract whose room is being built. It goes with the last of them. */
const UNBUILT = ["pack.bill"] as const satisfies readonly CallName[];

export function unbuiltHandlers(): Handlers<(typeof UNBUILT)[number]> {
  const refuse = async () => {
    throw new Error("this call is not built yet");
  };
  return Object.fromEntries(UNBUILT.map((name) => [name, refuse])) as unknown as Handlers<(typeof UNBUILT)[number]>;
}
