import { type ReactNode, useEffect } from "react";
import { CommandPalette, type PaletteEntry } from "../../ui/CommandPalette.tsx";
import { Toasts } from "../../ui/Toast.tsx";
import { text } from "../../ui/text.ts";
import { type App, useApp, useOf } from "../app.ts";
import { isAvailable, wordsOf } from "../commands/command.ts";
import { listenForKeys } from "../commands/keys.ts";
import { commandsNow } from "../commands/table.ts";
import styles from "./Frame.module.css";
import { HelpSheet } from "./HelpSheet.tsx";
import { InterruptedDialog } from "./InterruptedDialog.tsx";
import { NewProjectDialog } from "./NewProjectDialog.tsx";
import { StatusBar } from "./StatusBar.tsx";
import { TopBar } from "./TopBar.tsx";

function paletteEntries(app: App): PaletteEntry[] {
  return commandsNow()
    .filter((command) => command.id !== "app.palette" && isAvailable(command, app))
    .map((command) => ({
      id: command.id,
      words: wordsOf(command),
      section: text(command.section),
      shortcut: command.keys[0],
      run: () => command.run(app),
    }));
}

/** What stands around every screen: bars, dialogs, toasts and the keys. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const app = useApp();
  const sheet = useOf(app.shell, (state) => state.sheet);
  const connected = useOf(app.shell, (state) => state.connected);
  const project = useOf(app.project, (state) => state.open?.name);
  // In the ring there is nothing but the ring.
  const bare = useOf(app.shell, ({ place }) => place.at === "round") && project !== undefined;
  useEffect(() => {
    document.title = project === undefined ? text("app.name") : text("app.title", { project });
  }, [project]);
  useEffect(() => listenForKeys(app, commandsNow, window), [app]);
  const close = () => app.shell.show(null);
  return (
    <div className={styles.frame}>
      {!bare && <TopBar />}
      {!connected && (
        <p className={styles.gone} role="alert">
          {text("app.hostGone")}
        </p>
      )}
      <main className={styles.main}>{children}</main>
      {!bare && <StatusBar />}
      {sheet === "palette" && <CommandPalette open entries={paletteEntries(app)} onClose={close} />}
      <HelpSheet open={sheet === "help"} onClose={close} />
      <NewProjectDialog open={sheet === "newProject"} onClose={close} />
      <InterruptedDialog />
      <Toasts />
    </div>
  );
}
