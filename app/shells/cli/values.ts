import { InvalidArgumentError } from "commander";
import type { SettingValues } from "#domain/segmenters.ts";
import { text } from "../common/text.ts";

/** For an option that is given several times. Commander hands on what came before, undefined at first. */
export function collect(value: string, before: unknown): string[] {
  return [...((before as string[] | undefined) ?? []), value];
}

/** `Jab, Cross` */
export function list(value: string): string[] {
  return value.split(",").map((one) => one.trim());
}

export function hands(value: string, before: unknown): string[] {
  if (!["left", "right", "both"].includes(value)) throw new InvalidArgumentError(text("cli.notAHand"));
  return collect(value, before);
}

/** `person=Ana`, several times. */
export function fields(value: string, before: unknown): Record<string, string> {
  const at = value.indexOf("=");
  if (at < 1) throw new InvalidArgumentError(text("cli.notAField"));
  return { ...((before as Record<string, string> | undefined) ?? {}), [value.slice(0, at)]: value.slice(at + 1) };
}

/** A number or a switch where it looks like one; the segmenter says what it takes. */
export function settings(value: string, before: unknown): SettingValues {
  const [[name, said] = ["", ""]] = Object.entries(fields(value, undefined));
  const meant = said === "true" || said === "false" ? said === "true" : said.trim() === "" ? said : Number(said);
  return { ...((before as SettingValues | undefined) ?? {}), [name]: Number.isNaN(meant) ? said : meant };
}

export function finite(value: string): number {
  return numberWhere(value, () => true, "cli.notANumber");
}

export function positive(value: string): number {
  return numberWhere(value, (number) => number > 0, "cli.notPositive");
}

export function whole(value: string): number {
  return numberWhere(value, (number) => Number.isInteger(number) && number >= 0, "cli.notWhole");
}

/** As many folds as the contract takes. */
export function folds(value: string): number {
  return numberWhere(value, (number) => Number.isInteger(number) && number >= 2 && number <= 50, "cli.notFolds");
}

/** The share of packets that a simulated glove loses. */
export function loss(value: string): number {
  return numberWhere(value, (number) => number >= 0 && number <= 0.5, "cli.notAShare");
}

/** Of one. */
export function share(value: string): number {
  return numberWhere(value, (number) => number >= 0 && number <= 1, "cli.notAShareOfOne");
}

function numberWhere(value: string, isGood: (number: number) => boolean, otherwise: string): number {
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (!Number.isFinite(number) || !isGood(number)) throw new InvalidArgumentError(text(otherwise));
  return number;
}
