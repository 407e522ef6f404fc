import { Explained } from "../../ui/Tooltip.tsx";
import styles from "./Hash.module.css";

/** So many digits tell the packs of one project apart at a glance; the whole hash is a rest of the pointer away. */
const DIGITS = 12;

export function Hash({ hash }: { readonly hash: string }) {
  return (
    <Explained words={hash}>
      <span role="note" className={styles.hash}>
        {hash.slice(0, DIGITS)}
      </span>
    </Explained>
  );
}
