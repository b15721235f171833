import { Body, Controller, Param, Post } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { Needs, seeOther, Submission, type SeeOther } from '../../platform/web/index.js';
import { SetPatientAlert } from '../application/set-patient-alert.js';
import { TakeDownPatientAlert } from '../application/take-down-patient-alert.js';

const EDIT = 'patient.edit';

/** Alerts and balance reminders on a patient's record. */
@Controller('patients/:patientId/alerts')
export class AlertsController {
  constructor(private readonly commands: Commands) {}

  @Post()
  @Needs(EDIT)
  async set(@Param('patientId') patientId: string, @Body() command: SetPatientAlert, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { patientId }), { submission });
    return seeOther(`/patients/${patientId}`);
  }

  @Post('ending')
  @Needs(EDIT)
  async takeDown(@Param('patientId') patientId: string, @Body() command: TakeDownPatientAlert, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { patientId }), { submission });
    return seeOther(`/patients/${patientId}`);
  }
}
