import { Injectable } from '@nestjs/common';
import { KnownOrganization } from '../application/known-organization.js';
import { OrganizationQueries } from './locations.queries.js';

@Injectable()
export class StoredOrganization extends KnownOrganization {
  constructor(private readonly organizations: OrganizationQueries) {
    super();
  }

  async name(): Promise<string | undefined> {
    return (await this.organizations.get())?.name;
  }
}
