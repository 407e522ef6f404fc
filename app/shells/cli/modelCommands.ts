import type { Command } from "commander";
import { jsonCommand, option, type Print, projectCommand } from "./commandLine.ts";
import { exportModel } from "./commands/exportModel.ts";
import { importModel } from "./commands/importModel.ts";
import { inspectModel } from "./commands/inspectModel.ts";
import { listModels, removeModel, renameModel, showModel } from "./commands/models.ts";
import { search } from "./commands/search.ts";
import { train } from "./commands/train.ts";
import { splitOf, withSplit } from "./split.ts";
import type { CliContext } from "./studioSession.ts";
import { list } from "./values.ts";

/** `ringside train --plan PLAN` and `ringside models [show|inspect|import|export|rename|remove]`. */
export function addModelCommands(program: Command, context: CliContext, print: Print): void {
  const learning = (usage: string, about: string) =>
    withSplit(
      projectCommand(program, usage, about)
        .addOption(option("--plan <plan>", "plan").default("reference"))
        .addOption(option("--classes <labels...>", "classes")),
    );
  learning("search [captures...]", "cli.about.search").action(
    async (captures: string[], { plan, classes, by, folds: count, seed, ...options }) => {
      const wish = { ...options, plan, captures, classes: classes ?? null };
      print(await search(context, { ...wish, split: splitOf(by, count, seed) }));
    },
  );
  learning("train [captures...]", "cli.about.train")
    .addOption(option("--name <name>", "modelName"))
    .action(async (captures: string[], { plan, name, classes, by, folds: count, seed, ...options }) => {
      const wish = { ...options, plan, name: name ?? null, captures, classes: classes ?? null };
      print(await train(context, { ...wish, split: splitOf(by, count, seed) }));
    });

  const models = projectCommand(program, "models", "cli.about.models").action(async (options) =>
    print(await listModels(context, options)),
  );
  // The command above has options of the same names, and takes them first.
  const chosen = (command: Command) => ({ project: command.opts().project ?? models.opts().project });
  projectCommand(models, "show <model>", "cli.about.modelShow").action(
    async (model: string, _: unknown, self: Command) => print(await showModel(context, model, chosen(self))),
  );
  jsonCommand(models, "inspect <file>", "cli.about.modelInspect").action(async (file: string) =>
    print(await inspectModel(context, file)),
  );
  projectCommand(models, "import <file> [captures...]", "cli.about.modelImport")
    .addOption(option("--plan <plan>", "importPlan"))
    .addOption(option("--like <model>", "like"))
    .addOption(option("--classes <classes>", "importClasses").argParser(list))
    .addOption(option("--name <name>", "modelName"))
    .action(async (file: string, captures: string[], { plan = null, like = null, classes = null, name = null }, self) =>
      print(await importModel(context, file, { ...chosen(self), plan, like, classes, name, captures })),
    );
  projectCommand(models, "export <model>", "cli.about.modelExport")
    .addOption(option("--out <file>", "networkOut").makeOptionMandatory())
    .action(async (model: string, { out }: { out: string }, self: Command) =>
      print(await exportModel(context, model, out, chosen(self))),
    );
  projectCommand(models, "rename <model> <name>", "cli.about.modelRename").action(
    async (model: string, name: string, _: unknown, self: Command) =>
      print(await renameModel(context, model, name, chosen(self))),
  );
  projectCommand(models, "remove <model>", "cli.about.modelRemove").action(
    async (model: string, _: unknown, self: Command) => print(await removeModel(context, model, chosen(self))),
  );
}
