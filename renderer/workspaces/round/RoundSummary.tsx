import { BellRing, Copy, Download, RotateCcw, Trophy } from "lucide-react";
import { useApp, useOf } from "../../app/app.ts";
import { commandOf } from "../../app/commands/table.ts";
import type { Bout } from "../../deploy/round/bout.ts";
import { boutCsv, boutJson, boutTable } from "../../deploy/round/boutFiles.ts";
import { hitsOf, labelsOf, leader, tallyOf } from "../../deploy/round/tally.ts";
import { Button } from "../../ui/Button.tsx";
import { count } from "../../ui/figures.ts";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { saveText } from "../../ui/saveFrom.ts";
import { say } from "../../ui/Toast.tsx";
import { text } from "../../ui/text.ts";
import styles from "./RoundSummary.module.css";

/** What was thrown, by corner and round; to be copied, kept, or boxed again. */
export function RoundSummary({ bout }: { readonly bout: Bout }) {
  const app = useApp();
  const startedAtMs = useOf(app.rounds, (state) => state.startedAtMs);
  const toggle = commandOf("round.toggle");
  const name = `round-${new Date(startedAtMs).toISOString().slice(0, 16).replaceAll(":", "")}`;
  const copy = async () => {
    const table = boutTable(bout, { round: text("round.round"), all: text("round.all") });
    await navigator.clipboard.writeText(table);
    say({ words: text("round.copied") });
  };
  const saves = [
    { id: "csv", words: text("round.save.csv"), run: () => saveText(`${name}.csv`, "text/csv", boutCsv(bout)) },
    {
      id: "json",
      words: text("round.save.json"),
      run: () => saveText(`${name}.json`, "application/json", boutJson(bout, startedAtMs)),
    },
  ];
  return (
    <div className={styles.summary}>
      <h1 className={styles.title}>
        {leader(bout) === null ? <BellRing aria-hidden /> : <Trophy aria-hidden />} {titleOf(bout)}
      </h1>
      <div className={styles.corners}>
        {bout.corners.map((corner, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place.
          <Counts key={place} bout={bout} place={place} name={corner.name} />
        ))}
      </div>
      <div className={styles.actions}>
        <Button look="primary" icon={RotateCcw} onPress={() => toggle.run(app)}>
          {text("round.another")}
          <KeyCap keys={toggle.keys[0]!} />
        </Button>
        <Button icon={Copy} onPress={() => void copy()}>
          {text("round.copy")}
        </Button>
        <Menu label={text("round.save")} entries={saves}>
          <Button icon={Download}>{text("round.save")}</Button>
        </Menu>
      </div>
    </div>
  );
}

function titleOf(bout: Bout): string {
  const first = leader(bout);
  if (first !== null) return text("round.won", { name: bout.corners[first]!.name });
  return bout.corners.length > 1
    ? text("round.draw")
    : text("round.thrown", { name: bout.corners[0]!.name, count: bout.hits.length });
}

interface CountsProps {
  readonly bout: Bout;
  readonly place: number;
  readonly name: string;
}

function Counts({ bout, place, name }: CountsProps) {
  const labels = labelsOf(bout);
  const rows = [...Array.from({ length: bout.round }, (_, i) => i + 1), undefined];
  return (
    <table className={styles.counts}>
      {bout.corners.length > 1 && <caption className={styles.name}>{name}</caption>}
      <thead>
        <tr>
          <th scope="col">{text("round.round")}</th>
          {labels.map((label) => (
            <th key={label} scope="col">
              <LabelMark label={label} />
            </th>
          ))}
          <th scope="col">{text("round.all")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((round) => {
          const hits = hitsOf(bout, place, round);
          return (
            <tr key={round ?? "all"} data-all={round === undefined || undefined}>
              <th scope="row">{round ?? text("round.all")}</th>
              {tallyOf(hits, labels).map((tally) => (
                <td key={tally.label} className="number">
                  {count(tally.count)}
                </td>
              ))}
              <td className="number">{count(hits.length)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
