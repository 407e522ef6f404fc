import type { CallName } from "#contract/contract.ts";
import type { Handlers } from "../api.ts";
import type { CheckDesk } from "../listening/checkDesk.ts";
import type { ListeningDesk } from "../listening/listeningDesk.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import { sent } from "../sent.ts";

type ListeningCall = Extract<CallName, `listening.${string}` | `check.${string}`>;

export function listeningHandlers(
  desk: ProjectDesk,
  listening: ListeningDesk,
  checks: CheckDesk,
): Handlers<ListeningCall> {
  return {
    "listening.state": async () => listening.state,
    "listening.set": async (wanted) => {
      await listening.set(desk.requireStore(), wanted);
      return { ok: true, value: undefined };
    },
    "listening.findings": async () => sent([...listening.findings]),
    "check.start": async ({ deviceId, modelId }) => {
      await checks.start(desk.requireStore(), deviceId, modelId);
      return { ok: true, value: undefined };
    },
    "check.stop": async ({ deviceId }) => checks.stop(deviceId),
  };
}
