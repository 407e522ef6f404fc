import { FolderOpen, Hand, Play } from "lucide-react";
import { useEffect } from "react";
import { useApp, useOf } from "../../app/app.ts";
import { text } from "../../ui/text.ts";
import { Door } from "./Door.tsx";
import { MachineReport } from "./MachineReport.tsx";
import { RecentProjects } from "./RecentProjects.tsx";
import styles from "./StartScreen.module.css";

/** Three doors, the projects of before, and what this machine can do. */
export function StartScreen() {
  const app = useApp();
  const hasProject = useOf(app.project, (state) => Boolean(state.open));
  useEffect(() => void app.project.refreshList(), [app]);

  const withGlove = () => {
    if (!hasProject) return app.shell.show("newProject");
    app.shell.go({ at: "capture" });
    void app.devices.find();
  };
  const withData = () => {
    if (!hasProject) return app.shell.show("newProject");
    app.shell.go({ at: "captures" });
  };
  const showMe = async () => {
    if (await app.project.demo()) app.shell.go({ at: "capture" });
  };
  return (
    <div className={styles.screen}>
      <div className={styles.page}>
        <h1 className={styles.title}>{text("start.title")}</h1>
        <div className={styles.doors}>
          <Door icon={Hand} title={text("start.glove")} words={text("start.glove.words")} onOpen={withGlove} />
          <Door icon={FolderOpen} title={text("start.data")} words={text("start.data.words")} onOpen={withData} />
          <Door icon={Play} title={text("start.demo")} words={text("start.demo.words")} onOpen={() => void showMe()} />
        </div>
        <div className={styles.columns}>
          <RecentProjects />
          <MachineReport />
        </div>
      </div>
    </div>
  );
}
