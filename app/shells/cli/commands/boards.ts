import type { Output } from "#contract/contract.ts";
import { ProblemError } from "#domain/problems.ts";
import { text } from "../../common/text.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, type StudioSession, withStudio } from "../studioSession.ts";

type Board = Output<"board.list">[number];

/** Instead of a board: one that is plugged in for this command alone. */
export const SIMULATED = "simulated";

/** The boards on cables, and what can build firmware here. JSON: `{ boards, tools }` as the contract has them. */
export function listBoards(context: CliContext, { simulated = false }: { simulated?: boolean }): Promise<Report> {
  return withStudio(context, async ({ client }) => {
    if (simulated) await client.ask("board.simulate", { plugged: true });
    const [boards, tools] = await Promise.all([
      client.call("board.list", undefined),
      client.call("board.tools", undefined),
    ]);
    const heading = ["id", "board", "port", "mode"].map((column) => text(`cli.column.${column}`));
    const rows = boards.map(({ id, name, portShown, mode, supported }) => [
      id,
      name,
      portShown,
      supported ? text(`cli.board.${mode}`) : text("cli.board.unsupported"),
    ]);
    const { arduinoCli, core } = tools;
    return {
      json: { boards, tools },
      lines: [
        ...(boards.length === 0 ? [text("cli.boards.none")] : table(heading, rows)),
        arduinoCli === null
          ? text("cli.boards.noArduino")
          : text("cli.boards.arduino", { arduinoCli, core: core ?? "none" }),
      ],
    };
  });
}

/** By id, its end (four characters or more), port or name. @throws ProblemError cli.noSuchBoard, cli.ambiguousBoard */
export async function findBoard({ client }: StudioSession, wanted: string): Promise<Board> {
  if (wanted === SIMULATED) {
    const boards = await client.ask("board.simulate", { plugged: true });
    const plugged = boards.find(({ portShown }) => portShown.startsWith("simulated-board"));
    if (plugged) return plugged;
  }
  const end = wanted.toLowerCase();
  const is = ({ id, name, portShown }: Board) =>
    [id, name, portShown].includes(wanted) || (wanted.length >= 4 && id.toLowerCase().endsWith(end));
  const [found, ...others] = (await client.call("board.list", undefined)).filter(is);
  if (found === undefined) throw new ProblemError("cli.noSuchBoard", { board: wanted });
  if (others.length > 0) throw new ProblemError("cli.ambiguousBoard", { board: wanted, count: others.length + 1 });
  return found;
}
