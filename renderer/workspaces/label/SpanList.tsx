import { useState } from "react";
import { Button } from "react-aria-components";
import type { CaptureStream } from "#domain/captures.ts";
import { indexToUs } from "#domain/time.ts";
import { timeText } from "../../timeline/index.ts";
import { cx } from "../../ui/cx.ts";
import { text } from "../../ui/text.ts";
import styles from "./Inspector.module.css";
import { labelSession } from "./session.ts";

interface Props<S extends { readonly firstIndex: number; readonly rows: number }> {
  readonly title: string;
  readonly stream: CaptureStream;
  readonly spans: readonly S[];
  readonly words: (span: S, seconds: number) => string;
}

/** As many as can be read without scrolling for long; a bad link may have thousands. */
const SHOWN_FIRST = 8;
const SHOWN_MORE = 200;

/** Stretches of a stream; each one can be jumped to. */
export function SpanList<S extends { readonly firstIndex: number; readonly rows: number }>(props: Props<S>) {
  const { title, stream, spans, words } = props;
  const [most, setMost] = useState(SHOWN_FIRST);
  if (spans.length === 0) return null;
  const show = (span: S) =>
    labelSession.getState().timeline?.show({
      startUs: indexToUs(stream.clock, span.firstIndex),
      endUs: indexToUs(stream.clock, span.firstIndex + span.rows),
    });
  return (
    <>
      <h3 className={styles.listHeading}>{title}</h3>
      <ul>
        {spans.slice(0, most).map((span) => (
          <li key={span.firstIndex}>
            <Button className={cx(styles.jump)} onPress={() => show(span)}>
              <span className={styles.time}>{timeText(indexToUs(stream.clock, span.firstIndex))}</span>
              <span className={styles.what}>
                {words(span, Number((span.rows / stream.clock.rateHz).toPrecision(2)))}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {spans.length > most && (
        <Button className={cx(styles.jump)} onPress={() => setMost(most + SHOWN_MORE)}>
          {text("open.more", { count: spans.length - most })}
        </Button>
      )}
    </>
  );
}
