import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { SetInvoicePrefix } from '../../locations/index.js';
import { Act } from '../../platform/act.js';
import { Commands } from '../../platform/commands.js';
import { TextField, VersionField, WholeField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Calendar } from '../domain/calendar.js';
import { SeriesMissing } from '../domain/refusals.js';
import { MOST_NUMBER } from '../domain/series.js';

/** For invoices from now on: another prefix, or a higher number. Where the numbers broke off stays on record, so that gaps can be told from losses. */
@Act({ title: 'Change the numbers of invoices', needs: 'settings.edit' })
export class ChangeNumbering {
  locationId!: string;
  /** Of the location, as it was when the form was rendered. */
  @VersionField() version!: number;
  @TextField({ label: 'Prefix', most: 10 }) invoicePrefix!: string;
  /** Only ever raised; left out: goes on as it is. */
  @WholeField({ label: 'Next number', least: 1, most: MOST_NUMBER, optional: true }) nextNumber?: number;

  constructor(fields: Partial<ChangeNumbering> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ChangeNumbering)
export class ChangeNumberingHandler implements ICommandHandler<ChangeNumbering> {
  constructor(
    private readonly commands: Commands,
    private readonly calendar: Calendar,
  ) {}

  async execute({ locationId, version, invoicePrefix, nextNumber }: ChangeNumbering): Promise<{ locationId: string }> {
    const { before, after } = await this.commands.within<{ before: string; after: string }>(new SetInvoicePrefix({ locationId, version, invoicePrefix }));
    const seriesId = await this.calendar.seriesOf(locationId, 'invoice');
    if (seriesId === undefined) throw new SeriesMissing('invoice');
    const series = await this.calendar.oneSeries(seriesId);
    series.resume({ breakId: newId(), prefix: before, changesPrefix: after !== before, nextNumber });
    return { locationId };
  }
}
