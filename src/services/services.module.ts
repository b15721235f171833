import { Module } from '@nestjs/common';
import { SequelizeServices } from './adapters/sequelize-services.js';
import { ServicesController } from './adapters/services.controller.js';
import { ServicesQueries } from './adapters/services.queries.js';
import { AddServiceHandler } from './application/add-service.js';
import { EditServiceHandler } from './application/edit-service.js';
import { SetPriceHandler } from './application/set-price.js';
import { Services } from './domain/services.js';

@Module({
  controllers: [ServicesController],
  providers: [{ provide: Services, useClass: SequelizeServices }, ServicesQueries, AddServiceHandler, EditServiceHandler, SetPriceHandler],
  exports: [ServicesQueries],
})
export class ServicesModule {}
