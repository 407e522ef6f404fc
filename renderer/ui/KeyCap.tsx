import styles from "./KeyCap.module.css";

/** A key combination as it is printed on keys: `Ctrl+K`. */
export function KeyCap({ keys }: { readonly keys: string }) {
  return <kbd className={styles.keys}>{keys}</kbd>;
}
