import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import type { CSSProperties } from "react";
import { LABEL_COLOURS } from "#domain/labeling/scheme.ts";
import { IconButton } from "../../../ui/Button.tsx";
import { Select } from "../../../ui/Select.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import { text } from "../../../ui/text.ts";
import styles from "./Dialogs.module.css";
import { KeyField } from "./KeyField.tsx";
import type { DraftLabel } from "./schemeDraft.ts";

interface Props {
  readonly label: DraftLabel;
  /** Segments of the project that are called so; null where nobody counts. */
  readonly uses: number | null;
  readonly nameFault: string | undefined;
  readonly keyFault: string | undefined;
  readonly onChange: (label: DraftLabel) => void;
  readonly onMove: (step: 1 | -1) => void;
  /** null for one that has to stay. */
  readonly onRemove: (() => void) | null;
}

/** One label of the scheme. */
export function SchemeLine({ label, uses, nameFault, keyFault, onChange, onMove, onRemove }: Props) {
  const name = label.name.trim() || text("scheme.unnamed");
  const renamed = label.was !== null && label.was !== label.name.trim();
  return (
    <div className={styles.line}>
      <span
        className={styles.swatch}
        style={{ "--label": `var(--label-${label.colour})` } as CSSProperties}
        aria-hidden
      />
      <TextField
        aria-label={text("scheme.name")}
        value={label.name}
        maxLength={64}
        error={nameFault}
        hint={uses ? text(renamed ? "scheme.renames" : "scheme.uses", { count: uses }) : undefined}
        onChange={(next) => onChange({ ...label, name: next })}
      />
      <Select
        bare
        label={text("scheme.colourOf", { name })}
        choices={LABEL_COLOURS.map((key) => ({ key, words: text(`scheme.colour.${key}`) }))}
        value={label.colour}
        onChange={(colour) => onChange({ ...label, colour })}
      />
      <KeyField
        label={text("scheme.keyOf", { name })}
        value={label.key}
        error={keyFault}
        onChange={(key) => onChange({ ...label, key })}
      />
      <IconButton icon={ArrowUp} label={text("scheme.up", { name })} onPress={() => onMove(-1)} />
      <IconButton icon={ArrowDown} label={text("scheme.down", { name })} onPress={() => onMove(1)} />
      <IconButton
        icon={Trash2}
        label={text("scheme.remove", { name, count: uses ?? 0 })}
        isDisabled={onRemove === null}
        onPress={() => onRemove?.()}
      />
    </div>
  );
}
