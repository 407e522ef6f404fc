import { type Command, InvalidArgumentError } from "commander";
import { VALIDATION_FILES } from "#contract/validation.ts";
import { type MatchRule, SAME_PUNCH } from "#domain/matching.ts";
import { text } from "../common/text.ts";
import { option, type Print, projectCommand } from "./commandLine.ts";
import { compareResults, exportResult, listResults, removeResult, report } from "./commands/results.ts";
import { validate } from "./commands/validate.ts";
import type { CliContext } from "./studioSession.ts";
import { collect, share } from "./values.ts";

/** `ringside validate --model M`, `ringside results [export|compare|remove]` and `ringside report RESULTS --out FILE`. */
export function addValidationCommands(program: Command, context: CliContext, print: Print): void {
  projectCommand(program, "validate [captures...]", "cli.about.validate")
    .addOption(option("--model <model>", "model").argParser(models).makeOptionMandatory())
    .addOption(option("--rule <rule>", "rule").argParser(rule).default(SAME_PUNCH, "iou:0.3"))
    .addOption(option("--annotated <how>", "annotated").choices(["all", "partly"]))
    .addOption(option("--truth <track>", "truthTrack"))
    .addOption(option("--min-f1 <share>", "minF1").argParser(share))
    .action(async (captures: string[], { model, annotated, truth, minF1, ...options }) => {
      const fullyAnnotated = annotated === undefined ? null : annotated === "all";
      const wish = { ...options, models: model, captures, fullyAnnotated };
      print(await validate(context, { ...wish, truthTrack: truth ?? null, minF1: minF1 ?? null }));
    });

  projectCommand(program, "report <results...>", "cli.about.report")
    .addOption(option("--out <file>", "reportOut").makeOptionMandatory())
    .action(async (results: string[], { out, ...options }) => print(await report(context, results, out, options)));

  const results = projectCommand(program, "results", "cli.about.results").action(async (options) =>
    print(await listResults(context, options)),
  );
  // The command above has options of the same names, and takes them first.
  const chosen = (command: Command) => ({ project: command.opts().project ?? results.opts().project });
  projectCommand(results, "export <result>", "cli.about.resultExport")
    .addOption(option("--to <folder>", "to").default("."))
    .addOption(option("--files <files...>", "resultFiles").choices(VALIDATION_FILES))
    .action(async (result: string, { to, files }, self: Command) =>
      print(await exportResult(context, result, { ...chosen(self), to, files })),
    );
  projectCommand(results, "compare <first> <second>", "cli.about.resultCompare").action(
    async (first: string, second: string, _: unknown, self: Command) =>
      print(await compareResults(context, first, second, chosen(self))),
  );
  projectCommand(results, "remove <result>", "cli.about.resultRemove").action(
    async (result: string, _: unknown, self: Command) => print(await removeResult(context, result, chosen(self))),
  );
}

/** A second one names what the first one finds. */
function models(value: string, before: unknown): string[] {
  const list = collect(value, before);
  if (list.length > 2) throw new InvalidArgumentError(text("cli.twoModels"));
  return list;
}

/** `iou:0.3` or `peak:150ms`. */
function rule(value: string): MatchRule {
  const [, by, number] = /^(iou|peak):(\d+(?:\.\d+)?)(?:ms)?$/.exec(value) ?? [];
  const said = Number(number);
  if (by === "iou" && said > 0 && said <= 1) return { by: "overlap", atLeast: said };
  if (by === "peak" && said > 0 && said <= 5000) return { by: "moment", withinUs: Math.round(said * 1000) };
  throw new InvalidArgumentError(text("cli.notARule"));
}
