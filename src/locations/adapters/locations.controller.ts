import { Body, Controller, Get, Header, Param, Post, StreamableFile } from '@nestjs/common';
import { currentActor, scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { column, csvFile, Me, Needs, Page, seeOther, Submission, type SeeOther, type SignedIn, TakesFile, Upload, type UploadedFile, wholeList } from '../../platform/web/index.js';
import { timeZones } from '../../platform/zones.js';
import { NotFound } from '../../shared/domain-error.js';
import { ActivateLocation } from '../application/activate-location.js';
import { AddLocation } from '../application/add-location.js';
import { DeactivateLocation } from '../application/deactivate-location.js';
import { EditLocation } from '../application/edit-location.js';
import { SetPaperLook } from '../application/set-paper-look.js';
import { Letterheads } from './letterheads.js';
import { LocationsQueries, type LocationSummary } from './locations.queries.js';
import { logoPicture } from './logo-picture.js';
import { OrganizationQueries } from './organization.queries.js';

const READ = 'settings.read';
const EDIT = 'settings.edit';
const EDIT_ORGANIZATION = 'settings.edit-organization';
const LIST = '/settings/locations';
const ZONES = timeZones().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' '), group: zone.split('/')[0]! }));

const COLUMNS = [
  column<LocationSummary>('Code', (row) => row.code), column<LocationSummary>('Name', (row) => row.name), column<LocationSummary>('Address', (row) => row.address), column<LocationSummary>('Phone', (row) => row.phone),
  column<LocationSummary>('Tax ID', (row) => row.taxId), column<LocationSummary>('Time zone', (row) => row.timeZone), column<LocationSummary>('Invoice prefix', (row) => row.invoicePrefix),
  column<LocationSummary>('Terms in days', (row) => row.termsDays), column<LocationSummary>('State', (row) => row.state),
];

@Controller('settings/locations')
export class LocationsController {
  constructor(
    private readonly commands: Commands,
    private readonly locations: LocationsQueries,
    private readonly organizations: OrganizationQueries,
    private readonly letterheads: Letterheads,
  ) {}

  @Get()
  @Needs(READ)
  @Page('settings/locations', { title: 'Locations', nav: 'locations' })
  async index(): Promise<object> {
    return { locations: await this.locations.everywhere(scopeFor(READ)) };
  }

  @Get('export')
  @Needs(READ)
  async export() {
    return csvFile('locations', COLUMNS, wholeList(await this.locations.everywhere(scopeFor(READ))));
  }

  @Get('new')
  @Needs(EDIT_ORGANIZATION)
  @Page('settings/location-new', { title: 'Add a location', nav: 'locations' })
  async new(@Me() me: SignedIn): Promise<object> {
    const organization = await this.organizations.get();
    return { zones: ZONES, location: { timeZone: me.location.timeZone, termsDays: organization?.termsDays } };
  }

  @Post()
  @Needs(EDIT_ORGANIZATION)
  async add(@Body() command: AddLocation, @Submission() submission: string): Promise<SeeOther> {
    const { locationId } = await this.commands.execute<{ locationId: string }>(command, { submission });
    return seeOther(`${LIST}/${locationId}`);
  }

  @Get(':id')
  @Needs(READ)
  @Page('settings/location', { title: 'Location', nav: 'locations' })
  async show(@Param('id') id: string, @Me() me: SignedIn): Promise<object> {
    const location = (await this.locations.everywhere(scopeFor(READ))).find((each) => each.id === id);
    if (!location) throw new NotFound();
    return {
      title: location.name,
      location,
      zones: ZONES,
      mayEdit: me.actor.can(EDIT, id) && location.state === 'active',
      standing: await this.locations.standing(id),
      isLogoThere: (await this.letterheads.logo(location.logoHash)) !== undefined,
    };
  }

  @Post(':id')
  @Needs(EDIT)
  async edit(@Param('id') locationId: string, @Body() command: EditLocation, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { locationId }), { submission });
    return seeOther(`${LIST}/${locationId}`);
  }

  /** The logo's file is safe on the disk before the act names it. */
  @Post(':id/paper')
  @Needs(EDIT)
  @TakesFile()
  async look(@Param('id') locationId: string, @Body() command: SetPaperLook, @Upload() file: UploadedFile | undefined, @Submission() submission: string): Promise<SeeOther> {
    if (file && !currentActor().can(EDIT, locationId)) throw new NotFound();
    const picture = file && logoPicture(file.bytes);
    const logo = picture && { hash: await this.letterheads.keepLogo(picture.bytes), isLight: picture.isLight };
    await this.commands.execute(Object.assign(command, { locationId, logo }), { submission });
    return seeOther(`${LIST}/${locationId}`);
  }

  @Get(':id/logo')
  @Needs(READ)
  @Header('Content-Security-Policy', "default-src 'none'")
  async logo(@Param('id') id: string): Promise<StreamableFile> {
    const location = (await this.locations.everywhere(scopeFor(READ))).find((each) => each.id === id);
    const bytes = location && (await this.letterheads.logo(location.logoHash));
    if (!bytes) throw new NotFound();
    return new StreamableFile(bytes, { type: bytes[0] === 0x89 ? 'image/png' : 'image/jpeg', length: bytes.length, disposition: 'inline' });
  }

  @Post(':id/deactivation')
  @Needs(EDIT_ORGANIZATION)
  async deactivate(@Param('id') locationId: string, @Body() command: DeactivateLocation, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { locationId }), { submission });
    return seeOther(`${LIST}/${locationId}`);
  }

  @Post(':id/activation')
  @Needs(EDIT_ORGANIZATION)
  async activate(@Param('id') locationId: string, @Body() command: ActivateLocation, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { locationId }), { submission });
    return seeOther(`${LIST}/${locationId}`);
  }
}
