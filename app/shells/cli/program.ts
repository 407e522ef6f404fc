import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { deviceKind } from "#contract/schemas.ts";
import type { SettingValues } from "#domain/segmenters.ts";
import { text } from "../common/text.ts";
import { addBoardCommands } from "./boardCommands.ts";
import { exportCaptures, listCaptures, listQueue, showCapture } from "./commands/captures.ts";
import { demo } from "./commands/demo.ts";
import { forgetDevice, listDevices, setDeviceHand } from "./commands/devices.ts";
import { examine } from "./commands/doctor.ts";
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
import { gateway } from "./commands/gateway.ts";
import { listen } from "./commands/listen.ts";
import { createProject, listProjects, openDemo } from "./commands/projects.ts";
import { record } from "./commands/record.ts";
import { segmenters } from "./commands/segmenters.ts";
import { addDatasetCommands } from "./datasetCommands.ts";
import { addLabelCommands } from "./labelCommands.ts";
import { addModelCommands } from "./modelCommands.ts";
import { addPackCommands } from "./packCommands.ts";
import { printProblem, printReport, type Report, wordsFor } from "./report.ts";
import { addSegmentCommands } from "./segmentCommands.ts";
import type { CliContext } from "./studioSession.ts";
import { addValidationCommands } from "./validationCommands.ts";
import { addVideoCommands } from "./videoCommands.ts";

/** Exit codes: done (a report may say another), a problem (its words are printed), a command line that nobody understands. */
const DONE = 0;
const PROBLEM = 1;
const USAGE = 2;

export interface CliParts extends CliContext {
  /** Runs the studio in the browser shell until it is stopped. With `json` the address is `{ address }`. */
  serve(options: { port: number; project: string | undefined; json: boolean }): Promise<void>;
}

/** Runs one command line and returns its exit code. Every command takes --json; shapes are told where reports are made. */
export async function runCli(args: readonly string[], parts: CliParts): Promise<number> {
  const { terminal } = parts;
  const json = args.includes("--json");
  const program = new Command("ringside")
    .description(text("cli.about"))
    .exitOverride()
    .configureOutput({
      writeOut: (output) => terminal.out(output.trimEnd()),
      writeErr: (output) => {
        if (!json) terminal.err(output.trimEnd());
      },
    });
  let exitCode = DONE;
  addCommands(program, parts, (report) => {
    printReport(terminal, report, json);
    exitCode = report.exitCode ?? DONE;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      printProblem(terminal, wordsFor(error), json);
      return PROBLEM;
    }
    if (error.exitCode === 0) return DONE;
    if (json) printProblem(terminal, { problem: "usage", message: error.message, next: text("cli.usage.next") }, true);
    return USAGE;
  }
}

