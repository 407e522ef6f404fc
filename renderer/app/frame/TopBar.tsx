import { ChevronDown, CircleHelp, Moon, Search, Sun } from "lucide-react";
import { Button, IconButton } from "../../ui/Button.tsx";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { Badge } from "../../ui/Marks.tsx";
import { Menu, type MenuEntry } from "../../ui/Menu.tsx";
import { Explained } from "../../ui/Tooltip.tsx";
import { advise, type TextKey, text } from "../../ui/text.ts";
import { type App, useApp, useOf } from "../app.ts";
import { commandOf, shortcutOf } from "../commands/table.ts";
import type { Place } from "../stores/shell.ts";
import { AlertsButton } from "./AlertsButton.tsx";
import styles from "./TopBar.module.css";

interface Workspace {
  readonly words: TextKey;
  readonly command: string;
  /** Places that belong to it. */
  readonly at: readonly Place["at"][];
}

/** A workspace that a later issue adds is one more line. */
const WORKSPACES: readonly Workspace[] = [
  { words: "workspace.capture", command: "app.capture", at: ["capture"] },
  { words: "workspace.label", command: "app.captures", at: ["captures", "open", "compare"] },
  { words: "workspace.validate", command: "app.validate", at: ["train", "validate"] },
  { words: "workspace.deploy", command: "app.deploy", at: ["deploy", "round"] },
];

export function TopBar() {
  const app = useApp();
  const theme = useOf(app.shell, (state) => state.theme);
  return (
    <header className={styles.bar}>
      <button type="button" className={styles.name} onClick={() => app.shell.go({ at: "start" })}>
        {text("app.name")}
      </button>
      <Workspaces />
      <div className={styles.space} />
      <ProjectName />
      <div className={styles.tools}>
        <AlertsButton />
        <IconButton
          icon={Search}
          label={text("command.app.palette")}
          shortcut={shortcutOf("app.palette")}
          onPress={() => app.shell.show("palette")}
        />
        <IconButton
          icon={theme === "dark" ? Sun : Moon}
          label={text("command.app.theme")}
          onPress={() => app.shell.toggleTheme()}
        />
        <IconButton
          icon={CircleHelp}
          label={text("command.app.help")}
          shortcut={shortcutOf("app.help")}
          onPress={() => app.shell.show("help")}
        />
      </div>
    </header>
  );
}

function Workspaces() {
  const app = useApp();
  const place = useOf(app.shell, (state) => state.place);
  const open = useOf(app.project, (state) => state.open);
  if (!open) return null;
  return (
    <nav aria-label={text("workspace.title")} className={styles.workspaces}>
      {WORKSPACES.map((workspace) => {
        const current = workspace.at.includes(place.at);
        return (
          <button
            key={workspace.command}
            type="button"
            className={styles.workspace}
            aria-current={current ? "page" : undefined}
            onClick={() => commandOf(workspace.command).run(app)}
          >
            {text(workspace.words)}
            <KeyCap keys={shortcutOf(workspace.command)!.replace("Ctrl+", "")} />
          </button>
        );
      })}
    </nav>
  );
}

function ProjectName() {
  const app = useApp();
  const open = useOf(app.project, (state) => state.open);
  const list = useOf(app.project, (state) => state.list);
  if (!open) return null;
  const reason = open.readOnlyReason ? advise("problem", open.readOnlyReason) : null;
  return (
    <div className={styles.project}>
      {open.readOnly && (
        <Explained words={reason ? `${reason.what} ${reason.next}` : text("project.readOnly.why")}>
          <span role="note">
            <Badge tone="warning">{text("project.readOnly")}</Badge>
          </span>
        </Explained>
      )}
      <Menu label={text("project.menu")} entries={projectEntries(app, open.id, list)}>
        <Button look="quiet" onPress={() => void app.project.refreshList()}>
          <span className={styles.projectName}>{open.name}</span>
          <ChevronDown size={14} aria-hidden />
        </Button>
      </Menu>
    </div>
  );
}

function projectEntries(
  app: App,
  openId: string,
  list: ReturnType<App["project"]["store"]["getState"]>["list"],
): MenuEntry[] {
  const recent = list
    .filter((entry) => entry.trouble === null || entry.id === openId)
    .slice(0, 8)
    .map((entry) => ({
      id: `project:${entry.id}`,
      words: entry.name,
      checked: entry.id === openId,
      run: () => void (entry.id === openId || app.project.switchTo(entry.id)),
    }));
  return [
    ...recent,
    { id: "new", words: text("command.app.newProject"), parted: true, run: () => app.shell.show("newProject") },
    { id: "demo", words: text("command.app.demo"), run: () => void app.project.demo() },
    { id: "start", words: text("command.app.start"), run: () => app.shell.go({ at: "start" }) },
  ];
}
