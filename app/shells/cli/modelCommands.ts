import type { Command, Option } from "commander";
import { text } from "../common/text.ts";
import { exportModel } from "./commands/exportModel.ts";
import { importModel } from "./commands/importModel.ts";
import { inspectModel } from "./commands/inspectModel.ts";
import { listModels, removeModel, renameModel, showModel } from "./commands/models.ts";
import { search } from "./commands/search.ts";
import { train } from "./commands/train.ts";
import type { Report } from "./report.ts";
import { folds, splitOf } from "./split.ts";
import type { CliContext } from "./studioSession.ts";

/** `ringside train --plan PLAN` and `ringside models [show|inspect|import|export|rename|remove]`. */
export function addModelCommands(
  program: Command,
  context: CliContext,
  option: (flags: string, key: string) => Option,
  print: (report: Report) => void,
): void {
  const inProject = (under: Command, usage: string, about: string) =>
    under
      .command(usage)
      .description(text(about))
      .addOption(option("--json", "json"))
      .addOption(option("--project <project>", "project"));

  const learning = (usage: string, about: string) =>
    inProject(program, usage, about)
      .addOption(option("--plan <plan>", "plan").default("reference"))
      .addOption(option("--classes <labels...>", "classes"))
      .addOption(option("--by <field>", "by").default("person"))
      .addOption(option("--folds <folds>", "folds").argParser(folds))
      .addOption(option("--seed <seed>", "splitSeed").argParser(Number));
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

  const models = inProject(program, "models", "cli.about.models").action(async (options) =>
    print(await listModels(context, options)),
  );
  // The command above has options of the same names, and takes them first.
  const chosen = (command: Command) => ({ project: command.opts().project ?? models.opts().project });
  inProject(models, "show <model>", "cli.about.modelShow").action(async (model: string, _: unknown, self: Command) =>
    print(await showModel(context, model, chosen(self))),
  );
  models
    .command("inspect <file>")
    .description(text("cli.about.modelInspect"))
    .addOption(option("--json", "json"))
    .action(async (file: string) => print(await inspectModel(context, file)));
  inProject(models, "import <file> [captures...]", "cli.about.modelImport")
    .addOption(option("--plan <plan>", "importPlan"))
    .addOption(option("--like <model>", "like"))
    .addOption(option("--classes <classes>", "importClasses").argParser(list))
    .addOption(option("--name <name>", "modelName"))
    .action(async (file: string, captures: string[], { plan = null, like = null, classes = null, name = null }, self) =>
      print(await importModel(context, file, { ...chosen(self), plan, like, classes, name, captures })),
    );
  inProject(models, "export <model>", "cli.about.modelExport")
    .addOption(option("--out <file>", "networkOut").makeOptionMandatory())
    .action(async (model: string, { out }: { out: string }, self: Command) =>
      print(await exportModel(context, model, out, chosen(self))),
    );
  inProject(models, "rename <model> <name>", "cli.about.modelRename").action(
    async (model: string, name: string, _: unknown, self: Command) =>
      print(await renameModel(context, model, name, chosen(self))),
  );
  inProject(models, "remove <model>", "cli.about.modelRemove").action(
    async (model: string, _: unknown, self: Command) => print(await removeModel(context, model, chosen(self))),
  );
}

/** `Jab, Cross` */
function list(value: string): string[] {
  return value.split(",").map((one) => one.trim());
}
