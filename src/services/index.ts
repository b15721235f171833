export { ServicesModule } from './services.module.js';
export { ServicesQueries, type PricedService } from './adapters/services.queries.js';
export { AddService } from './application/add-service.js';
export { EditService } from './application/edit-service.js';
export { SetPrices } from './application/set-prices.js';
export { SetPrice } from './application/set-price.js';
export { ProvidersQueries, type ProviderItem } from './adapters/providers.queries.js';
export { AddProvider } from './application/add-provider.js';
export { EditProvider } from './application/edit-provider.js';