function addCommands(program: Command, parts: CliParts, print: (report: Report) => void): void {
  const command = (usage: string) =>
    program
      .command(usage)
      .description(text(`cli.about.${usage.split(" ")[0]}`))
      .addOption(option("--json", "json"));
  const inProject = (usage: string) => command(usage).addOption(option("--project <project>", "project"));

  command("devices")
    .addOption(option("--kind <kind...>", "kind").choices(deviceKind.options))
    .action(async ({ kind }) => print(await listDevices(parts, kind)));

  command("hand <device> <hand>").action(async (device, hand) => print(await setDeviceHand(parts, device, hand)));
  command("forget <device>").action(async (device) => print(await forgetDevice(parts, device)));

  command("record")
    .addOption(option("--source <source>", "source").argParser(collect).makeOptionMandatory())
    .addOption(option("--project <project>", "projectMade").makeOptionMandatory())
    .addOption(option("--seconds <seconds>", "seconds").argParser(positive))
    .addOption(option("--label <label>", "label"))
    .addOption(option("--meta <field=value>", "meta").argParser(fields))
    .addOption(option("--name <template>", "name"))
    .addOption(option("--hand <hand>", "hand").argParser(hands))
    .addOption(option("--seed <seed>", "seed").argParser(whole))
    .addOption(option("--person <person>", "person"))
    .addOption(option("--loss <share>", "loss").argParser(share))
    .addOption(option("--rate <hertz>", "rate").argParser(positive))
    .addOption(option("--listen <model>", "listen").argParser(collect))
    .addOption(option("--keep <as>", "keepFindings").choices(["predictions", "proposals"]).default("predictions"))
    .action(async (wish) => print(await record(parts, recordWish(wish))));

  inProject("listen")
    .addOption(option("--device <source>", "source").argParser(collect).makeOptionMandatory())
    .addOption(option("--model <model>", "listen").argParser(collect))
    .addOption(option("--model-json <file>", "modelJson"))
    .addOption(option("--seconds <seconds>", "seconds").argParser(positive))
    .addOption(option("--hand <hand>", "hand").argParser(hands))
    .addOption(option("--seed <seed>", "seed").argParser(whole))
    .addOption(option("--person <person>", "person"))
    .addOption(option("--rate <hertz>", "rate").argParser(positive))
    .action(async ({ device, model = [], modelJson = null, seconds = null, project, json = false, ...options }) =>
      print(
        await listen(
          parts,
          { ...sourceWish({ ...options, source: device }), models: model, modelJson, seconds, project },
          json,
        ),
      ),
    );

  command("gateway")
    .addOption(option("--source <source>", "source").argParser(collect).makeOptionMandatory())
    .addOption(option("--hand <hand>", "hand").argParser(hands))
    .addOption(option("--port <port>", "gatewayPort").argParser(whole).default(5555))
    .addOption(option("--network", "network"))
    .addOption(option("--seed <seed>", "seed").argParser(whole))
    .addOption(option("--person <person>", "person"))
    .addOption(option("--loss <share>", "loss").argParser(share))
    .addOption(option("--rate <hertz>", "rate").argParser(positive))
    .action(async ({ port, network = false, json = false, ...options }) =>
      print(await gateway(parts, { ...sourceWish(options), port, network }, json)),
    );

  inProject("captures")
    .addOption(option("--deleted", "deleted"))
    .action(async (options) => print(await listCaptures(parts, options)));
  inProject("queue").action(async (options) => print(await listQueue(parts, options)));
  inProject("show <capture>").action(async (capture, options) => print(await showCapture(parts, capture, options)));
  inProject("export <captures...>")
    .addOption(option("--format <format>", "format").choices(["csv"]).default("csv"))
    .addOption(option("--to <folder>", "to").default("."))
    .action(async (captures, options) => print(await exportCaptures(parts, captures, options)));
  addSegmentCommands(program, parts, option, settings, print);
  addDatasetCommands(program, parts, option, { collect, fields, settings, whole }, print);
  inProject("rename <capture> <name>").action(async (capture, name, options) =>
    print(await renameCapture(parts, capture, name, options)),
  );
  inProject("label <captures...>")
    .addOption(option("--as <label>", "as").conflicts("none"))
    .addOption(option("--none", "none"))
    .action(async (captures, options, self: Command) => {
      if (options.as === undefined && !options.none) self.error(text("cli.labelMissing"), { exitCode: USAGE });
      print(await labelCaptures(parts, options.none ? null : options.as, captures, options));
    });
  inProject("meta <captures...>")
    .addOption(option("--set <field=value>", "meta").argParser(fields).makeOptionMandatory())
    .action(async (captures, options) => print(await setMetadata(parts, options.set, captures, options)));
  inProject("delete <captures...>").action(async (captures, options) =>
    print(await deleteCaptures(parts, captures, options)),
  );
  inProject("restore <captures...>").action(async (captures, options) =>
    print(await restoreCaptures(parts, captures, options)),
  );
  for (const direction of ["undo", "redo"] as const)
    inProject(direction)
      .addOption(option("--capture <capture>", "ofCapture"))
      .action(async (options) => print(await stepHistory(parts, direction, options)));
  inProject("review <captures...>")
    .addOption(option("--not", "notReviewed"))
    .action(async (captures, options) => print(await reviewCaptures(parts, captures, options)));
  addLabelCommands(program, parts, print);
  inProject("recover [captures...]")
    .addOption(option("--keep", "keep").conflicts("delete"))
    .addOption(option("--delete", "deleteInterrupted"))
    .action(async (captures, options) => {
      const decision = options.keep ? "keep" : options.delete ? "delete" : null;
      print(await recoverCaptures(parts, captures, { project: options.project, decision }));
    });

  addModelCommands(program, parts, option, print);
  addValidationCommands(program, parts, option, print);
  addVideoCommands(program, parts, option, print);
  addPackCommands(program, parts, print);
  addBoardCommands(program, parts, print);
  command("projects").action(async () => print(await listProjects(parts)));
  command("create <project>").action(async (project) => print(await createProject(parts, project)));
  command("demo")
    .addOption(option("--open", "demoOpen"))
    .addOption(option("--project <project>", "demoProject"))
    .addOption(option("--plan <plan>", "plan").default("reference"))
    .addOption(option("--seed <seed>", "seed").argParser(whole).default(1))
    .action(async ({ open = false, project = null, plan, seed }) =>
      print(open ? await openDemo(parts) : await demo(parts, { project, plan, seed })),
    );
  command("segmenters").action(() => print(segmenters()));
  command("doctor").action(async () => print(await examine(parts)));
  inProject("serve")
    .addOption(option("--port <port>", "port").argParser(whole).default(0))
    .action(async ({ port, project, json = false }) => parts.serve({ port, project, json }));
}

