import { Controller, Get, Query } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { TextField } from '../../platform/form-fields.js';
import { Fragment, Needs } from '../../platform/web/index.js';
import { readBirthDate } from './find-terms.js';
import { LookAlikesQueries } from './look-alikes.queries.js';
import { PatientsQueries } from './patients.queries.js';

/** What has been typed so far; a date that cannot be read yet is none. */
class TypedPerson {
  @TextField({ label: 'Last name', most: 80, optional: true }) lastName?: string;
  @TextField({ label: 'First name', most: 80, optional: true }) firstName?: string;
  @TextField({ label: 'Birth date', most: 40, optional: true }) birthDate?: string;
  @TextField({ label: 'Patient number', most: 20, optional: true }) number?: string;
}

class TypedGuarantor {
  @TextField({ label: 'Guarantor', most: 80, optional: true }) guarantorNumber?: string;
}

/** What answers while somebody is being registered. */
@Controller('patients')
export class RegistrationController {
  constructor(
    private readonly alike: LookAlikesQueries,
    private readonly patients: PatientsQueries,
    private readonly clock: Clock,
  ) {}

  @Get('look-alikes')
  @Needs('patient.edit')
  @Fragment('patients/_look-alikes')
  async lookAlikes(@Query() typed: TypedPerson) {
    const birthDate = readBirthDate(typed.birthDate ?? '', Number(this.clock.now().slice(0, 4)));
    const person = { ...typed, birthDate };
    const near = await this.alike.near(person, scopeFor('patient.read'));
    const isWhole = Boolean(typed.lastName && typed.firstName && birthDate);
    return { near, typed: { ...typed, birthDate: birthDate ?? '' }, isElsewhere: isWhole && (await this.alike.isElsewhere(person, scopeFor('patient.read'))) };
  }

  /** Patients of the caller's locations who may owe somebody's part, for the list below the field. */
  @Get('guarantors')
  @Needs('patient.edit')
  @Fragment('patients/_guarantors')
  async guarantors(@Query() { guarantorNumber = '' }: TypedGuarantor) {
    const found = guarantorNumber.trim() === '' ? [] : (await this.patients.find(guarantorNumber, scopeFor('patient.read'))).items;
    return { found: found.slice(0, 8) };
  }
}
