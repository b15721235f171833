export { LocationsModule } from './locations.module.js';
export { LocationsQueries, type LocationSummary } from './adapters/locations.queries.js';
export { OrganizationQueries, type OrganizationSummary } from './adapters/organization.queries.js';
export { AddLocation } from './application/add-location.js';
export { SetUpOrganization } from './application/set-up-organization.js';
export { LocationAdded } from './domain/events.js';
export { mustBeOwnCurrency } from './domain/organization.js';
