import { FLASH_STEPS } from "#domain/deploy/flash.ts";
import type { Bill } from "#domain/deploy/pack.ts";
import type { Agreement } from "#domain/deploy/recognition.ts";
import type { CheckingState } from "../../deploy/checking.ts";
import type { FlashingState } from "../../deploy/flashing.ts";
import type { PacksState, Seal } from "../../deploy/packs.ts";
import { modelOf } from "../../deploy/packs.ts";
import { bytes, moment } from "../../ui/figures.ts";
import { text } from "../../ui/text.ts";

export const STEPS = ["model", "bill", "proof", "flash", "check", "round"] as const;
export type Step = (typeof STEPS)[number];

/** open: to be done. busy: under way. trouble: what is there does not do. */
export type StepState = "open" | "busy" | "done" | "trouble";

export interface StepMark {
  readonly state: StepState;
  /** Where it stands, in a few words. */
  readonly words: string;
}

export function modelMark(packs: PacksState): StepMark {
  const model = modelOf(packs);
  if (model === undefined) return { state: "open", words: text("deploy.mark.noModel") };
  if (packs.pack?.ok === false) return { state: "trouble", words: text("deploy.mark.noPack") };
  return { state: "done", words: model.name };
}

export function billMark({ bill, billing }: PacksState): StepMark {
  if (bill?.ok)
    return {
      state: bill.value.problems.length > 0 ? "trouble" : "done",
      words: text(bill.value.problems.length > 0 ? "deploy.mark.tooLarge" : "deploy.mark.fits", costOf(bill.value)),
    };
  if (bill !== null) return { state: "trouble", words: text("deploy.mark.noBill") };
  return billing ? { state: "busy", words: text("deploy.mark.counting") } : { state: "open", words: "" };
}

function costOf({ flashBytes, ramBytes }: Bill) {
  return { flash: bytes(flashBytes), ram: bytes(ramBytes) };
}

export function proofMark({ seal, proving, modelId }: PacksState): StepMark {
  if (proving) return { state: "busy", words: text("deploy.mark.proving") };
  if (modelId === null || seal === null) return { state: "open", words: "" };
  if (!seal.ok || seal.value === null) return { state: "open", words: text("deploy.mark.notProved") };
  if (differingOf(seal.value.proof) > 0) return { state: "trouble", words: text("deploy.mark.differs") };
  if (seal.value.broken.length > 0) return { state: "trouble", words: text("deploy.mark.broken") };
  return { state: "done", words: text("deploy.mark.proved", { when: moment(seal.value.proof.provedAtMs) }) };
}

/** Decisions of the pack's own C++ that are not those of the stored result; 0 holds. */
export function differingOf({ runs }: NonNullable<Seal>["proof"]): number {
  return runs.reduce((sum, run) => sum + ("differing" in run ? run.differing : 0), 0);
}

export function flashMark(
  { boards, boardId, running, ended, refused, records }: FlashingState,
  { modelId }: Pick<PacksState, "modelId">,
): StepMark {
  if (running !== null) {
    const step = FLASH_STEPS.findLast((each) => running.steps[each].state !== "waiting");
    return { state: "busy", words: step === undefined ? "" : text(`deploy.flash.step.${step}`) };
  }
  const last = ended?.record ?? records.find(({ board }) => board.id === boardId);
  if (refused !== null || (last !== undefined && ended !== null && last.result === "failed"))
    return { state: "trouble", words: text("deploy.mark.notFlashed") };
  if (last?.result === "done") {
    const what = last.pack?.modelName ?? last.image.name;
    const words = text("deploy.mark.flashed", { what, board: last.board.name, when: moment(last.endedAtMs) });
    // Another model on the board is no news of this one.
    return { state: last.pack?.modelId === modelId ? "done" : "open", words };
  }
  return { state: "open", words: boards?.length === 0 ? text("deploy.mark.noBoard") : "" };
}

export function checkMark(check: CheckingState["check"], agreement: Agreement | undefined): StepMark {
  if (check === null) return { state: "open", words: "" };
  const { agreed = 0, differed = 0, gloveOnly = 0, studioOnly = 0 } = agreement ?? {};
  const all = agreed + differed + gloveOnly + studioOnly;
  const words = text("deploy.mark.agreed", { agreed, all });
  if (check.running) return { state: "busy", words };
  if (all === 0) return { state: "open", words: "" };
  return { state: agreed === all ? "done" : "trouble", words };
}
