import { type Command, Option } from "commander";
import { text } from "../common/text.ts";
import type { Report } from "./report.ts";

/** Hands a command's report to the terminal; the report says the exit code. */
export type Print = (report: Report) => void;

/** A command that can answer with JSON. `about` is a key of the catalog. */
export function jsonCommand(under: Command, usage: string, about: string): Command {
  return under.command(usage).description(text(about)).addOption(option("--json", "json"));
}

/** A command on a project: the one that --project names, else the one that was opened last. */
export function projectCommand(under: Command, usage: string, about: string): Command {
  return jsonCommand(under, usage, about).addOption(option("--project <project>", "project"));
}

/** An option; `key` is what follows `cli.option.` in the catalog. */
export function option(flags: string, key: string): Option {
  return new Option(flags, text(`cli.option.${key}`));
}
