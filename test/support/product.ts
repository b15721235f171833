import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { actAs, systemActor } from '../../src/platform/actor.js';
import { Commands } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { JsonLog } from '../../src/platform/json-log.js';
import { CONFIG } from '../../src/platform/platform.module.js';
import { setUpWeb, webAdapter } from '../../src/platform/web/set-up-web.js';

/** The whole product in this process, listening on a port of its own. */
export interface Product {
  app: NestFastifyApplication;
  database: Database;
  commands: Commands;
  address: string;
  run<T>(command: object): Promise<T>;
  close(): Promise<void>;
}

export async function openProduct(config: Config): Promise<Product> {
  const module = await Test.createTestingModule({ imports: [AppModule] }).overrideProvider(CONFIG).useValue(config).compile();
  const app = module.createNestApplication<NestFastifyApplication>(webAdapter(), { logger: false, bodyParser: false });
  app.get(JsonLog).write = () => undefined;
  await setUpWeb(app);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  const [database, commands] = [app.get(Database), app.get(Commands)];
  return {
    app, database, commands, address: `http://127.0.0.1:${port}`,
    run: (command) => actAs(systemActor('system:bench'), () => commands.execute(command, { submission: newId() })),
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}
