import { Menu, type MenuItemConstructorOptions } from "electron";
import { text } from "../common/text.ts";

/**
 * The page has its own menus and keys (one command table, renderer/app/commands). macOS needs a menu bar for copy, paste,
 * hide and quit; undo is left to the page, since a menu would take its key.
 */
export function setMenu(platform: NodeJS.Platform = process.platform): void {
  if (platform !== "darwin") {
    Menu.setApplicationMenu(null);
    return;
  }
  const edit: MenuItemConstructorOptions = {
    label: text("shell.menu.edit"),
    submenu: [{ role: "cut" }, { role: "copy" }, { role: "paste" }, { role: "selectAll" }],
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: "appMenu" }, edit, { role: "windowMenu" }]));
}
