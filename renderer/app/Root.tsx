import { type App, AppProvider, useOf } from "./app.ts";
import { Frame } from "./frame/Frame.tsx";
import { Screen } from "./Screen.tsx";

export function Root({ app }: { readonly app: App }) {
  const known = useOf(app.project, (state) => state.open !== undefined);
  return (
    <AppProvider value={app}>
      <Frame>{known && <Screen />}</Frame>
    </AppProvider>
  );
}