interface SourceOptions {
  source: string[];
  hand?: ("left" | "right" | "both")[];
  seed?: number;
  person?: string;
  loss?: number;
  rate?: number;
}

interface RecordOptions extends SourceOptions {
  project: string;
  seconds?: number;
  label?: string;
  meta?: Record<string, string>;
  name?: string;
  listen?: string[];
  keep: "predictions" | "proposals";
}

/** The first --hand is the first source's, and so on. */
function sourceWish(options: SourceOptions) {
  return {
    sources: options.source.map((source, index) => ({ source, hand: options.hand?.[index] })),
    simulated: { seed: options.seed, person: options.person, loss: options.loss, rateHz: options.rate },
  };
}

function recordWish(options: RecordOptions) {
  return {
    ...sourceWish(options),
    project: options.project,
    seconds: options.seconds ?? null,
    label: options.label ?? null,
    metadata: options.meta ?? {},
    nameTemplate: options.name ?? null,
    listen: options.listen ?? [],
    keep: options.keep,
  };
}

function option(flags: string, key: string): Option {
  return new Option(flags, text(`cli.option.${key}`));
}

/** For an option that is given several times. Commander hands on what came before, undefined at first. */
function collect(value: string, before: unknown): string[] {
  return [...((before as string[] | undefined) ?? []), value];
}

function hands(value: string, before: unknown): string[] {
  if (!["left", "right", "both"].includes(value)) throw new InvalidArgumentError(text("cli.notAHand"));
  return collect(value, before);
}

function fields(value: string, before: unknown): Record<string, string> {
  const at = value.indexOf("=");
  if (at < 1) throw new InvalidArgumentError(text("cli.notAField"));
  return { ...((before as Record<string, string> | undefined) ?? {}), [value.slice(0, at)]: value.slice(at + 1) };
}

/** A number or a switch where it looks like one; the segmenter says what it takes. */
function settings(value: string, before: unknown): SettingValues {
  const [[name, said] = ["", ""]] = Object.entries(fields(value, undefined));
  const meant = said === "true" || said === "false" ? said === "true" : said.trim() === "" ? said : Number(said);
  return { ...((before as SettingValues | undefined) ?? {}), [name]: Number.isNaN(meant) ? said : meant };
}

function positive(value: string): number {
  return numberWhere(value, (number) => number > 0, "cli.notPositive");
}

function whole(value: string): number {
  return numberWhere(value, (number) => Number.isInteger(number) && number >= 0, "cli.notWhole");
}

function share(value: string): number {
  return numberWhere(value, (number) => number >= 0 && number <= 0.5, "cli.notAShare");
}

function numberWhere(value: string, isGood: (number: number) => boolean, otherwise: string): number {
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (!Number.isFinite(number) || !isGood(number)) throw new InvalidArgumentError(text(otherwise));
  return number;
}
