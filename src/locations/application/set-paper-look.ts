import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { FlagField, TextField, VersionField } from '../../platform/form-fields.js';
import type { Logo } from '../domain/location.js';
import { Locations } from '../domain/locations.js';

/** Color and logo of everything a location prints; what is on paper already stays as it is. */
@Act({ title: 'Set the look of papers', needs: 'settings.edit' })
export class SetPaperLook {
  locationId!: string;
  @VersionField() version!: number;
  /** `#rrggbb`; empty: the product's own. */
  @TextField({ label: 'Color', most: 20, optional: true }) paperColor?: string;
  @FlagField() withoutLogo!: boolean;
  /** Its file is kept before; left out: the logo stays. */
  logo?: Logo | undefined;

  constructor(fields: Partial<SetPaperLook> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SetPaperLook)
export class SetPaperLookHandler implements ICommandHandler<SetPaperLook> {
  constructor(private readonly locations: Locations) {}

  async execute({ locationId, version, paperColor = '', withoutLogo = false, logo }: SetPaperLook): Promise<{ locationId: string }> {
    const location = await this.locations.one(locationId);
    await this.locations.expectVersion(location, version);
    location.dress(paperColor, withoutLogo ? null : logo);
    return { locationId };
  }
}
