import { Module } from '@nestjs/common';
import { LocationsQueries } from './adapters/locations.queries.js';
import { OrganizationQueries } from './adapters/organization.queries.js';
import { SettingsController } from './adapters/settings.controller.js';
import { SequelizeLocations, SequelizeOrganizations } from './adapters/sequelize-locations.js';
import { AddLocationHandler } from './application/add-location.js';
import { EditOrganizationHandler } from './application/edit-organization.js';
import { SetUpOrganizationHandler } from './application/set-up-organization.js';
import { Locations, Organizations } from './domain/locations.js';

@Module({
  controllers: [SettingsController],
  providers: [
    { provide: Locations, useClass: SequelizeLocations },
    { provide: Organizations, useClass: SequelizeOrganizations },
    LocationsQueries, OrganizationQueries,
    AddLocationHandler, SetUpOrganizationHandler, EditOrganizationHandler,
  ],
  exports: [LocationsQueries, OrganizationQueries],
})
export class LocationsModule {}
