import { Maximize, Volume2, VolumeX, X } from "lucide-react";
import { useApp, useOf } from "../../app/app.ts";
import { wordsOf } from "../../app/commands/command.ts";
import { commandOf } from "../../app/commands/table.ts";
import { isOn } from "../../deploy/round/bout.ts";
import { IconButton } from "../../ui/Button.tsx";
import { IconToggle } from "../../ui/Toggles.tsx";
import { text } from "../../ui/text.ts";
import { BoutView } from "./BoutView.tsx";
import styles from "./RoundScreen.module.css";
import { RoundSetup } from "./RoundSetup.tsx";
import { RoundSummary } from "./RoundSummary.tsx";

/** The ring, over the whole window: set up, box, read what was thrown from three metres away. */
export function RoundScreen() {
  const { rounds } = useApp();
  const bout = useOf(rounds, (state) => state.bout);
  return (
    <section className={styles.screen} aria-label={text("workspace.round")}>
      <Tools />
      {bout === null ? <RoundSetup /> : isOn(bout) ? <BoutView bout={bout} /> : <RoundSummary bout={bout} />}
    </section>
  );
}

function Tools() {
  const app = useApp();
  const muted = useOf(app.rounds, ({ settings }) => settings.muted);
  const fullscreen = commandOf("round.fullscreen");
  const leave = commandOf("round.leave");
  return (
    <div className={styles.tools}>
      <IconToggle
        icon={muted ? VolumeX : Volume2}
        label={text("round.sound")}
        words={text(muted ? "round.sound.off" : "round.sound.on")}
        shortcut={commandOf("round.mute").keys[0]}
        isOn={!muted}
        onToggle={() => app.rounds.mute()}
      />
      <IconButton
        icon={Maximize}
        label={wordsOf(fullscreen)}
        shortcut={fullscreen.keys[0]}
        onPress={() => fullscreen.run(app)}
      />
      <IconButton icon={X} label={wordsOf(leave)} shortcut="Esc" onPress={() => leave.run(app)} />
    </div>
  );
}
