import { CaptureWorkspace } from "../workspaces/capture/CaptureWorkspace.tsx";
import { CapturesWorkspace } from "../workspaces/captures/CapturesWorkspace.tsx";
import { CompareWorkspace } from "../workspaces/compare/CompareWorkspace.tsx";
import { DeployWorkspace } from "../workspaces/deploy/DeployWorkspace.tsx";
import { LabelWorkspace } from "../workspaces/label/LabelWorkspace.tsx";
import { RoundScreen } from "../workspaces/round/RoundScreen.tsx";
import { StartScreen } from "../workspaces/start/StartScreen.tsx";
import { TrainWorkspace } from "../workspaces/train/TrainWorkspace.tsx";
import { ValidateWorkspace } from "../workspaces/validate/ValidateWorkspace.tsx";
import { useApp, useOf } from "./app.ts";

/** The workspace of the place where the user is. Without a project there is only the start screen. */
export function Screen() {
  const app = useApp();
  const place = useOf(app.shell, (state) => state.place);
  const open = useOf(app.project, (state) => state.open);
  if (!open) return <StartScreen />;
  switch (place.at) {
    case "start":
      return <StartScreen />;
    case "capture":
      return <CaptureWorkspace />;
    case "captures":
      return <CapturesWorkspace />;
    case "compare":
      return <CompareWorkspace />;
    case "train":
      return <TrainWorkspace />;
    case "validate":
      return <ValidateWorkspace />;
    case "deploy":
      return <DeployWorkspace />;
    case "round":
      return <RoundScreen />;
    case "open":
      return <LabelWorkspace />;
  }
}
