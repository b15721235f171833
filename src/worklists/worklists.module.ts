import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { SequelizeWorkItems } from './adapters/sequelize-work-items.js';
import { WorklistsController } from './adapters/worklists.controller.js';
import { WorklistsQueries } from './adapters/worklists.queries.js';
import { AssignWorkItemHandler } from './application/assign-work-item.js';
import { FinishWorkItemHandler } from './application/finish-work-item.js';
import { WorkItems } from './domain/work-items.js';

@Module({
  controllers: [WorklistsController],
  imports: [CalendarModule],
  providers: [{ provide: WorkItems, useClass: SequelizeWorkItems }, WorklistsQueries, AssignWorkItemHandler, FinishWorkItemHandler],
})
export class WorklistsModule {}
