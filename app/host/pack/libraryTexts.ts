import { pipelineLines } from "./describe.ts";
import { className, type PackFacts } from "./header.ts";
import { commentText, grouped } from "./text.ts";

/** What the Arduino IDE reads of a library. */
export function libraryProperties({ identifier, hash, model }: PackFacts): string {
  return `name=${identifier}
version=1.0.0+${hash.slice(0, 8)}
author=Ringside
maintainer=Ringside
sentence=Recognises ${model.classNames.slice(1).map(oneLine).join(", ") || "segments"} in the motion of a boxing glove.
paragraph=Made from the model ${oneLine(model.name)} by Ringside. No heap, three calls, the same bits as in the studio.
category=Data Processing
architectures=*
includes=${identifier}.h
`;
}

/** What the Arduino IDE colours: types first, then functions. Columns stand apart by a tab. */
export function keywords({ identifier, parts }: PackFacts): string {
  const types = [identifier, ...parts.map(className), "Result"];
  const functions = ["begin", "push", "finish", "result", "problem", "class_name"];
  return [...types.map((word) => `${word}\tKEYWORD1`), ...functions.map((word) => `${word}\tKEYWORD2`), ""].join("\n");
}

export function readme(facts: PackFacts): string {
  const { identifier, model, parts, hash } = facts;
  const first = className(parts[0]!);
  return `# ${identifier}

Recognises ${model.classNames.slice(1).map(commentText).join(", ") || "segments"} in the motion of a boxing glove. Made by Ringside from the model
"${commentText(model.name)}"${model.simulated ? ", which was trained on simulated people" : ""}.

    #include <${identifier}.h>

    static ${identifier}::${first} glove;

    glove.begin();                  // once; false: glove.problem() says why
    if (glove.push(frame)) {        // every sample of the sensor, each once
      glove.result().class_name;    // what it was
    }

A frame is ${parts[0]!.pipeline.inputColumns} int16 numbers: acceleration x, y, z at ±${model.needs.accelRange_g} g, then rotation x, y, z at ±${model.needs.gyroRange_dps} degrees a
second, ${model.needs.rateHz} times a second. Another rate, range or order gives wrong answers.

${parts
  .map(
    (part) => `## ${className(part)}

${pipelineLines(part.pipeline, model.needs)
  .map((line) => `    ${line}`)
  .join("\n")}

${grouped(part.descriptor.length)} bytes of tables and ${grouped(part.arenaBytes)} bytes of RAM, beside the engine's code. No heap.
`,
  )
  .join("\n")}
## Several packs in one program

Include their headers. The engine in \`src/ringside_engine\` stands in a namespace that names its source and the parts in it:
packs of the same build share it, packs of other builds have their own, and neither can disturb the other. Two packs of
different models that have the same name are refused when the program is compiled.

## What is where

| | |
|---|---|
| \`src/${identifier}.h\` | the model: tables, classes, what a frame must be |
| \`src/ringside_engine\` | the code that runs it |
| \`examples\` | sketches |
| \`extras/self_test.cpp\`, \`extras/golden_vectors.h\` | a program that compares this machine's results with the studio's, number for number |
| \`extras/single_header\` | all of it in one file |
| \`extras/model.json\`, \`extras/model_json.h\` | the classes, for gateways and phone apps |

Pack ${hash}
`;
}

/** A value of library.properties ends with its line. */
function oneLine(text: string): string {
  return commentText(text).trim();
}
