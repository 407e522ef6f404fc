import type { CallName, EventName, EventPayload, Input, Output } from "#contract/contract.ts";
import type { OpenProject } from "#contract/projects.ts";
import type { Outcome } from "#contract/schemas.ts";
import type { ValidationFile } from "#contract/validation.ts";
import type { LabelFormat, LabelImport } from "#domain/labeling/labelFiles.ts";
import type { ForeignModel } from "#domain/learning/imports.ts";
import type { Video } from "#domain/videos.ts";
import type { ImportWish } from "./exchange/labels/files.ts";

import type { WrittenNetwork } from "./learn/exporting/writeNetworks.ts";
import type { FeatureExport } from "./learn/features/exportFeatures.ts";
import type { WrittenForm } from "./pack/formFiles.ts";

/** The host as a shell sees it. One object, whatever carries the words. */
export interface Host {
  /**
   * Answers one call. The input is parsed by the contract's schema first.
   * Rejects only for an unknown call, an input that the schema refuses, or a bug: expected failures are values.
   */
  call(name: string, input: unknown): Promise<unknown>;
  onEvent(listener: <K extends EventName>(name: K, payload: EventPayload<K>) => void): () => void;
  onLiveFrame(listener: (frame: ArrayBuffer) => void): () => void;
  /** Bulk bytes: GET /bulk/… (contract/bulk.ts). The shell has already checked who asks. */
  fetch(request: Request): Promise<Response>;
  /** Stops recording (and finishes it), leaves devices idle, closes the project. */
  close(): Promise<void>;
}

/**
 * What a shell may do beyond the page: everything here takes a path, and a page never names one. `createHost` in
 * host.ts returns it.
 */
export interface HostForShell extends Host {
  /**
   * Opens a project by the path of its `.ringside` folder, or by its name in the projects folder; `create` makes it
   * where it is missing.
   */
  openProjectAt(nameOrPath: string, options?: { readonly create?: boolean }): Promise<Outcome<OpenProject>>;
  /** Writes one CSV file a stream into a folder (made where missing) and returns their paths; raw counts if unsaid. */
  exportCaptureCsv(
    captureId: string,
    targetFolder: string,
    values?: "raw" | "physical",
  ): Promise<Outcome<readonly string[]>>;
  /** What a model file of another tool says, or its folder, and whether the engine can run it. Needs no project. */
  inspectModel(path: string): Promise<Outcome<ForeignModel>>;
  /** Offers the files of such a model for `model.import`, and returns the offer's id. */
  offerModel(path: string): Promise<Outcome<string>>;
  /** Writes the networks of a model, each with its plan beside it, and returns their paths; files that were there are replaced. */
  exportNetworks(modelId: string, path: string): Promise<Outcome<readonly WrittenNetwork[]>>;
  /** Copies a video file into the project and adds it to a capture: an edit, as `video.finish`. */
  attachVideo(captureId: string, path: string): Promise<Outcome<Video>>;
  /** Copies a video's file into a folder (made where missing) and returns its path. */
  exportVideo(videoId: string, targetFolder: string): Promise<Outcome<string>>;
  /** Writes the labels of a capture into a folder and returns the file's path; null: all tracks. */
  exportLabels(
    captureId: string,
    targetFolder: string,
    format: LabelFormat,
    track: string | null,
  ): Promise<Outcome<string>>;
  /** Adds the labels of a file to a capture, or tells what would come of it. */
  importLabels(captureId: string, path: string, wish?: ImportWish): Promise<Outcome<LabelImport>>;
  /** Writes a validation into a folder (made where missing), a file of each kind, and returns their paths. */
  exportValidation(
    validationId: string,
    targetFolder: string,
    files?: readonly ValidationFile[],
  ): Promise<Outcome<readonly string[]>>;
  /** Writes the page of validations and returns the file's path; one that was there is replaced. */
  writeReport(validationIds: readonly string[], file: string): Promise<Outcome<string>>;
  /**
   * Writes what a model becomes on a glove into a folder (made where missing), and returns the path of the library's
   * folder, the header or the zip.
   */
  writePack(modelId: string, targetFolder: string, form: WrittenForm): Promise<Outcome<string>>;
  /** Writes a row of features for each segment, to a `.csv` or `.parquet` file. */
  exportFeatures(
    asked: FeatureExport,
    path: string,
  ): Promise<Outcome<{ readonly segments: number; readonly features: number }>>;
  /** Offers a CSV file as devices that play it as if live and returns their ids; `rateHz` for a file without times. */
  offerCsv(path: string, options?: { readonly rateHz?: number | undefined }): Promise<Outcome<readonly string[]>>;
  /** Names what gloves recognise that tell only numbers, by a `model.json`. */
  nameClassesBy(path: string): Promise<Outcome<void>>;
  /** Lets a port be connected that no scan found, and returns its device id. */
  allowSerialPath(path: string): string;
}

/** What one part of the host answers. Parts are put together in host.ts; a missing call does not compile. */
export type Handlers<K extends CallName> = {
  [N in K]: (input: Input<N>) => Promise<Output<N>>;
};
