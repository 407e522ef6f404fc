import { IconButton, type IconButtonProps } from "../../ui/Button.tsx";
import { useApp } from "../app.ts";
import { isAvailable, wordsOf } from "./command.ts";
import { commandOf } from "./table.ts";

interface Props extends Omit<IconButtonProps, "label" | "shortcut" | "onPress"> {
  readonly id: string;
  /** Instead of the command's own. */
  readonly words?: string;
}

/**
 * A command as an icon, its words and its key in the tooltip. Whether it is available is read when the button is
 * drawn: whoever shows it follows what the command depends on.
 */
export function CommandIcon({ id, words, isDisabled = false, ...look }: Props) {
  const app = useApp();
  const command = commandOf(id);
  return (
    <IconButton
      {...look}
      label={words ?? wordsOf(command)}
      shortcut={command.keys[0]}
      isDisabled={isDisabled || !isAvailable(command, app)}
      onPress={() => command.run(app)}
    />
  );
}
