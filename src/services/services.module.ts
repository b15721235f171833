import { Module } from '@nestjs/common';
import { LocationsModule } from '../locations/index.js';
import { LocationPricesController } from './adapters/location-prices.controller.js';
import { ProvidersController } from './adapters/providers.controller.js';
import { ProvidersQueries } from './adapters/providers.queries.js';
import { SequelizeProviders } from './adapters/sequelize-providers.js';
import { SequelizeServices } from './adapters/sequelize-services.js';
import { ServicesController } from './adapters/services.controller.js';
import { ServicesQueries } from './adapters/services.queries.js';
import { AddProviderHandler } from './application/add-provider.js';
import { AddServiceHandler } from './application/add-service.js';
import { EditProviderHandler } from './application/edit-provider.js';
import { EditServiceHandler } from './application/edit-service.js';
import { SetPriceHandler } from './application/set-price.js';
import { SetPricesHandler } from './application/set-prices.js';
import { Providers } from './domain/providers.js';
import { Services } from './domain/services.js';

@Module({
  imports: [LocationsModule],
  controllers: [LocationPricesController, ServicesController, ProvidersController],
  providers: [
    { provide: Services, useClass: SequelizeServices }, { provide: Providers, useClass: SequelizeProviders }, ServicesQueries, ProvidersQueries,
    AddServiceHandler, EditServiceHandler, SetPriceHandler, SetPricesHandler, AddProviderHandler, EditProviderHandler,
  ],
  exports: [ServicesQueries, ProvidersQueries],
})
export class ServicesModule {}
