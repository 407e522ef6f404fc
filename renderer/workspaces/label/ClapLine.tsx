import { useEffect, useState } from "react";
import type { Output } from "#contract/contract.ts";
import type { CaptureDetail } from "#domain/captures.ts";
import { useApp } from "../../app/app.ts";
import { calm } from "../../app/ask.ts";
import { text } from "../../ui/text.ts";
import styles from "./Inspector.module.css";

type Alignment = Extract<Output<"capture.claps">, { ok: true }>["value"];

/** How far apart the two gloves saw one clap: what is left of their clocks' error, measured. Nothing where one glove is. */
export function ClapLine({ capture }: { readonly capture: CaptureDetail }) {
  const { studio } = useApp();
  const [found, setFound] = useState<Alignment>(null);
  const { id } = capture;
  const pair = ["left", "right"].every((hand) => capture.streams.some((stream) => stream.hand === hand));
  useEffect(() => {
    setFound(null);
    if (!pair) return;
    let here = true;
    void calm(studio.call("capture.claps", { captureId: id })).then((answer) => {
      if (here && answer?.ok) setFound(answer.value);
    });
    return () => {
      here = false;
    };
  }, [studio, id, pair]);
  if (!pair) return null;
  return <p className={styles.claps}>{wordsOf(found)}</p>;
}

function wordsOf(found: Alignment): string {
  if (found === null || found.medianUs === null || found.worstUs === null) return text("open.claps.none");
  const ms = (us: number) => Number((us / 1000).toPrecision(2));
  return text("open.claps", { claps: found.claps, median: ms(found.medianUs), worst: ms(found.worstUs) });
}
