import { join } from "node:path";
import type { CallName } from "#contract/contract.ts";
import { simulatedOptions } from "#contract/devices.ts";
import type { Outcome } from "#contract/schemas.ts";
import { ProblemError } from "#domain/problems.ts";
import { answering } from "./answer.ts";
import type { Handlers, HostForShell } from "./api.ts";
import { bulkFetch } from "./bulk.ts";
import { captureHandlers } from "./calls/captures.ts";
import { datasetHandlers } from "./calls/datasets.ts";
import { deviceHandlers } from "./calls/devices.ts";
import { gatewayHandlers } from "./calls/gateway.ts";
import { labelFileHandlers } from "./calls/labelFiles.ts";
import { labelHandlers } from "./calls/labels.ts";
import { listeningHandlers } from "./calls/listening.ts";
import { modelFileHandlers } from "./calls/modelFiles.ts";
import { modelHandlers } from "./calls/models.ts";
import { packHandlers } from "./calls/packs.ts";
import { projectHandlers } from "./calls/projects.ts";
import { recordingHandlers } from "./calls/recording.ts";
import { segmentingHandlers } from "./calls/segmenting.ts";
import { validationHandlers } from "./calls/validation.ts";
import { videoHandlers } from "./calls/videos.ts";
import { AlertBoard } from "./capture/alertBoard.ts";
import { type BoardListener, DeviceBoard } from "./capture/deviceBoard.ts";
import { PlanKeeper } from "./capture/planKeeper.ts";
import { Recorder } from "./capture/recorder.ts";
import { openBoards } from "./device/openBoards.ts";
import { DeviceFinder } from "./devices/deviceFinder.ts";
import { KnownDevices } from "./devices/knownDevices.ts";
import { doctorHandlers } from "./doctor/doctor.ts";
import { EventHub } from "./eventHub.ts";
import { exportCaptureCsv } from "./exchange/csv/exportCapture.ts";
import { exportLabels, importLabels } from "./exchange/labels/files.ts";
import { LabelDownloads } from "./exchange/labels/labelDownloads.ts";
import { GatewayDesk } from "./gateway/gatewayDesk.ts";
import { JobDesk } from "./jobs.ts";
import { JsonFile } from "./jsonFile.ts";
import { addNetworkRoutes } from "./learn/exporting/routes.ts";
import { writeNetworks } from "./learn/exporting/writeNetworks.ts";
import { exportFeatures } from "./learn/features/exportFeatures.ts";
import { importFiles } from "./learn/importing/importFiles.ts";
import { modelFiles } from "./learn/importing/modelFiles.ts";
import { ModelOffers } from "./learn/importing/modelOffers.ts";
import { addOfferRoutes } from "./learn/importing/offerRoutes.ts";
import { quantize } from "./learn/quantize/quantize.ts";
import { ThreadTrainer } from "./learn/train/threadTrainer.ts";
import { CheckDesk } from "./listening/checkDesk.ts";
import { ListeningDesk } from "./listening/listeningDesk.ts";
import { modelJsonFile } from "./listening/modelJsonFile.ts";
import { exportVideo } from "./media/exportVideo.ts";
import { VideoDesk } from "./media/videoDesk.ts";
import { addVideoRoutes } from "./media/videoRoutes.ts";
import { writePack } from "./pack/formFiles.ts";
import { makePack, packModel } from "./pack/makePack.ts";
import { addPackRoutes } from "./pack/routes.ts";
import { fillDemo } from "./projects/demo.ts";
import { ProjectDesk } from "./projects/projectDesk.ts";
import { ProjectRegistry } from "./projects/registry.ts";
import { WarmMotion } from "./segmenting/warmMotion.ts";
import { sent } from "./sent.ts";
import type { Sources } from "./sources/sources.ts";
import type { StoreChange } from "./store/api.ts";
import { openProjectStore } from "./store/open.ts";
import { exportValidation, writeReport } from "./validation/export/files.ts";
import { addValidationRoutes } from "./validation/export/routes.ts";

export interface HostOptions {
  /** What the studio remembers: devices, recent projects. Made where missing. */
  readonly dataFolder: string;
  /** Where new projects are made. */
  readonly projectsFolder: string;
  readonly sources: Sources;
  /** For the person who looks for a fault; never shown to the user. */
  readonly log: (message: string) => void;
}

