import 'reflect-metadata';
import { MikroORM } from '@mikro-orm/postgresql';
import { createOperator } from '@tandem/identity-server';
import { DomainError, SystemClock } from '@tandem/platform-kernel';
import { ormOptions, platformDatabase, settingsOfProcess } from '@tandem/platform-server';
import * as z from 'zod';
import { CONTEXTS } from './contexts';

/** Makes an operator: `node dist/apps/api/operator.js create <email>`, as the database's owner. The password is shown this once. */
async function create(email: string): Promise<number> {
  const { DATABASE_URL: url } = settingsOfProcess();
  const orm = await MikroORM.init(ormOptions({ url, parts: [platformDatabase, ...CONTEXTS.map(({ database }) => database)], as: 'owner', pool: 2 }));
  try {
    const { userName, password } = await orm.em.fork().transactional((em) => createOperator(em, new SystemClock(), email));
    process.stdout.write(`Operator ${userName}\nPassword ${password}\nIt is shown only now and has to be changed when signing in.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof DomainError) || error.reason !== 'EMAIL_TAKEN') throw error;
    process.stderr.write(`${email} belongs to somebody already.\n`);
    return 1;
  } finally {
    await orm.close(true);
  }
}

const [command, email] = process.argv.slice(2);
if (command !== 'create' || !z.email().safeParse(email).success) {
  process.stderr.write('Usage: npm run operator -- create <email>\n');
  process.exit(2);
}
try {
  process.exitCode = await create(email ?? '');
} catch (error) {
  process.stderr.write(`The operator could not be made: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
