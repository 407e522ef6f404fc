import { Command, CommanderError } from "commander";
import { deviceKind } from "#contract/schemas.ts";
import { text } from "../common/text.ts";
import { addBoardCommands } from "./boardCommands.ts";
import { addCaptureCommands } from "./captureCommands.ts";
import { jsonCommand, option, type Print, projectCommand } from "./commandLine.ts";
import { demo } from "./commands/demo.ts";
import { forgetDevice, listDevices, setDeviceHand } from "./commands/devices.ts";
import { examine } from "./commands/doctor.ts";
import { createProject, listProjects, openDemo } from "./commands/projects.ts";
import { segmenters } from "./commands/segmenters.ts";
import { addDatasetCommands } from "./datasetCommands.ts";
import { addLabelCommands } from "./labelCommands.ts";
import { addModelCommands } from "./modelCommands.ts";
import { addPackCommands } from "./packCommands.ts";
import { addRecordCommands } from "./recordCommands.ts";
import { printProblem, printReport, wordsFor } from "./report.ts";
import { addSegmentCommands } from "./segmentCommands.ts";
import type { CliContext } from "./studioSession.ts";
import { addValidationCommands } from "./validationCommands.ts";
import { whole } from "./values.ts";
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

function addCommands(program: Command, parts: CliParts, print: Print): void {
  const about = (usage: string) => `cli.about.${usage.split(" ")[0]}`;
  const command = (usage: string) => jsonCommand(program, usage, about(usage));

  const group = (name: string) => program.commandsGroup(text(`cli.group.${name}`));

  group("gloves");
  command("devices")
    .addOption(option("--kind <kind...>", "kind").choices(deviceKind.options))
    .action(async ({ kind }) => print(await listDevices(parts, kind)));
  command("hand <device> <hand>").action(async (device, hand) => print(await setDeviceHand(parts, device, hand)));
  command("forget <device>").action(async (device) => print(await forgetDevice(parts, device)));
  addRecordCommands(program, parts, print);

  group("captures");
  addCaptureCommands(program, parts, print);
  addVideoCommands(program, parts, print);

  group("labels");
  addLabelCommands(program, parts, print);
  addSegmentCommands(program, parts, print);
  command("segmenters").action(() => print(segmenters()));

  group("models");
  addDatasetCommands(program, parts, print);
  addModelCommands(program, parts, print);
  addValidationCommands(program, parts, print);

  group("deploy");
  addPackCommands(program, parts, print);
  addBoardCommands(program, parts, print);

  group("studio");
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
  command("doctor").action(async () => print(await examine(parts)));
  projectCommand(program, "serve", about("serve"))
    .addOption(option("--port <port>", "port").argParser(whole).default(0))
    .action(async ({ port, project, json = false }) => parts.serve({ port, project, json }));
}
