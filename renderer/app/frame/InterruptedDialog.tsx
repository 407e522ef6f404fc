import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { count, duration, moment } from "../../ui/figures.ts";
import { text } from "../../ui/text.ts";
import { useApp, useOf } from "../app.ts";
import styles from "./InterruptedDialog.module.css";

/**
 * Recordings that a crash cut short: keep, look first, or delete. Closing the list keeps every one of them, and the
 * question comes again at the next start.
 */
export function InterruptedDialog() {
  const app = useApp();
  const open = useOf(app.project, (state) => state.open);
  const putOff = useOf(app.project, (state) => state.putOff);
  const waiting = open?.readOnly === false ? open.interrupted.filter((capture) => !putOff.has(capture.id)) : [];
  const close = () => app.project.putOff(waiting.map((capture) => capture.id));
  return (
    <Dialog
      title={text("interrupted.title", { count: waiting.length })}
      open={waiting.length > 0}
      onClose={close}
      wide
      actions={<Button onPress={close}>{text("interrupted.later")}</Button>}
    >
      <p className={styles.words}>{text("interrupted.words")}</p>
      <ul className={styles.list}>
        {waiting.map((capture) => (
          <li key={capture.id} className={styles.capture}>
            <div className={styles.what}>
              <p className={styles.name}>{capture.name}</p>
              <p className={styles.facts}>
                {text("interrupted.facts", {
                  when: moment(capture.createdAtMs),
                  length: duration(capture.durationUs),
                  rows: count(capture.streams.reduce((sum, stream) => sum + stream.rows, 0)),
                })}
              </p>
            </div>
            <Button look="danger" onPress={() => void app.project.settle(capture.id, "delete")}>
              {text("interrupted.delete")}
            </Button>
            <Button
              onPress={() => {
                close();
                app.shell.go({ at: "open", captureId: capture.id });
              }}
            >
              {text("interrupted.look")}
            </Button>
            <Button look="primary" onPress={() => void app.project.settle(capture.id, "keep")}>
              {text("interrupted.keep")}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
