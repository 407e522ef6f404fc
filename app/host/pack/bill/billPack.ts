import type { Bill } from "#domain/deploy/pack.ts";
import type { Hand } from "#domain/hands.ts";
import { type Problem, ProblemError } from "#domain/problems.ts";
import type { Job } from "../../jobs.ts";
import { text } from "../../text.ts";
import type { PackPart } from "../header.ts";
import { makePack, packModel } from "../makePack.ts";
import { batteryOf } from "./battery.ts";
import { BOARD, CORE_SHARE } from "./board.ts";
import type { PartCost } from "./cost.ts";
import { measureCost } from "./measureCost.ts";
import { type BillStore, lastResult, motionForBill } from "./motionForBill.ts";
import { predictCost } from "./predictCost.ts";

/**
 * What the pack costs on the glove of a hand: measured where the tools are, else predicted.
 * @throws ProblemError as the call pack.bill says
 */
export async function billPack(store: BillStore, modelId: string, hand: Hand | null, job: Job): Promise<Bill> {
  const made = makePack(await packModel(store, modelId));
  const { parts, model } = made.facts;
  const part = parts.find((one) => one.hand === hand) ?? parts.find((one) => one.hand === null);
  if (part === undefined) throw new ProblemError("validation.noHand", { model: model.name });
  const result = await lastResult(store, modelId);
  const measured = await measureCost(made, part, await motionForBill(store, made, part, hand, result), job.signal);
  job.stopIfCancelled();
  const cost = measured ?? predictCost(part);
  const shares = sharesOf(part, cost);
  const flashBytes = shares.reduce((sum, one) => sum + one.flashBytes, 0);
  const ramBytes = shares.reduce((sum, one) => sum + one.ramBytes, 0);
  return {
    modelId,
    hand,
    by: measured === null ? "predicted" : "measured",
    board: BOARD,
    flashBytes,
    ramBytes,
    stackBytes: cost.stackBytes,
    parts: shares,
    perSample: cost.perSample,
    perSegment: cost.perSegment,
    decisionLatencyMs: result?.total.decisionLatencyMs ?? null,
    battery: batteryOf(cost, model.needs.rateHz),
    problems: problemsOf(model.name, flashBytes, ramBytes + cost.stackBytes),
  };
}

function sharesOf(part: PackPart, { flashBytes, objectBytes }: PartCost): Bill["parts"] {
  const tables = part.descriptor.length;
  return [
    { part: text("bill.part.core"), ...CORE_SHARE },
    { part: text("bill.part.engine"), flashBytes: flashBytes - tables, ramBytes: objectBytes - part.arenaBytes },
    { part: text("bill.part.tables"), flashBytes: tables, ramBytes: 0 },
    { part: text("bill.part.arena"), flashBytes: 0, ramBytes: part.arenaBytes },
  ];
}

function problemsOf(model: string, flashBytes: number, ramBytes: number): Problem[] {
  const tooLarge = (code: string, bytes: number, limitBytes: number): Problem[] =>
    bytes <= limitBytes ? [] : [{ code, detail: { model, bytes, limitBytes, board: BOARD.name } }];
  return [
    ...tooLarge("pack.tooMuchFlash", flashBytes, BOARD.flashBytes),
    ...tooLarge("pack.tooMuchRam", ramBytes, BOARD.ramBytes),
  ];
}
