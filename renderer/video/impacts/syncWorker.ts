import { type FindOptions, type FoundSync, findSync, type Impact } from "#domain/sync/findSync.ts";

/** One search: what video and glove saw. */
export interface SyncTask {
  readonly video: readonly Impact[];
  readonly glove: readonly Impact[];
  readonly options: FindOptions;
}

const scope = self as unknown as {
  onmessage: (event: MessageEvent<SyncTask>) => void;
  postMessage(found: FoundSync): void;
};

scope.onmessage = ({ data }) => scope.postMessage(findSync(data.video, data.glove, data.options));
