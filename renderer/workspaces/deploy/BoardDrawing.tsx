import { text } from "../../ui/text.ts";
import styles from "./BoardDrawing.module.css";

const PINS = Array.from({ length: 15 }, (_, i) => 18 + i * 13.6);

/** The board from above, plug to the left, and the one button that it has. Sizes are those of the board, in fifths of a millimetre. */
export function BoardDrawing() {
  return (
    <svg className={styles.drawing} viewBox="-32 -32 262 128" role="img" aria-label={text("deploy.board.drawing")}>
      <rect className={styles.board} x="0" y="0" width="225" height="90" rx="4" />
      {PINS.map((x) => (
        <g key={x} className={styles.pins}>
          <circle cx={x} cy="6" r="3" />
          <circle cx={x} cy="84" r="3" />
        </g>
      ))}
      <rect className={styles.plug} x="-10" y="27" width="34" height="36" rx="3" />
      <text className={styles.label} x="-16" y="48" textAnchor="middle" transform="rotate(-90 -16 48)">
        {text("deploy.board.usb")}
      </text>
      <rect className={styles.module} x="150" y="22" width="66" height="46" rx="2" />
      <rect className={styles.part} x="104" y="36" width="18" height="18" rx="1" />
      <rect className={styles.socket} x="52" y="32" width="26" height="26" rx="2" />
      <circle className={styles.button} cx="65" cy="45" r="8" />
      <circle className={styles.halo} cx="65" cy="45" r="19" />
      <path className={styles.arrow} d="M65 -24 V18 M58 10 L65 20 L72 10" />
      <text className={styles.deed} x="78" y="-14">
        {text("deploy.board.reset")}
      </text>
    </svg>
  );
}
