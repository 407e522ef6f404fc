import type { Command } from "commander";
import { text } from "../common/text.ts";
import { option, type Print, projectCommand } from "./commandLine.ts";
import { checkClaps, exportCaptures, listCaptures, listQueue, showCapture } from "./commands/captures.ts";
import {
  deleteCaptures,
  labelCaptures,
  recoverCaptures,
  renameCapture,
  restoreCaptures,
  reviewCaptures,
  setMetadata,
  stepHistory,
} from "./commands/edits.ts";
import type { CliContext } from "./studioSession.ts";
import { fields } from "./values.ts";

/** `ringside captures|queue|show|export` and what edits captures as wholes. */
export function addCaptureCommands(program: Command, context: CliContext, print: Print): void {
  const command = (usage: string) => projectCommand(program, usage, `cli.about.${usage.split(" ")[0]}`);

  command("captures")
    .addOption(option("--deleted", "deleted"))
    .action(async (options) => print(await listCaptures(context, options)));
  command("queue").action(async (options) => print(await listQueue(context, options)));
  command("show <capture>").action(async (capture, options) => print(await showCapture(context, capture, options)));
  command("claps <capture>").action(async (capture, options) => print(await checkClaps(context, capture, options)));
  command("export <captures...>")
    .addOption(option("--format <format>", "format").choices(["csv"]).default("csv"))
    .addOption(option("--to <folder>", "to").default("."))
    .action(async (captures, options) => print(await exportCaptures(context, captures, options)));
  command("rename <capture> <name>").action(async (capture, name, options) =>
    print(await renameCapture(context, capture, name, options)),
  );
  command("label <captures...>")
    .addOption(option("--as <label>", "as").conflicts("none"))
    .addOption(option("--none", "none"))
    .action(async (captures, options, self: Command) => {
      if (options.as === undefined && !options.none) self.error(text("cli.labelMissing"));
      print(await labelCaptures(context, options.none ? null : options.as, captures, options));
    });
  command("meta <captures...>")
    .addOption(option("--set <field=value>", "meta").argParser(fields).makeOptionMandatory())
    .action(async (captures, options) => print(await setMetadata(context, options.set, captures, options)));
  command("delete <captures...>").action(async (captures, options) =>
    print(await deleteCaptures(context, captures, options)),
  );
  command("restore <captures...>").action(async (captures, options) =>
    print(await restoreCaptures(context, captures, options)),
  );
  for (const direction of ["undo", "redo"] as const)
    command(direction)
      .addOption(option("--capture <capture>", "ofCapture"))
      .action(async (options) => print(await stepHistory(context, direction, options)));
  command("review <captures...>")
    .addOption(option("--not", "notReviewed"))
    .action(async (captures, options) => print(await reviewCaptures(context, captures, options)));
  command("recover [captures...]")
    .addOption(option("--keep", "keep").conflicts("delete"))
    .addOption(option("--delete", "deleteInterrupted"))
    .action(async (captures, options) => {
      const decision = options.keep ? "keep" : options.delete ? "delete" : null;
      print(await recoverCaptures(context, captures, { project: options.project, decision }));
    });
}
