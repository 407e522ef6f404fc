export { ByteFaults } from "./byteFaults.ts";
export { CaptureFirmware, type FirmwareOptions, type Recogniser, type SentPacket } from "./firmware.ts";
export { type BehindGateway, GatewayServer, type GatewayServerOptions } from "./gatewayServer.ts";
export { Inbox } from "./inbox.ts";
export { loopedFeed, type RowFeed, waveFeed } from "./rowFeed.ts";
export { SERIAL_MODES, SerialGlove, type SerialGloveOptions, type SerialMode } from "./serialGlove.ts";
export { simulatedFeed } from "./simulatedFeed.ts";
export { dataFolder, missingTennis, STROKES, type Stroke, tennisFeed } from "./tennis.ts";
export { WifiGlove, type WifiGloveOptions } from "./wifiGlove.ts";
