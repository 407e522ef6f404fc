import { distributionOf } from "#domain/workQueue.ts";
import type { CaptureGroup } from "../../queue/grouping.ts";
import { DistributionBar } from "../../ui/DistributionBar.tsx";
import { text, textIfAny } from "../../ui/text.ts";
import styles from "./Captures.module.css";

/** What a group has in common, how many captures it has, and what they hold together. */
export function GroupHeading({ group, by }: { readonly group: CaptureGroup; readonly by: string }) {
  const { id, captures } = group;
  const name = by === "state" ? textIfAny(`review.${id}`) : id;
  return (
    <>
      <span>{name || text("captures.group.none")}</span>
      <span className={styles.selected}>{text("captures.group.count", { count: captures.length })}</span>
      <span className={styles.heldBar}>
        <DistributionBar labels={distributionOf(captures).labels} />
      </span>
    </>
  );
}
