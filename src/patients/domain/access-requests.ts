import type { AccessRequest } from './access-request.js';

export abstract class AccessRequests {
  abstract one(id: string): Promise<AccessRequest>;
  abstract add(request: AccessRequest): void;
}
