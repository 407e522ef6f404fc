import type { CaptureDetail, CaptureStream } from "#domain/captures.ts";
import { Fact, Facts } from "../../ui/Facts.tsx";
import { count, duration, moment, rate } from "../../ui/figures.ts";
import { text } from "../../ui/text.ts";
import { ClapLine } from "./ClapLine.tsx";
import styles from "./Inspector.module.css";
import { SpanList } from "./SpanList.tsx";

/** What is known of a capture besides its samples. */
export function Inspector({ capture }: { readonly capture: CaptureDetail }) {
  return (
    <section className={styles.inspector} aria-label={text("open.inspector")}>
      <section className={styles.section}>
        <Facts>
          <Fact name={text("open.created")} value={moment(capture.createdAtMs)} />
          <Fact name={text("open.length")} value={duration(capture.durationUs)} />
          {Object.entries(capture.metadata).map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </Facts>
        <ClapLine capture={capture} />
      </section>
      {capture.streams.map((stream) => (
        <Stream key={stream.id} stream={stream} capture={capture} />
      ))}
    </section>
  );
}

function Stream({ stream, capture }: { readonly stream: CaptureStream; readonly capture: CaptureDetail }) {
  const { counts } = stream;
  const residual =
    stream.clockResidualUs === null
      ? text("open.unknown")
      : text("open.ms", { ms: Number((stream.clockResidualUs / 1000).toPrecision(2)) });
  const gaps = capture.gaps[stream.id] ?? [];
  const clips = capture.clips[stream.id] ?? [];
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>
        {stream.device.name}
        {stream.hand !== null && <span className={styles.hand}>{text(`hand.${stream.hand}`)}</span>}
      </h2>
      <Facts>
        <Fact name={text("open.rate.nominal")} value={rate(stream.format.nominalRateHz)} />
        <Fact name={text("open.rate.measured")} value={rate(stream.clock.rateHz)} />
        <Fact name={text("open.clockResidual")} value={residual} />
        <Fact name={text("open.stored")} value={count(stream.rows)} />
        <Fact name={text("open.lost")} value={count(counts.lost)} bad={counts.lost > 0} />
        <Fact name={text("open.corrupt")} value={count(counts.corrupt)} bad={counts.corrupt > 0} />
        <Fact name={text("open.repeated")} value={count(counts.repeated)} />
        <Fact name={text("open.clipped")} value={count(counts.clipped)} />
      </Facts>
      <SpanList
        title={text("open.gaps", { count: gaps.length })}
        stream={stream}
        spans={gaps}
        words={(gap, s) => text(`timeline.gap.${gap.reason}`, { rows: gap.rows, s })}
      />
      <SpanList
        title={text("open.clips", { count: clips.length })}
        stream={stream}
        spans={clips}
        words={(clip, s) => text("open.clip", { rows: clip.rows, ms: Number((s * 1000).toPrecision(2)) })}
      />
    </section>
  );
}
