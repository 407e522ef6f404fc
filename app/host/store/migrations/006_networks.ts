/**
 * The network of a part as it is exchanged: a `.tflite` file, and what that file does not say (an ImportPlan of the domain)
 * as JSON. Both NULL for trees, and for models that were made before: their scales were not kept.
 */
export const networks006 = `
ALTER TABLE model_part ADD COLUMN tflite BLOB;
ALTER TABLE model_part ADD COLUMN import_plan TEXT CHECK (import_plan IS NULL OR json_valid(import_plan));
`;
