import { Trash2 } from "lucide-react";
import { useApp, useOf } from "../../app/app.ts";
import { Button } from "../../ui/Button.tsx";
import { text } from "../../ui/text.ts";
import styles from "./Captures.module.css";

interface Props {
  readonly shown: number;
  readonly all: number;
}

/** How many captures are in view, and what can be done with those that are selected. */
export function Foot({ shown, all }: Props) {
  return (
    <div className={styles.foot}>
      <span className={styles.space}>{text("captures.count", { shown, all })}</span>
      <BulkActions />
    </div>
  );
}

function BulkActions() {
  const app = useApp();
  const selected = useOf(app.captures, (state) => state.selected.size);
  const shown = useOf(app.captures, (state) => state.shown);
  const readOnly = useOf(app.project, ({ open }) => open?.readOnly !== false);
  if (selected === 0 || readOnly) return null;
  const ids = () => [...app.captures.store.getState().selected];
  return (
    <>
      <span className={styles.selected}>{text("captures.selected", { count: selected })}</span>
      {shown === "captures" ? (
        <>
          <Button onPress={() => app.shell.show("editCaptures")}>{text("command.captures.edit")}</Button>
          <Button icon={Trash2} onPress={() => void app.captures.remove(ids())}>
            {text("command.captures.delete")}
          </Button>
        </>
      ) : (
        <Button onPress={() => void app.captures.restore(ids())}>{text("command.captures.restore")}</Button>
      )}
    </>
  );
}
