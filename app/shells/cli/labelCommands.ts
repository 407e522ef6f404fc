import type { Command } from "commander";
import { LABEL_FORMATS } from "#domain/labeling/labelFiles.ts";
import { OWN_TRUTH, TRACK_KINDS } from "#domain/labeling/segments.ts";
import { text } from "../common/text.ts";
import { option, type Print, projectCommand } from "./commandLine.ts";
import { acceptLabels, clearLabels, exportLabels, importLabels, listLabels, relabel } from "./commands/labels.ts";
import { setScheme, showScheme } from "./commands/scheme.ts";
import type { CliContext } from "./studioSession.ts";

/** `ringside labels …` and `ringside scheme …`. */
export function addLabelCommands(program: Command, context: CliContext, print: Print): void {
  const group = (name: string) => {
    const parent = program.command(name).description(text(`cli.about.${name}`));
    return (usage: string) => projectCommand(parent, usage, `cli.about.${name}.${usage.split(" ")[0]}`);
  };
  const labels = group("labels");
  const track = () => option("--track <track>", "track");

  labels("list <capture>")
    .addOption(track())
    .action(async (capture, options) => print(await listLabels(context, capture, options)));
  labels("export <captures...>")
    .addOption(option("--format <format>", "labelFormat").choices(LABEL_FORMATS).default(LABEL_FORMATS[0]))
    .addOption(option("--to <folder>", "to").default("."))
    .addOption(track())
    .action(async (captures, options) => print(await exportLabels(context, captures, options)));
  labels("import <capture> <file>")
    .addOption(track())
    .addOption(option("--trial", "trial"))
    .action(async (capture, file, options) => print(await importLabels(context, capture, file, options)));
  labels("accept <captures...>")
    .addOption(option("--from <track>", "from").default("punch"))
    .addOption(option("--from-all", "fromAll"))
    .addOption(option("--kind <kind>", "trackKind").choices(TRACK_KINDS).default("proposal"))
    .addOption(option("--into <track>", "into").default(OWN_TRUTH.name))
    .addOption(option("--as <label>", "acceptAs"))
    .action(async (captures, { from, fromAll, kind, into, as = null, project }) => {
      const tracks = { kind, name: fromAll ? null : from };
      print(await acceptLabels(context, captures, { from: tracks, into, label: as, project }));
    });
  labels("relabel <captures...>")
    .addOption(option("--from <label>", "relabelFrom"))
    .addOption(option("--as <label>", "as").makeOptionMandatory())
    .action(async (captures, { from = null, as: to, project }) =>
      print(await relabel(context, captures, { from, to, project })),
    );
  labels("clear <captures...>")
    .addOption(option("--kind <kind>", "trackKind").choices(TRACK_KINDS).makeOptionMandatory())
    .addOption(track())
    .action(async (captures, options) => print(await clearLabels(context, captures, options)));

  const scheme = group("scheme");
  scheme("show").action(async (options) => print(await showScheme(context, options)));
  scheme("set <file>").action(async (file, options) => print(await setScheme(context, file, options)));
}
