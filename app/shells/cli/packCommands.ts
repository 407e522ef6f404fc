import type { Command } from "commander";
import { HANDS } from "#domain/hands.ts";
import { WRITTEN_FORMS } from "#host/pack/formFiles.ts";
import { text } from "../common/text.ts";
import { option, type Print, projectCommand } from "./commandLine.ts";
import { billOf, buildPack, provePack, showPack } from "./commands/packs.ts";
import type { CliContext } from "./studioSession.ts";

/** `ringside pack build|bill|prove|show --model M`. */
export function addPackCommands(program: Command, context: CliContext, print: Print): void {
  const pack = program.command("pack").description(text("cli.about.pack"));
  const command = (usage: string, about: string) =>
    projectCommand(pack, usage, about).addOption(option("--model <model>", "packModel").makeOptionMandatory());

  command("build", "cli.about.packBuild")
    .addOption(option("--out <folder>", "packOut").makeOptionMandatory())
    .addOption(option("--form <form>", "packForm").choices(WRITTEN_FORMS).default("library"))
    .action(async (options) => print(await buildPack(context, options)));
  command("show", "cli.about.packShow").action(async (options) => print(await showPack(context, options)));
  command("bill", "cli.about.packBill")
    .addOption(option("--hand <hand>", "packHand").choices(HANDS))
    .action(async ({ hand = null, ...options }) => print(await billOf(context, { ...options, hand })));
  command("prove", "cli.about.packProve")
    .addOption(option("--validation <result>", "packResult"))
    .action(async ({ validation = null, ...options }) => print(await provePack(context, { ...options, validation })));
}
