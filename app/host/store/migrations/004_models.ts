/**
 * Models that were trained or imported. `facts` is a Model of the domain without id, name and parts. A removed model
 * stays, so that removing is an edit like any other. Rows of model_part never change.
 */
export const models004 = `
CREATE TABLE model (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

-- hand: NULL where the bytes are for both. float_network: what the engine's float network opens, with the real numbers
-- that its int8 twin's ends stand for as JSON; both NULL where the classifier is no network.
CREATE TABLE model_part (
  id INTEGER PRIMARY KEY,
  model_id INTEGER NOT NULL REFERENCES model ON DELETE CASCADE,
  position INTEGER NOT NULL,
  hand TEXT CHECK (hand IN ('left', 'right')),
  hash TEXT NOT NULL,
  descriptor BLOB NOT NULL,
  float_network BLOB,
  quantization TEXT CHECK (quantization IS NULL OR json_valid(quantization)),
  UNIQUE (model_id, position)
) STRICT;
`;
