import { Body, Controller, Get, Post, Query, type Type } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Act } from '../../src/platform/act.js';
import { ListField, TextField } from '../../src/platform/form-fields.js';
import { UnsafeRoute } from '../../src/platform/web/boot-checks.js';
import { Needs, Public } from '../../src/platform/web/index.js';
import { newDatabase } from '../support/database.js';
import { toyWeb } from '../support/web.js';

class Fine {
  @TextField({ label: 'Name' }) name!: string;
}
class Plain {
  name!: string;
}
class Surprise {
  @TextField({ label: 'Name' }) name!: string;
  @ListField(() => Plain, { label: 'Parts' }) parts!: Plain[];
}
class Deep {
  @ListField(() => Surprise, { label: 'Groups' }) groups!: Surprise[];
}
class HalfRead {
  @TextField({ label: 'Name' }) name!: string;
  @IsOptional() anything!: unknown;
}

@Controller('a')
class Undeclared {
  @Get('open-door') show(): string {
    return '';
  }
}
@Controller()
class Both {
  @Get('both') @Public() @Needs('toy.read') show(): string {
    return '';
  }
}
@Controller()
class Misspelled {
  @Get('misspelled') @Needs('toi.read') show(): string {
    return '';
  }
}
@Controller()
class Anything {
  @Post('anything') @Needs('toy.read') post(@Body() body: object): object {
    return body;
  }
}
@Controller()
class OneField {
  @Post('one') @Needs('toy.read') post(@Body('name') name: string): string {
    return name;
  }
}
@Controller()
class BareClass {
  @Post('bare') @Needs('toy.read') post(@Body() body: Plain): Plain {
    return body;
  }
}
@Controller()
class Nested {
  @Post('nested') @Needs('toy.read') post(@Body() body: Deep): Deep {
    return body;
  }
}
@Controller()
class Unread {
  @Post('unread') @Needs('toy.read') post(@Body() body: HalfRead): HalfRead {
    return body;
  }
}
@Controller()
class LooseQuery {
  @Get('loose') @Needs('toy.read') show(@Query() query: Record<string, string>): object {
    return query;
  }
}
@Controller('fine')
@Needs('toy.read')
class WellBehaved {
  @Get() show(): string {
    return '';
  }

  @Post() @Needs('toy.write') post(@Body() body: Fine): string {
    return body.name;
  }
}

@Act({ title: 'Do what nobody may', needs: 'toi.write' })
class DoWhatNobodyMay {}
@CommandHandler(DoWhatNobodyMay)
class DoWhatNobodyMayHandler {
  execute(): Promise<void> {
    return Promise.resolve();
  }
}

describe('the product does not start', () => {
  async function boot(controller: Type, providers: Type[] = []): Promise<void> {
    const { config, drop } = await newDatabase('sqlite');
    try {
      const web = await toyWeb(config, [controller], providers);
      await web.close();
    } finally {
      await drop();
    }
  }

  test.each<[string, Type, RegExp]>([
    ['with a route that declares no permission', Undeclared, /GET \/a\/open-door \(Undeclared\.show\) declares no permission/],
    ['with a route that is open and closed at once', Both, /GET \/both .* at once/],
    ['with a permission nobody can hold', Misspelled, /GET \/misspelled .*“toi\.read”, which is not in the table/],
    ['with a body that takes anything', Anything, /POST \/anything .* not a class of declared fields/],
    ['with a body of which only one field is taken', OneField, /POST \/one .*only “name” of the body/],
    ['with a body class without fields', BareClass, /POST \/bare .*\(Plain\)/],
    ['with a list of undeclared rows two levels down', Nested, /POST \/nested .*Surprise\.parts holds rows/],
    ['with a field that is validated but not read', Unread, /POST \/unread .*HalfRead\.anything/],
    ['with a query that takes anything', LooseQuery, /GET \/loose .*query/],
  ])('%s', async (_, controller, sentence) => {
    const refused = boot(controller);
    await expect(refused).rejects.toThrow(UnsafeRoute);
    await expect(refused).rejects.toThrow(sentence);
  });

  test('with a command that nobody can have the right to', async () => {
    await expect(boot(WellBehaved, [DoWhatNobodyMayHandler])).rejects.toThrow(/the command do-what-nobody-may needs “toi\.write”, which is not in the table/);
  });

  test('but it does with routes that declare who may come', async () => {
    await expect(boot(WellBehaved)).resolves.toBeUndefined();
  });
});