/** Puts the host together. Nothing is opened or connected yet. */
export async function createHost(options: HostOptions): Promise<HostForShell> {
  const { dataFolder, projectsFolder, sources, log } = options;
  const registry = await ProjectRegistry.open(dataFolder, projectsFolder, log);
  const known = await KnownDevices.open(dataFolder, log);
  const simulatedFile = join(dataFolder, "simulated.json");
  const simulated = await JsonFile.open(simulatedFile, simulatedOptions.nullable(), null, log);
  const model = sources.simulated;
  // A person who is no longer in the model is forgotten.
  if (simulated.value && model?.people.includes(simulated.value.person)) model.configure(simulated.value);
  else if (simulated.value) await simulated.change(() => null);
  for (const { id, kind, token } of known.all()) {
    const address = token === undefined ? id : `${id}?token=${token}`;
    if (kind === "gateway") recall(() => sources.gateway?.remember(address), log);
  }

  const hub = new EventHub(log);
  const jobs = new JobDesk((progress) => hub.tell("job.progress", progress));
  const alerts = new AlertBoard((list) => hub.tell("alert.changed", sent(list)));
  const recorder: Recorder = new Recorder({
    sessions: () => board.sessions(),
    alerts,
    tell: (state) => hub.tell("recording.changed", state),
    finished: (store, capture) => listening.keep(store, capture),
    log,
  });
  const listening = new ListeningDesk({
    alerts,
    tell: (state) => hub.tell("listening.changed", state),
    found: (finding) => hub.tell("listening.found", finding),
    log,
  });
  const checks = new CheckDesk({
    sessions: () => board.sessions(),
    tell: (agreement) => hub.tell("check.agreement", agreement),
    heard: (finding) => hub.tell("check.heard", finding),
    log,
  });
  // What is recorded comes first.
  const listener: BoardListener = {
    isRecording: (session) => recorder.isRecording(session),
    onBlock: (session, block) => {
      recorder.onBlock(session, block);
      listening.onBlock(session, block);
      checks.onBlock(session, block);
      gateway.onBlock(session, block);
    },
    onCorrupt: (session, packets) => recorder.onCorrupt(session, packets),
    onResult: (session, said) => {
      listening.onResult(session, said);
      checks.onResult(session, said);
    },
    onSession: (session) => {
      recorder.onSession(session);
      const connected = board.sessions().includes(session);
      listening.onSession(session, connected);
      checks.onSession(session, connected);
    },
  };
  const board: DeviceBoard = new DeviceBoard(alerts, listener, (devices) => hub.tell("device.changed", devices));
  const desk: ProjectDesk = new ProjectDesk({
    openStore: openProjectStore,
    registry,
    busy: () => recorder.busy,
    fillDemo,
    onProject: (project) => {
      recorder.leaveReview();
      listening.leave();
      hub.tell("project.changed", project);
      learnModels();
      if (project !== null) videos.salvage();
    },
    onChange: (change) => {
      if (change.event === "models") learnModels();
      tellChange(hub, change);
    },
  });
  const learnModels = () => {
    const models = desk.store?.models() ?? Promise.resolve([]);
    models.then((all) => listening.knows(all)).catch((error) => log(`models for names: ${String(error)}`));
  };
  const videos: VideoDesk = new VideoDesk({ requireStore: () => desk.requireStore(), log });
  const boards = await openBoards({
    dataFolder,
    sources,
    devices: board,
    desk,
    jobs,
    recording: () => recorder.busy,
    tellBoards: (list) => hub.tell("board.changed", list),
    tellStep: (told) => hub.tell("flash.step", told),
    tellEnded: (record) => hub.tell("flash.ended", record),
    log,
  });
  const trainer = new ThreadTrainer();
  const gateway: GatewayDesk = await GatewayDesk.open({ board, hub, dataFolder, log });
  const warm = new WarmMotion();
  const offers = new ModelOffers();
  const downloads = new LabelDownloads();
  const handlers: Handlers<CallName> = {
    ...projectHandlers(desk, registry),
    ...deviceHandlers({
      sources,
      board,
      finder: new DeviceFinder(sources, known, log),
      known,
      alerts,
      desk,
      jobs,
      simulated,
    }),
    ...recordingHandlers(desk, recorder, new PlanKeeper()),
    ...captureHandlers(desk, async () => hub.tell("project.changed", await desk.current())),
    ...labelHandlers(desk),
    ...labelFileHandlers({ desk, offers, downloads }),
    ...segmentingHandlers(desk, jobs),
    ...datasetHandlers(desk, jobs),
    ...modelHandlers({
      desk,
      jobs,
      warm,
      tools: { trainer, quantize },
      tellEpoch: (epoch) => hub.tell("model.epoch", epoch),
    }),
    ...modelFileHandlers({ desk, jobs, warm, offers }),
    "job.cancel": async ({ jobId }) => jobs.cancel(jobId),
    ...videoHandlers(videos, recorder, jobs),
    ...validationHandlers(desk, jobs),
    ...listeningHandlers(desk, listening, checks),
    ...packHandlers({ desk, jobs, tellSealed: (modelId) => hub.tell("pack.sealed", { modelId }) }),
    ...boards.handlers,
    ...doctorHandlers(projectsFolder),
    ...gatewayHandlers(gateway),
  };

  return {
    call: answering(handlers),
    onEvent: (listener) => hub.listen(listener),
    onLiveFrame: (listener) => board.liveView.onFrame(listener),
    fetch: bulkFetch(
      () => desk.store,
      log,
      (app) => {
        boards.addRoutes(app);
        addVideoRoutes(app, videos);
        addValidationRoutes(app, () => desk.store);
        addNetworkRoutes(app, () => desk.store);
        addOfferRoutes(app, offers);
        downloads.addRoutes(app);
        addPackRoutes(app, () => desk.store);
      },
    ),
    openProjectAt: (nameOrPath, { create = false } = {}) => asOutcome(desk.openAt(nameOrPath, create)),
    exportCaptureCsv: (captureId, targetFolder, values) =>
      asOutcome((async () => exportCaptureCsv(desk.requireStore(), captureId, targetFolder, values))()),
    exportLabels: (captureId, targetFolder, format, track) =>
      asOutcome((async () => exportLabels(desk.requireStore(), captureId, targetFolder, format, track))()),
    importLabels: (captureId, path, wish) =>
      asOutcome((async () => importLabels(desk.requireStore(), captureId, path, wish))()),
    exportValidation: (validationId, targetFolder, files) =>
      asOutcome(
        (async () => exportValidation(await desk.requireStore().validation(validationId), targetFolder, files))(),
      ),
    writeReport: (validationIds, file) =>
      asOutcome(
        (async () => {
          const store = desk.requireStore();
          return writeReport(await Promise.all(validationIds.map((id) => store.validation(id))), file);
        })(),
      ),
    writePack: (modelId, targetFolder, form) =>
      asOutcome((async () => writePack(makePack(await packModel(desk.requireStore(), modelId)), targetFolder, form))()),
    exportFeatures: (asked, path) => asOutcome((async () => exportFeatures(desk.requireStore(), asked, path))()),
    offerCsv: (path, { rateHz } = {}) =>
      asOutcome((async () => (await sources.replay?.offerFile(path, 1, rateHz)) ?? [])()),
    inspectModel: (path) => asOutcome(modelFiles(path).then((files) => importFiles(files).model)),
    offerModel: (path) => asOutcome(modelFiles(path).then((files) => offers.put(files))),
    exportNetworks: (modelId, path) => asOutcome((async () => writeNetworks(desk.requireStore(), modelId, path))()),
    attachVideo: (captureId, path) => asOutcome((async () => videos.attach(captureId, path))()),
    exportVideo: (videoId, targetFolder) => asOutcome((async () => exportVideo(videos, videoId, targetFolder))()),
    nameClassesBy: (path) => asOutcome(modelJsonFile(path).then((names) => listening.nameBy(names))),
    allowSerialPath: (path) => sources.serial?.allowPath(path) ?? `serial:${path}`,
    close: async () => {
      jobs.cancelAll();
      await boards.close();
      await trainer.close();
      await gateway.close();
      await recorder.close().catch((error) => log(`stopping: ${String(error)}`));
      await board.close();
      sources.ble?.close();
      await videos.close();
      await desk.close();
    },
  };
}

/** What the store tells, in the words of the contract. */
function tellChange(hub: EventHub, change: StoreChange): void {
  switch (change.event) {
    case "labels": {
      const { event: _, ...labels } = change;
      hub.tell("label.changed", sent(labels));
      break;
    }
    case "scheme":
      hub.tell("scheme.changed", sent(change.scheme));
      break;
    case "models":
      hub.tell("model.changed", {});
      break;
    case "validations":
      hub.tell("validation.changed", {});
      break;
    case "videos":
      for (const captureId of change.captureIds) hub.tell("video.changed", { captureId });
      break;
    case "captures":
      // Whatever else an edit changed, it ends with this.
      hub.tell("capture.changed", { captureIds: [...change.captureIds] });
      hub.tell("history.changed", {});
  }
}

/** What an older studio remembered may mean nothing to this one. That must not keep it from starting. */
function recall(work: () => void, log: (message: string) => void): void {
  try {
    work();
  } catch (error) {
    log(`not recalled: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** An expected failure as a value, for what a shell asks outside the contract. */
async function asOutcome<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    throw error;
  }
}
