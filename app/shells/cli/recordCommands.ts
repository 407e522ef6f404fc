import type { Command } from "commander";
import { GATEWAY_PORT } from "#contract/gateway.ts";
import { jsonCommand, option, type Print, projectCommand } from "./commandLine.ts";
import { gateway } from "./commands/gateway.ts";
import { listen } from "./commands/listen.ts";
import { record } from "./commands/record.ts";
import type { CliContext } from "./studioSession.ts";
import { collect, fields, hands, loss, positive, whole } from "./values.ts";

/** `ringside record`, `ringside listen` and `ringside gateway`: what streams from gloves. */
export function addRecordCommands(program: Command, context: CliContext, print: Print): void {
  jsonCommand(program, "record", "cli.about.record")
    .addOption(option("--source <source>", "source").argParser(collect).makeOptionMandatory())
    .addOption(option("--project <project>", "projectMade").makeOptionMandatory())
    .addOption(option("--seconds <seconds>", "seconds").argParser(positive))
    .addOption(option("--label <label>", "label"))
    .addOption(option("--meta <field=value>", "meta").argParser(fields))
    .addOption(option("--name <template>", "name"))
    .addOption(option("--hand <hand>", "hand").argParser(hands))
    .addOption(option("--seed <seed>", "seed").argParser(whole))
    .addOption(option("--person <person>", "person"))
    .addOption(option("--loss <share>", "loss").argParser(loss))
    .addOption(option("--rate <hertz>", "rate").argParser(positive))
    .addOption(option("--listen <model>", "listen").argParser(collect))
    .addOption(option("--keep <as>", "keepFindings").choices(["predictions", "proposals"]).default("predictions"))
    .action(async (wish) => print(await record(context, recordWish(wish))));

  projectCommand(program, "listen", "cli.about.listen")
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
          context,
          { ...sourceWish({ ...options, source: device }), models: model, modelJson, seconds, project },
          json,
        ),
      ),
    );

  jsonCommand(program, "gateway", "cli.about.gateway")
    .addOption(option("--source <source>", "source").argParser(collect).makeOptionMandatory())
    .addOption(option("--hand <hand>", "hand").argParser(hands))
    .addOption(option("--port <port>", "gatewayPort").argParser(whole).default(GATEWAY_PORT))
    .addOption(option("--network", "network"))
    .addOption(option("--seed <seed>", "seed").argParser(whole))
    .addOption(option("--person <person>", "person"))
    .addOption(option("--loss <share>", "loss").argParser(loss))
    .addOption(option("--rate <hertz>", "rate").argParser(positive))
    .action(async ({ port, network = false, json = false, ...options }) =>
      print(await gateway(context, { ...sourceWish(options), port, network }, json)),
    );
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
