/** Longest folder name in UTF-8 bytes, with room for the suffix below the usual 255. */
const LONGEST_BYTES = 200;

/** Names that Windows keeps for devices, whatever follows the first dot. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The folder name for a project of this name, legal on Linux, macOS and Windows, without the suffix. Characters that
 * some file system refuses become `_`; two names may therefore give the same folder.
 */
export function projectFolderName(name: string): string {
  let folder = name
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cs}<>:"/\\|?*]/gu, "_")
    .trim()
    .replace(/^\.+/, "_");
  while (Buffer.byteLength(folder) > LONGEST_BYTES) folder = [...folder].slice(0, -1).join("");
  folder = folder.replace(/[. ]+$/, "");
  if (folder === "" || RESERVED.test(folder)) folder = `_${folder}`;
  return folder;
}
