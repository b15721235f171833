export { SettlementsModule } from './settlements.module.js';
export { SettleLocations } from './application/settle-locations.js';
export { UndoSettlement } from './application/undo-settlement.js';
export { LocationsSettled, SettlementUndone } from './domain/events.js';
