import { type KeyboardEvent, type ReactNode, useState } from "react";
import { reword, setEdge, setLengthOf } from "../../../labels/deeds.ts";
import { labelScheme } from "../../../ui/labels.ts";
import { text } from "../../../ui/text.ts";
import { deskNow } from "../session.ts";
import type { SegmentRow } from "./rows.ts";
import styles from "./Segments.module.css";
import { typedLength, typedTime } from "./typed.ts";

type Field = "label" | "start" | "length";

interface Props {
  readonly row: SegmentRow;
  readonly field: Field;
  readonly value: string;
  /** What is shown while nobody types; the value itself where it is left out. */
  readonly children?: ReactNode;
}

/** A label of the scheme by its whole name or by its beginning. */
function typedLabel(words: string): string | null {
  const wanted = words.trim().toLowerCase();
  const names = labelScheme.getState().punch.map(({ name }) => name);
  const whole = names.find((name) => name.toLowerCase() === wanted);
  return whole ?? (wanted === "" ? null : (names.find((name) => name.toLowerCase().startsWith(wanted)) ?? null));
}

const readable: Readonly<Record<Field, (words: string) => boolean>> = {
  label: (words) => typedLabel(words) !== null,
  start: (words) => typedTime(words) !== null,
  length: (words) => Boolean(typedLength(words)),
};

function take(row: SegmentRow, field: Field, words: string): void {
  const desk = deskNow();
  if (desk === null) return;
  desk.doc.select([row.id]);
  if (field === "label") reword(desk, { label: typedLabel(words)! });
  else if (field === "start") setEdge(desk, "startUs", typedTime(words)!);
  else setLengthOf(desk, typedLength(words)!, "start");
}

/** A cell that a double click turns into a field: Enter or leaving takes what was typed, Escape does not. */
export function EditCell({ row, field, value, children }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard edits the same values in the fields above the table
      <span
        className={styles.cell}
        onDoubleClick={(event) => {
          if (row.track.kind !== "truth") return;
          event.stopPropagation();
          setTyped(value);
        }}
      >
        {children ?? value}
      </span>
    );
  }
  const end = (taken: boolean) => {
    if (taken && typed !== value && readable[field](typed)) take(row, field, typed);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.currentTarget.closest<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
    end(event.key === "Enter");
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it stands where the pointer has just asked for it
      autoFocus
      className={styles.typed}
      aria-label={text(field === "length" ? "segments.lengthMs" : `segments.${field}`)}
      aria-invalid={!readable[field](typed)}
      value={typed}
      spellCheck={false}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => end(true)}
      onKeyDown={onKeyDown}
    />
  );
}
