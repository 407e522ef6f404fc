import { useState } from "react";
import { useApp, useOf } from "../../../app/app.ts";
import { ask } from "../../../app/ask.ts";
import { type Inspected, parseImportPlan, usualImportPlan } from "../../../training/importing.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import { sayProblem } from "../../../ui/Toast.tsx";
import { advise, text } from "../../../ui/text.ts";
import recipe from "../recipe/Recipe.module.css";
import { Section } from "../recipe/Section.tsx";
import { ImportPlanFields } from "./ImportPlanFields.tsx";
import styles from "./Models.module.css";

export interface Offer {
  readonly offerId: string;
  readonly fileName: string;
  readonly found: Inspected;
}

interface Props {
  readonly offer: Offer;
  readonly onClose: () => void;
}

/** What a file of another tool says, what stands in the way, and what must be said of it before it becomes a model. */
export function ImportDialog({ offer: { offerId, fileName, found }, onClose }: Props) {
  const { studio, training } = useApp();
  const wish = useOf(training, (state) => state.wish!);
  const [name, setName] = useState(fileName.replace(/\.[^.]+$/, ""));
  const [draft, setDraft] = useState(() => usualImportPlan(found, wish.plan));
  // As a person typed it; null while it says what the fields say.
  const [typed, setTyped] = useState<string | null>(null);
  const json = typed ?? JSON.stringify(draft, null, 2);
  const [busy, setBusy] = useState(false);
  const plan = parseImportPlan(json);
  const start = async () => {
    if (!plan.ok) return;
    setBusy(true);
    const jobId = crypto.randomUUID();
    const input = { offerId, name: name.trim(), plan: plan.plan, query: wish.query, jobId };
    const made = await ask(studio.call("model.import", input));
    setBusy(false);
    if (made === undefined) return;
    for (const note of made.notes) sayProblem(note);
    training.showModel(made.model.id);
    onClose();
  };
  const ready = found.network !== null && plan.ok && name.trim() !== "" && !busy;
  return (
    <Dialog
      title={text("train.import.title", { file: fileName })}
      open
      wide
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text("ui.cancel")}</Button>
          <Button look="primary" isDisabled={!ready} onPress={() => void start()}>
            {text(busy ? "train.import.busy" : "train.import.do")}
          </Button>
        </>
      }
    >
      <div className={styles.import}>
        <Signature found={found} />
        {found.obstacles.map((problem) => {
          const { what, next } = advise("problem", problem);
          return (
            <div key={what} role="alert" className={recipe.obstacle}>
              <p>{what}</p>
              <p className={recipe.help}>{next}</p>
            </div>
          );
        })}
        {found.network !== null && (
          <>
            <TextField label={text("train.name")} maxLength={80} value={name} onChange={setName} />
            <p className={recipe.help}>{text("train.import.help")}</p>
            <ImportPlanFields
              plan={draft}
              onChange={(next) => {
                setDraft(next);
                setTyped(null);
              }}
            />
            <Section id="importJson" title={text("train.section.json")} says="" open={draft.input.kind === "features"}>
              <textarea
                className={recipe.json}
                aria-label={text("train.import.plan")}
                aria-invalid={!plan.ok}
                spellCheck={false}
                rows={14}
                value={json}
                onChange={({ target }) => {
                  setTyped(target.value);
                  const read = parseImportPlan(target.value);
                  if (read.ok) setDraft(read.plan);
                }}
              />
            </Section>
            {!plan.ok && (
              <p role="alert" className={recipe.wrong}>
                {text("train.json.wrong", { why: plan.why })}
              </p>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

function Signature({ found: { format, description, inputs, outputs, operators, network } }: Pick<Offer, "found">) {
  const ends = [
    ...inputs.map((tensor) => ({ way: "input" as const, tensor })),
    ...outputs.map((tensor) => ({ way: "output" as const, tensor })),
  ];
  return (
    <>
      <p>{[text(`train.import.format.${format}`), description].filter(Boolean).join(": ")}</p>
      <ul>
        {ends.map(({ way, tensor: { name, type, shape, quantization } }) => (
          <li key={`${way}/${name}`}>
            {text("train.import.end", {
              way,
              name,
              type,
              shape: shape.map((size) => (size === -1 ? "?" : size)).join(" × "),
              scale: quantization === null ? "none" : String(Number(quantization.scale.toPrecision(4))),
              zero: quantization?.zeroPoint ?? 0,
            })}
          </li>
        ))}
      </ul>
      <p className={recipe.help}>{operators.join(", ")}</p>
      {network !== null && (
        <p className={recipe.help}>
          {text("train.import.network", { layers: network.layers, numbers: network.numbers })}
        </p>
      )}
    </>
  );
}
