import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AwaitedEventPublisher } from './awaited-event-publisher.js';
import { Clock } from './clock.js';
import { Commands } from './commands.js';
import { ensureDataDir, readConfig } from './config.js';
import { ControlSocket } from './control-socket.js';
import { Database } from './database/database.js';
import { Reader } from './database/reader.js';
import { Leases } from './leases.js';
import { Numbers } from './numbers.js';
import { OutsideTrail } from './outside-trail.js';
import { UnitOfWork } from './unit-of-work.js';

export const CONFIG = 'ledgerline:config';

/** Everything a module may build on; it knows no module. */
@Global()
@Module({
  imports: [CqrsModule.forRoot({ rethrowUnhandled: true })],
  providers: [
    { provide: CONFIG, useFactory: () => readConfig() },
    {
      provide: Database,
      inject: [CONFIG],
      useFactory: (config: ReturnType<typeof readConfig>) => {
        ensureDataDir(config);
        return Database.open(config);
      },
    },
    Reader, UnitOfWork, Commands, AwaitedEventPublisher, Numbers, OutsideTrail, Leases, Clock, ControlSocket,
  ],
  exports: [CqrsModule, CONFIG, Database, Reader, UnitOfWork, Commands, Numbers, OutsideTrail, Leases, Clock, ControlSocket],
})
export class PlatformModule {}
