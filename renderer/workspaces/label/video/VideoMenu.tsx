import { Camera, Columns2, Ellipsis, EyeOff, FileVideo, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Video } from "#domain/videos.ts";
import { useApp } from "../../../app/app.ts";
import { commandOf, shortcutOf } from "../../../app/commands/table.ts";
import { IconButton } from "../../../ui/Button.tsx";
import { Menu, type MenuEntry } from "../../../ui/Menu.tsx";
import { text } from "../../../ui/text.ts";
import type { CaptureVideos, VideosState } from "../../../video/captureVideos.ts";
import { RenameVideo } from "./RenameVideo.tsx";

interface Props {
  readonly videos: CaptureVideos;
  readonly state: VideosState;
}

/** What is done rarely: attach, show beside, rename, remove, hide. */
export function VideoMenu({ videos, state }: Props) {
  const app = useApp();
  const [renaming, setRenaming] = useState<Video | null>(null);
  const list = state.videos ?? [];
  const [leading, beside] = state.shown;
  const video = list.find(({ id }) => id === leading);
  const deed = (id: string, icon: MenuEntry["icon"]): MenuEntry => {
    const command = commandOf(id);
    return { id, icon, words: text(command.words), shortcut: shortcutOf(id), run: () => command.run(app) };
  };
  const record = () => app.shell.go({ at: "capture" });
  const entries: MenuEntry[] = [
    deed("video.attach", FileVideo),
    { id: "record", icon: Camera, words: text("video.record"), run: record },
  ];
  for (const other of list.filter(({ id }) => id !== leading)) {
    const on = other.id === beside;
    entries.push({
      id: `beside ${other.id}`,
      icon: Columns2,
      words: text("video.beside", { name: other.name }),
      checked: on,
      run: () => videos.beside(on ? null : other.id),
    });
  }
  if (video !== undefined) {
    const named = { name: video.name };
    entries.push(
      { id: "rename", parted: true, icon: Pencil, words: text("video.rename", named), run: () => setRenaming(video) },
      {
        id: "remove",
        icon: Trash2,
        danger: true,
        words: text("video.remove", named),
        run: () => void videos.remove(video),
      },
    );
  }
  entries.push({ ...deed("video.show", EyeOff), parted: true });
  return (
    <>
      <Menu label={text("video.menu")} entries={entries}>
        <IconButton icon={Ellipsis} label={text("video.menu")} />
      </Menu>
      {renaming !== null && (
        <RenameVideo
          name={renaming.name}
          onRename={(name) => void videos.rename(renaming.id, name)}
          onClose={() => setRenaming(null)}
        />
      )}
    </>
  );
}
