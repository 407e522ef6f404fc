import { randomUUID } from "node:crypto";
import { ProblemError } from "#domain/problems.ts";
import type { ModelFile } from "./files.ts";
import { LARGEST_MB, MOST_FILES } from "./importFiles.ts";

interface Offer {
  readonly id: string;
  readonly files: Map<string, Uint8Array>;
}

/** Files of a model that somebody offers for import: one offer at a time, in memory, until it is imported or replaced. */
export class ModelOffers {
  #offer: Offer | null = null;

  /**
   * The next bytes of a file; bytes that are there already are skipped. An offer of another id replaces the one before.
   * Names are only looked at, never opened.
   */
  add(id: string, name: string, at: number, bytes: Uint8Array): "taken" | "hole" | "tooLarge" {
    const offer = this.#offer?.id === id ? this.#offer : { id, files: new Map<string, Uint8Array>() };
    const before = offer.files.get(name) ?? new Uint8Array();
    if (at > before.length) return "hole";
    const fresh = bytes.subarray(before.length - at);
    let total = fresh.length;
    for (const file of offer.files.values()) total += file.length;
    if (total > LARGEST_MB * 2 ** 20 || (offer.files.size >= MOST_FILES && !offer.files.has(name))) return "tooLarge";
    const whole = new Uint8Array(before.length + fresh.length);
    whole.set(before);
    whole.set(fresh, before.length);
    offer.files.set(name, whole);
    this.#offer = offer;
    return "taken";
  }

  /** Offers files as they are. @returns the offer's id */
  put(files: readonly ModelFile[]): string {
    const id = randomUUID();
    this.#offer = { id, files: new Map(files.map(({ name, bytes }) => [name, bytes])) };
    return id;
  }

  /** @throws ProblemError import.notOffered */
  files(id: string): ModelFile[] {
    if (this.#offer?.id !== id) throw new ProblemError("import.notOffered");
    return [...this.#offer.files].map(([name, bytes]) => ({ name, bytes }));
  }

  end(id: string): void {
    if (this.#offer?.id === id) this.#offer = null;
  }
}
