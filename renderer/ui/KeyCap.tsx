import styles from "./KeyCap.module.css";

/** Arrow keys have their sign, as on the key itself. */
const SIGNS: Readonly<Record<string, string>> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };

/** A key combination as it is printed on keys: `Ctrl+K`. */
export function KeyCap({ keys }: { readonly keys: string }) {
  return <kbd className={styles.keys}>{keys.replace(/Arrow\w+/, (name) => SIGNS[name] ?? name)}</kbd>;
}
