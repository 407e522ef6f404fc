import { Play, Square, Telescope } from "lucide-react";
import { useApp, useOf } from "../../../app/app.ts";
import { isAvailable } from "../../../app/commands/command.ts";
import { commandOf, shortcutOf } from "../../../app/commands/table.ts";
import { usualName } from "../../../training/usualName.ts";
import { Button } from "../../../ui/Button.tsx";
import { ProgressBar } from "../../../ui/Marks.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import { WithTooltip } from "../../../ui/Tooltip.tsx";
import { text } from "../../../ui/text.ts";
import { Obstacle } from "./Obstacle.tsx";
import styles from "./Recipe.module.css";
import { RecordPeople } from "./RecordPeople.tsx";

/** The one action of the place, and what is under way instead of it. */
export function StartBar() {
  const app = useApp();
  const running = useOf(app.training, (state) => state.running);
  const name = useOf(app.training, (state) => state.name);
  // What it would be called changes with these.
  useOf(app.training, (state) => state.wish);
  useOf(app.accuracy, (state) => state.models);
  const [run, search, cancel] = [commandOf("train.run"), commandOf("train.search"), commandOf("train.cancel")];
  if (running !== null) {
    const words = text(`train.running.${running.what}`, { name: running.name });
    return (
      <div className={styles.start}>
        <output className={styles.help}>{words}</output>
        <ProgressBar label={words} share={running.share} />
        <Button icon={Square} onPress={() => cancel.run(app)}>
          {text("ui.cancel")}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.start}>
      <Obstacle />
      <RecordPeople />
      <TextField
        label={text("train.name")}
        placeholder={usualName(app)}
        value={name}
        maxLength={80}
        onChange={app.training.setName}
      />
      <div className={styles.row}>
        <WithTooltip words={text("train.run.help")} shortcut={shortcutOf("train.run")}>
          <Button
            look="primary"
            icon={Play}
            className={styles.main}
            isDisabled={!isAvailable(run, app)}
            onPress={() => run.run(app)}
          >
            {text("command.train.run")}
          </Button>
        </WithTooltip>
        <WithTooltip words={text("train.search.help")} shortcut={shortcutOf("train.search")}>
          <Button icon={Telescope} isDisabled={!isAvailable(search, app)} onPress={() => search.run(app)}>
            {text("train.search")}
          </Button>
        </WithTooltip>
      </div>
    </div>
  );
}
