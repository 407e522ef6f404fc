import { Magnet } from "lucide-react";
import { useStore } from "zustand";
import { shortcutOf } from "../../app/commands/table.ts";
import { snapping, toggleSnapping } from "../../labels/snapping.ts";
import { IconToggle } from "../../ui/Toggles.tsx";
import { text } from "../../ui/text.ts";

/** Whether dragged edges snap. Shift turns it off for one drag. */
export function SnapButton() {
  const { on } = useStore(snapping);
  return (
    <IconToggle
      icon={Magnet}
      label={text("command.label.snapping")}
      words={text(on ? "lanes.snapping.on" : "lanes.snapping.off")}
      shortcut={shortcutOf("label.snapping")}
      isOn={on}
      onToggle={toggleSnapping}
    />
  );
}
