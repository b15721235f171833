import { Injectable } from '@nestjs/common';
import { aggregateMap } from '../../platform/aggregate-map.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { AccessAskedAlready, AccessRequest } from '../domain/access-request.js';
import { AccessRequests } from '../domain/access-requests.js';
import { AccessRequestHolderRow, AccessRequestRow } from './access-request.rows.js';

export const accessRequestMap = aggregateMap<AccessRequest>({
  type: 'access-request',
  root: AccessRequestRow,
  children: { holders: AccessRequestHolderRow },
  parent: 'requestId',
  from: AccessRequest.from,
  locations: ({ root, holders }) => [root.locationId, ...holders.map(({ locationId }) => locationId)],
  constraints: { uq_access_requests_open: () => new AccessAskedAlready() },
});

@Injectable()
export class SequelizeAccessRequests extends AccessRequests {
  constructor(private readonly unit: UnitOfWork) {
    super();
  }

  override one(id: string): Promise<AccessRequest> {
    return this.unit.one(accessRequestMap, id);
  }

  override add(request: AccessRequest): void {
    this.unit.add(accessRequestMap, request);
  }
}
