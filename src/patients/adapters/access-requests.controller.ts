import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { column, csvFile, Needs, Page, seeOther, Submission, type SeeOther } from '../../platform/web/index.js';
import { DeclinePatientAccess } from '../application/decline-patient-access.js';
import { GrantPatientAccess } from '../application/grant-patient-access.js';
import { RequestPatientAccess } from '../application/request-patient-access.js';
import { AccessRequestsQueries, type AskedRequest } from './access-requests.queries.js';

const GRANT = 'patient.grant-access';
const LIST = '/patients/access-requests';

const COLUMNS = [
  column<AskedRequest>('As typed', (row) => row.name), column<AskedRequest>('Birth date', (row) => row.birthDate), column<AskedRequest>('For', (row) => row.locationName),
  column<AskedRequest>('Asked by', (row) => row.askedByName), column<AskedRequest>('Asked on', (row) => row.askedOn), column<AskedRequest>('Why', (row) => row.note), column<AskedRequest>('State', (row) => row.state),
  column<AskedRequest>('Decided by', (row) => row.decidedByName), column<AskedRequest>('Decided on', (row) => row.decidedOn), column<AskedRequest>('Declined because', (row) => row.declinedBecause),
];

/** Asking for a patient who is registered elsewhere, and deciding on it. */
@Controller('patients/access-requests')
export class AccessRequestsController {
  constructor(
    private readonly commands: Commands,
    private readonly requests: AccessRequestsQueries,
  ) {}

  @Get()
  @Needs('patient.read')
  @Page('patients/access-requests', { title: 'Access requests', nav: 'patients' })
  async index(@Query('before') before?: string) {
    const { items, next } = await this.requests.asked(before);
    return { toDecide: await this.requests.toDecide(), asked: items, nextHref: next ? `${LIST}?before=${next}` : '' };
  }

  @Get('export')
  @Needs('patient.read')
  export() {
    return csvFile('access-requests', COLUMNS, (before) => this.requests.asked(before));
  }

  @Post()
  @Needs('patient.edit')
  async ask(@Body() command: RequestPatientAccess, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return seeOther(LIST);
  }

  @Post(':requestId/granting')
  @Needs(GRANT)
  async grant(@Param('requestId') requestId: string, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(new GrantPatientAccess({ requestId }), { submission });
    return seeOther(LIST);
  }

  @Post(':requestId/declining')
  @Needs(GRANT)
  async decline(@Param('requestId') requestId: string, @Body() command: DeclinePatientAccess, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { requestId }), { submission });
    return seeOther(LIST);
  }
}
