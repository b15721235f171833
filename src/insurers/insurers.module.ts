import { Module } from '@nestjs/common';
import { PayersController } from './adapters/payers.controller.js';
import { PayersQueries } from './adapters/payers.queries.js';
import { SequelizePayers } from './adapters/sequelize-payers.js';
import { AddPayerHandler } from './application/add-payer.js';
import { EditPayerHandler } from './application/edit-payer.js';
import { Payers } from './domain/payers.js';

@Module({
  controllers: [PayersController],
  providers: [{ provide: Payers, useClass: SequelizePayers }, PayersQueries, AddPayerHandler, EditPayerHandler],
  exports: [PayersQueries],
})
export class InsurersModule {}
