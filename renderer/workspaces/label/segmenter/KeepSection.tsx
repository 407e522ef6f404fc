import { useState } from "react";
import { reviewState } from "#domain/captures.ts";
import { useApp, useOf } from "../../../app/app.ts";
import { Button } from "../../../ui/Button.tsx";
import { Select } from "../../../ui/Select.tsx";
import { say, sayProblem } from "../../../ui/Toast.tsx";
import { text } from "../../../ui/text.ts";
import styles from "./SegmenterPanel.module.css";
import type { SegmenterModel } from "./segmenterModel.ts";

interface Props {
  readonly model: SegmenterModel;
  readonly captureId: string;
  readonly busy: boolean;
}

/** Stores what the settings find as proposals: here, in the captures that are selected, or in all without labels. */
export function KeepSection({ model, captureId, busy }: Props) {
  const { captures } = useApp();
  const rows = useOf(captures, (state) => state.rows) ?? [];
  const selected = useOf(captures, (state) => state.selected);
  const [where, setWhere] = useState<"this" | "selected" | "unlabeled">("this");
  const unlabeled = rows.filter((row) => row.state === "finished" && reviewState(row) === "unlabeled");
  const ids = { this: [captureId], selected: [...selected], unlabeled: unlabeled.map(({ id }) => id) };
  const choices = (["this", "selected", "unlabeled"] as const).map((key) => ({
    key,
    words: text(`segmenterPanel.in.${key}`, { count: ids[key].length }),
  }));
  const keep = async () => {
    const kept = await model.keep(ids[where]);
    if (kept === undefined) return;
    say({ words: text("segmenterPanel.kept", { proposals: kept.proposals, captures: kept.captures }) });
    for (const { problem } of kept.failed.slice(0, 3)) sayProblem(problem);
  };
  return (
    <section className={styles.section}>
      <Select
        label={text("segmenterPanel.in")}
        choices={choices}
        value={where}
        onChange={setWhere}
        className={styles.grow}
      />
      <Button look="primary" isDisabled={busy || ids[where].length === 0} onPress={() => void keep()}>
        {text("segmenterPanel.keep")}
      </Button>
    </section>
  );
}
