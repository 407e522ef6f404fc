import { useState } from "react";
import { HANDS } from "#domain/hands.ts";
import { type NamedTier, TIERS } from "#domain/labeling/scheme.ts";
import { useApp, useOf } from "../../../app/app.ts";
import { wordsOf } from "../../../app/commands/command.ts";
import { ownerOf } from "../../../app/commands/table.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { labelScheme } from "../../../ui/labels.ts";
import { text } from "../../../ui/text.ts";
import styles from "./Dialogs.module.css";
import { KeyField } from "./KeyField.tsx";
import { SchemeLine } from "./SchemeLine.tsx";
import {
  type DraftLabel,
  draftOf,
  type Fault,
  faultsOf,
  moved,
  newLabel,
  renamesOf,
  type SchemeDraft,
  schemeOf,
} from "./schemeDraft.ts";

const owner = (key: string) => {
  const command = ownerOf(key);
  return command === undefined ? null : wordsOf(command);
};

function wordsOfFault(fault: Fault | undefined): string | undefined {
  if (fault === undefined) return undefined;
  return text(`scheme.fault.${fault.code}`, fault.field === "key" ? { by: fault.by } : {});
}

/** What the project's segments may be called: names, colours, keys and order. A new name goes to all its segments. */
export function SchemeDialog({ onClose }: { readonly onClose: () => void }) {
  const { scheme, captures } = useApp();
  const rows = useOf(captures, (state) => state.rows);
  const [draft, setDraft] = useState<SchemeDraft>(() => draftOf(labelScheme.getState()));
  const faults = faultsOf(draft, owner);
  const faultOf = (id: string, field: Fault["field"]) =>
    wordsOfFault(faults.find((fault) => fault.id === id && fault.field === field));
  const uses = (label: DraftLabel) =>
    (rows ?? []).reduce((sum, { labelCounts }) => sum + ((label.was === null ? 0 : labelCounts[label.was]) ?? 0), 0);
  const change = (tier: NamedTier, labels: readonly DraftLabel[]) => setDraft({ ...draft, [tier]: labels });
  const renames = renamesOf(draft);
  const store = async () => {
    if (await scheme.change(schemeOf(draft), renames)) onClose();
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={text("scheme.title")}
      actions={
        <>
          <Button onPress={onClose}>{text("ui.cancel")}</Button>
          <Button look="primary" isDisabled={faults.length > 0} onPress={() => void store()}>
            {text("scheme.store")}
          </Button>
        </>
      }
    >
      <p className={styles.words}>{text("scheme.words")}</p>
      {TIERS.map((tier) => (
        <section key={tier} className={styles.tier} aria-label={text(`scheme.tier.${tier}`)}>
          <h3 className={styles.heading}>{text(`scheme.tier.${tier}`)}</h3>
          {draft[tier].map((label, i) => (
            <SchemeLine
              key={label.id}
              label={label}
              uses={tier === "punch" ? uses(label) : null}
              nameFault={faultOf(label.id, "name")}
              keyFault={faultOf(label.id, "key")}
              onChange={(next) => change(tier, draft[tier].with(i, next))}
              onMove={(step) => change(tier, moved(draft[tier], label.id, step))}
              onRemove={
                tier === "punch" && draft.punch.length === 1
                  ? null
                  : () =>
                      change(
                        tier,
                        draft[tier].filter(({ id }) => id !== label.id),
                      )
              }
            />
          ))}
          <Button onPress={() => change(tier, [...draft[tier], newLabel(draft, crypto.randomUUID())])}>
            {text(`scheme.add.${tier}`)}
          </Button>
        </section>
      ))}
      <section className={styles.tier} aria-label={text("scheme.tier.hand")}>
        <h3 className={styles.heading}>{text("scheme.tier.hand")}</h3>
        {HANDS.map((hand) => (
          <div key={hand} className={styles.hand}>
            <span>{text(`hand.${hand}`)}</span>
            <KeyField
              label={text("scheme.keyOf", { name: text(`hand.${hand}`) })}
              value={draft.handKeys[hand]}
              error={faultOf(hand, "key")}
              onChange={(key) => setDraft({ ...draft, handKeys: { ...draft.handKeys, [hand]: key } })}
            />
          </div>
        ))}
      </section>
    </Dialog>
  );
}
