import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import "./ui/tokens.css";
import "./ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createApp } from "./app/app.ts";
import { Root } from "./app/Root.tsx";
import { connectStudio } from "./app/studio/connectStudio.ts";

const app = createApp(connectStudio(), window);
void app.refresh();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Root app={app} />
  </StrictMode>,
);
