import { useMemo } from "react";
import type { ConnectedDevice } from "#contract/devices.ts";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import { useApp, useOf } from "../../app/app.ts";
import type { FindingMark } from "../../timeline/index.ts";
import { text } from "../../ui/text.ts";

/** More than the longest live picture shows of a fast fighter and two models. */
const MOST_MARKS = 300;

/** How sure and how late, as far as it is known: "92 % · 4 ms". */
export function findingWords({ confidence, latencyMs }: LiveFinding): string {
  const parts = [
    ...(confidence === null ? [] : [text("finding.sure", { percent: Math.round(confidence * 100) })]),
    ...(latencyMs === null ? [] : [text("finding.late", { ms: Math.max(1, Math.round(latencyMs)) })]),
  ];
  return parts.join(" · ");
}

/** What this glove and the models that listen to it said last, oldest first. */
export function useFindingsOf(link: Pick<ConnectedDevice, "device" | "liveKey">): readonly LiveFinding[] {
  const all = useOf(useApp().listening, (state) => state.findings);
  const { liveKey } = link;
  const { id } = link.device;
  return useMemo(
    () => all.filter((one) => one.deviceId === id && one.liveKey === liveKey).slice(-MOST_MARKS),
    [all, id, liveKey],
  );
}

/** The findings that have a place on the stream, as marks of the live picture: a line for the glove and for each model. */
export function useMarksOf(findings: readonly LiveFinding[]): readonly FindingMark[] {
  const { listening } = useApp();
  const modelIds = useOf(listening, (state) => state.modelIds);
  const names = useOf(listening, (state) => state.names);
  return useMemo(() => {
    const speakers = [...(findings.some(({ modelId }) => modelId === null) ? [null] : []), ...modelIds];
    return findings.flatMap((one) => {
      const { beginIndex, endIndex, label, modelId } = one;
      if (beginIndex === null || endIndex === null) return [];
      const who = modelId === null ? text("finding.glove") : (names[modelId] ?? "");
      const words = findingWords(one);
      const key = `${modelId} ${beginIndex} ${endIndex}`;
      const row = Math.max(0, speakers.indexOf(modelId));
      return [{ key, beginIndex, endIndex, label, words, title: [label, words, who].filter(Boolean).join(" · "), row }];
    });
  }, [findings, modelIds, names]);
}
