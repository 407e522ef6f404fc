import type { VideoSync } from "#domain/sync/video.ts";
import { text } from "../../../../ui/text.ts";
import styles from "./SyncPanel.module.css";

interface Props {
  readonly sync: VideoSync;
  readonly residualsUs: readonly number[];
  readonly frameUs: number;
  readonly durationUs: number;
}

const WIDTH = 300;
const HEIGHT = 72;
const DOT = 3.5;

/** Residuals along the capture, in a band of one frame to both sides. The list below says the same in words. */
export function ResidualPlot({ sync, residualsUs, frameUs, durationUs }: Props) {
  const mostUs = Math.max(1.5 * frameUs, ...residualsUs.map((us) => 1.1 * Math.abs(us)));
  const x = (captureUs: number) => DOT + (WIDTH - 2 * DOT) * Math.min(1, Math.max(0, captureUs / durationUs));
  const y = (us: number) => HEIGHT / 2 - (us / mostUs) * (HEIGHT / 2 - DOT);
  const frameMs = Math.round(frameUs / 100) / 10;
  return (
    <figure className={styles.figure}>
      <svg className={styles.plot} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={text("sync.plot")}>
        <rect className={styles.band} x={0} width={WIDTH} y={y(frameUs)} height={y(-frameUs) - y(frameUs)} />
        <line className={styles.zero} x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} />
        {sync.anchors.map(({ videoUs, captureUs }, index) => {
          const us = residualsUs[index]!;
          const over = Math.abs(us) > frameUs;
          // Another shape as well as another colour.
          return over ? (
            <path
              key={`${videoUs} ${captureUs}`}
              className={styles.dot}
              data-over
              d={`M ${x(captureUs)} ${y(us) - DOT - 1} l ${DOT + 1} ${2 * DOT} h ${-2 * (DOT + 1)} z`}
            />
          ) : (
            <circle key={`${videoUs} ${captureUs}`} className={styles.dot} cx={x(captureUs)} cy={y(us)} r={DOT} />
          );
        })}
      </svg>
      <figcaption className={styles.quiet}>{text("sync.plot.caption", { ms: frameMs })}</figcaption>
    </figure>
  );
}
