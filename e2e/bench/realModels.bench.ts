import { gesturesAcrossPeople, tennisAcrossTime } from "./realModels.ts";

export const name = "real models";

/** What models reach on the real recordings, float and int8, each with its protocol. */
export async function run(): Promise<object> {
  return { gestures: await gesturesAcrossPeople(), tennis: await tennisAcrossTime() };
}
