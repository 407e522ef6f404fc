import { Pencil } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useApp } from "../../../app/app.ts";
import type { ListedModel } from "../../../app/stores/accuracy.ts";
import { IconButton } from "../../../ui/Button.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import { text } from "../../../ui/text.ts";
import styles from "./Models.module.css";

interface Props {
  readonly model: ListedModel;
  readonly readOnly: boolean;
}

/** A model's name, which can be changed in place: Enter keeps it, Escape does not. */
export function NameField({ model: { id, name }, readOnly }: Props) {
  const { training } = useApp();
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null) {
    return (
      <>
        <h1 className={styles.name}>{name}</h1>
        <IconButton icon={Pencil} label={text("train.rename")} isDisabled={readOnly} onPress={() => setTyped(name)} />
      </>
    );
  }
  const keep = () => {
    const next = typed.trim();
    setTyped(null);
    if (next !== "" && next !== name) void training.rename(id, next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") keep();
    else if (event.key === "Escape") setTyped(null);
    else return;
    event.stopPropagation();
  };
  return (
    <TextField
      aria-label={text("train.rename")}
      autoFocus
      maxLength={80}
      value={typed}
      onChange={setTyped}
      onBlur={keep}
      onKeyDown={onKeyDown}
    />
  );
}
