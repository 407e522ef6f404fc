import type { ForeignTensor } from "#domain/learning/imports.ts";
import { unwrap } from "../../common/client.ts";
import { problemText, text } from "../../common/text.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, withStudio } from "../studioSession.ts";

/**
 * A model file of another tool: its signature, and whether the engine can run it. JSON: ForeignModel
 * (app/domain/learning/imports.ts); a model that the engine cannot run is an answer, not a failure.
 */
export function inspectModel(context: CliContext, file: string): Promise<Report> {
  return withStudio(context, async ({ host }) => {
    const model = unwrap(await host.inspectModel(file));
    const head = ["end", "name", "type", "shape", "scale", "zeroPoint"].map((key) => text(`cli.inspect.${key}`));
    const rows = [
      ...model.inputs.map((end) => row(text("cli.inspect.input"), end)),
      ...model.outputs.map((end) => row(text("cli.inspect.output"), end)),
    ];
    const verdict =
      model.network === null
        ? model.obstacles.flatMap((problem) => {
            const { message, next } = problemText(problem);
            return [message, next];
          })
        : [text("cli.inspect.runs", model.network)];
    return {
      json: model,
      lines: [...table(head, rows, [4, 5]), "", model.operators.join(" > "), "", ...verdict],
    };
  });
}

const row = (end: string, { name, type, shape, quantization }: ForeignTensor): string[] => [
  end,
  name,
  type,
  shape.map((size) => (size < 0 ? "?" : String(size))).join(" x "),
  quantization === null ? "" : String(quantization.scale),
  quantization === null ? "" : String(quantization.zeroPoint),
];
