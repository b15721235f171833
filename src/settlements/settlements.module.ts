import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { SequelizeLocationPairs } from './adapters/sequelize-location-pairs.js';
import { SettlementsController } from './adapters/settlements.controller.js';
import { SettlementsQueries } from './adapters/settlements.queries.js';
import { SettleLocationsHandler } from './application/settle-locations.js';
import { UndoSettlementHandler } from './application/undo-settlement.js';
import { LocationPairs } from './domain/pairs.js';

@Module({
  controllers: [SettlementsController],
  imports: [CalendarModule],
  providers: [{ provide: LocationPairs, useClass: SequelizeLocationPairs }, SettlementsQueries, SettleLocationsHandler, UndoSettlementHandler],
})
export class SettlementsModule {}
