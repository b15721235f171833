import { Module } from '@nestjs/common';
import { Letterheads } from './adapters/letterheads.js';
import { LocationsController } from './adapters/locations.controller.js';
import { LocationsQueries } from './adapters/locations.queries.js';
import { OrganizationQueries } from './adapters/organization.queries.js';
import { SettingsController } from './adapters/settings.controller.js';
import { SequelizeLocations, SequelizeOrganizations } from './adapters/sequelize-locations.js';
import { ActivateLocationHandler } from './application/activate-location.js';
import { AddLocationHandler } from './application/add-location.js';
import { DeactivateLocationHandler } from './application/deactivate-location.js';
import { EditLocationHandler } from './application/edit-location.js';
import { EditOrganizationHandler } from './application/edit-organization.js';
import { SetInvoicePrefixHandler } from './application/set-invoice-prefix.js';
import { SetPaperLookHandler } from './application/set-paper-look.js';
import { SetUpOrganizationHandler } from './application/set-up-organization.js';
import { Locations, Organizations } from './domain/locations.js';

@Module({
  controllers: [SettingsController, LocationsController],
  providers: [
    { provide: Locations, useClass: SequelizeLocations },
    { provide: Organizations, useClass: SequelizeOrganizations },
    LocationsQueries, OrganizationQueries, Letterheads,
    AddLocationHandler, SetUpOrganizationHandler, EditOrganizationHandler,
    EditLocationHandler, DeactivateLocationHandler, ActivateLocationHandler, SetInvoicePrefixHandler, SetPaperLookHandler,
  ],
  exports: [LocationsQueries, OrganizationQueries, Letterheads],
})
export class LocationsModule {}
