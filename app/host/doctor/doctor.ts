import type { Finding } from "#contract/doctor.ts";
import messages from "#contract/messages/en.json" with { type: "json" };
import type { Handlers } from "../api.ts";
import { type Check, checks } from "./checks.ts";
import { type Machine, thisMachine } from "./machine.ts";

/** Looks at what this machine has for Ringside, all at once; takes at most a few seconds and never fails. */
export function doctorHandlers(projectsFolder: string, machine: Machine = thisMachine): Handlers<"doctor.examine"> {
  return {
    "doctor.examine": () => Promise.all(checks(projectsFolder).map((check) => examine(check, machine))),
  };
}

async function examine({ id, needed, look }: Check, machine: Machine): Promise<Finding> {
  const { state, found } = await look(machine);
  return { id, state, found, needed, cure: state === "ok" ? null : cure(id, machine.platform) };
}

/** The catalog's words for this system. Linux stands for the other Unixes. */
function cure(id: string, platform: NodeJS.Platform): string {
  const system = platform === "darwin" ? "macos" : platform === "win32" ? "windows" : "linux";
  const catalog: Readonly<Record<string, string>> = messages;
  return catalog[`doctor.${id}.cure.${system}`] ?? id;
}
