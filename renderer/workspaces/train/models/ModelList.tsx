import { Activity } from "lucide-react";
import { useApp, useOf } from "../../../app/app.ts";
import type { ListedModel } from "../../../app/stores/accuracy.ts";
import choice from "../../../ui/Choice.module.css";
import { cx } from "../../../ui/cx.ts";
import { moment, share } from "../../../ui/figures.ts";
import { Badge } from "../../../ui/Marks.tsx";
import { text } from "../../../ui/text.ts";
import { ImportButton } from "./ImportButton.tsx";
import styles from "./Models.module.css";

interface Props {
  readonly models: readonly ListedModel[];
  readonly shown: string | null;
}

/** Newest first, the one under way before them. */
export function ModelList({ models, shown }: Props) {
  const { training } = useApp();
  const running = useOf(training, (state) => state.running);
  return (
    <nav className={styles.list} aria-label={text("train.view.models")}>
      {running?.what === "train" && (
        <button
          type="button"
          className={cx(choice.choice, styles.item)}
          aria-current={shown === null}
          onClick={() => training.showModel(null)}
        >
          <span className={styles.itemName}>
            <Activity size={14} aria-hidden /> {running.name}
          </span>
          <span className={styles.itemFigure}>{running.share === null ? "" : share(running.share)}</span>
          <span className={styles.itemWords}>{text("train.underWay")}</span>
        </button>
      )}
      {models.map((model) => (
        <button
          key={model.id}
          type="button"
          className={cx(choice.choice, styles.item)}
          aria-current={shown === model.id}
          onClick={() => training.showModel(model.id)}
        >
          <span className={styles.itemName}>{model.name}</span>
          <span className={styles.itemFigure}>
            {model.made === null ? "" : text("validate.f1.short", { f1: share(model.made.int8.f1) })}
          </span>
          <span className={styles.itemWords}>{moment(model.createdAtMs)}</span>
          <span className={styles.badges}>
            <ModelBadges model={model} />
          </span>
        </button>
      ))}
      <ImportButton />
    </nav>
  );
}

/** What must be known of a model before its figures are believed. */
export function ModelBadges({ model: { simulated, stale, origin } }: { readonly model: ListedModel }) {
  return (
    <>
      {simulated && <Badge tone="simulated">{text("device.simulated")}</Badge>}
      {stale.length > 0 && (
        <Badge tone="warning">
          {text("validate.stale.changed", { what: stale.map((what) => text(`validate.stale.${what}`)).join(", ") })}
        </Badge>
      )}
      {origin === "imported" && <Badge>{text("train.imported")}</Badge>}
    </>
  );
}
