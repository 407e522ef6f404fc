import { text } from "../../common/text.ts";
import type { Report } from "../report.ts";
import { type CliContext, withStudio } from "../studioSession.ts";

/** What this machine has and lacks. JSON: an array of the contract's findings `{ id, state, found, cure, needed }`. */
export function examine(context: CliContext): Promise<Report> {
  return withStudio(context, async ({ client }) => {
    const findings = await client.call("doctor.examine", undefined);
    const lines = findings.flatMap(({ id, state, found, cure, needed }) => {
      const name = text(`doctor.${id}`);
      const verdict = text(state === "ok" || needed ? `cli.doctor.${state}` : `cli.doctor.${state}Later`);
      const head = `${verdict}  ${name}${found === null ? "" : `: ${found}`}`;
      return cure === null ? [head] : [head, `    ${text(`doctor.${id}.for`)}`, `    ${cure}`];
    });
    return { json: findings, lines };
  });
}
