import type { LucideIcon } from "lucide-react";
import { Button } from "react-aria-components";
import { cx } from "../../ui/cx.ts";
import styles from "./StartScreen.module.css";

interface DoorProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly words: string;
  readonly onOpen: () => void;
}

/** One of the ways to begin. */
export function Door({ icon: Icon, title, words, onOpen }: DoorProps) {
  return (
    <Button className={cx(styles.door)} onPress={onOpen}>
      <Icon className={cx(styles.doorIcon)} aria-hidden />
      <span className={styles.doorTitle}>{title}</span>
      <span className={styles.doorWords}>{words}</span>
    </Button>
  );
}
