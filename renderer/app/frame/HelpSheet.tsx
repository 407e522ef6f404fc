import { Dialog } from "../../ui/Dialog.tsx";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { text } from "../../ui/text.ts";
import { type Command, wordsOf } from "../commands/command.ts";
import { commandsNow } from "../commands/table.ts";
import styles from "./HelpSheet.module.css";

function bySection(): [string, Command[]][] {
  const sections = Map.groupBy(
    commandsNow().filter((command) => command.keys.length > 0),
    (command) => text(command.section),
  );
  return [...sections];
}

/** Every key of the studio, made from the command table. */
export function HelpSheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title={text("help.title")} open={open} onClose={onClose} wide>
      <div className={styles.sections}>
        {bySection().map(([section, list]) => (
          <section key={section} className={styles.section}>
            <h3 className={styles.heading}>{section}</h3>
            <dl className={styles.list}>
              {list.map((command) => (
                <div key={command.id} className={styles.entry}>
                  <dt>{wordsOf(command)}</dt>
                  <dd>
                    {command.keys.map((keys) => (
                      <KeyCap key={keys} keys={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
