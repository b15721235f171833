import { Module } from '@nestjs/common';
import { LocationsModule } from '../locations/index.js';
import { ChoicesController } from './adapters/choices.controller.js';
import { ChoicesQueries } from './adapters/choices.queries.js';
import { SequelizeChoices } from './adapters/sequelize-choices.js';
import { UsualChoices } from './adapters/usual-choices.js';
import { AddChoiceHandler } from './application/add-choice.js';
import { EditChoiceHandler } from './application/edit-choice.js';
import { KnownChoices } from './application/known-choices.js';
import { SetUpChoicesWhenOrganizationSetUp } from './application/set-up-choices-when-organization-set-up.js';
import { SetUpChoicesHandler } from './application/set-up-choices.js';
import { Choices } from './domain/choices.js';

@Module({
  imports: [LocationsModule],
  controllers: [ChoicesController],
  providers: [
    { provide: Choices, useClass: SequelizeChoices }, ChoicesQueries, KnownChoices, UsualChoices,
    AddChoiceHandler, EditChoiceHandler, SetUpChoicesHandler, SetUpChoicesWhenOrganizationSetUp,
  ],
  exports: [ChoicesQueries, KnownChoices, UsualChoices],
})
export class ChoicesModule {}
