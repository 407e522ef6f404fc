import { CaptureWorkspace } from "../workspaces/capture/CaptureWorkspace.tsx";
import { OpenWorkspace } from "../workspaces/open/OpenWorkspace.tsx";
import { StartScreen } from "../workspaces/start/StartScreen.tsx";
import { useApp, useOf } from "./app.ts";

/** The workspace of the place where the user is. Without a project there is only the start screen. */
export function Screen() {
  const app = useApp();
  const place = useOf(app.shell, (state) => state.place);
  const open = useOf(app.project, (state) => state.open);
  if (!open || place.at === "start") return <StartScreen />;
  if (place.at === "capture") return <CaptureWorkspace />;
  if (place.at === "open") return <OpenWorkspace />;
  return null;
}
