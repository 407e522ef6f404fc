import { layOut } from "./toolchain.mjs";

// node firmware/layOut.mjs FOLDER
// Sketches and library as the Arduino IDE and arduino-cli want them.

const folder = process.argv[2];
if (folder === undefined) {
  console.error("say where it goes: node firmware/layOut.mjs FOLDER");
  process.exit(2);
}
layOut(folder);
console.log(`${folder}: libraries/ringside, data_capture, recognition`);
