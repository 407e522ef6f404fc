import { useState } from "react";
import { Form } from "react-aria-components";
import { TextField } from "../../ui/TextField.tsx";
import { text } from "../../ui/text.ts";
import styles from "./RecordBar.module.css";

/** A label that is not on offer: typed, then Enter. */
export function OwnLabel({ onAdd }: { readonly onAdd: (label: string) => void }) {
  const [label, setLabel] = useState("");
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (label.trim() !== "") onAdd(label.trim());
        setLabel("");
      }}
    >
      <TextField
        className={styles.own}
        aria-label={text("record.ownLabel")}
        placeholder={text("record.ownLabel")}
        maxLength={64}
        value={label}
        onChange={setLabel}
      />
    </Form>
  );
}
