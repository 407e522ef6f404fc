import { Plus, TriangleAlert } from "lucide-react";
import type { ProjectEntry } from "#contract/projects.ts";
import { useApp, useOf } from "../../app/app.ts";
import { Button } from "../../ui/Button.tsx";
import { moment } from "../../ui/figures.ts";
import { Badge } from "../../ui/Marks.tsx";
import { messageText, text } from "../../ui/text.ts";
import styles from "./StartScreen.module.css";

/** Projects that were open before, the last one first; what is wrong with one is said on its line. */
export function RecentProjects() {
  const app = useApp();
  const list = useOf(app.project, (state) => state.list);
  const openId = useOf(app.project, (state) => state.open?.id);
  const recent = [...list].sort((a, b) => (b.openedAtMs ?? 0) - (a.openedAtMs ?? 0));
  const enter = async (entry: ProjectEntry) => {
    if (entry.id === openId || (await app.project.switchTo(entry.id))) app.shell.go({ at: "capture" });
  };
  return (
    <section className={styles.section}>
      <header className={styles.sectionHeader}>
        <h2 className={styles.heading}>{text("start.recent")}</h2>
        <Button look="quiet" icon={Plus} onPress={() => app.shell.show("newProject")}>
          {text("start.new")}
        </Button>
      </header>
      {recent.length === 0 && <p className={styles.quiet}>{text("start.noProjects")}</p>}
      <ul>
        {recent.map((entry) => (
          <li key={entry.id}>
            <button type="button" className={styles.project} onClick={() => void enter(entry)}>
              <span className={styles.projectName}>
                <span>{entry.name}</span>
                {entry.id === openId && <Badge tone="accent">{text("start.open")}</Badge>}
              </span>
              <span className={styles.facts}>
                {entry.captures !== null && text("start.captures", { count: entry.captures })}
                {entry.openedAtMs !== null && <span>{moment(entry.openedAtMs)}</span>}
              </span>
              <span className={styles.folder}>{entry.folderShown}</span>
              {entry.trouble !== null && (
                <span className={styles.trouble}>
                  <TriangleAlert aria-hidden />
                  {messageText("problem", entry.trouble)}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
