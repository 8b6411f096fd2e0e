import { MikroOrmModule } from '@mikro-orm/nestjs';
import { EntityManager, PostgreSqlDriver } from '@mikro-orm/postgresql';
import { Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config';
import type { ConfigValues } from '../config/config';
import type { DatabasePart } from './database-part';
import { ormOptions } from './orm-options';

/** The settings and the database, for api and worker alike. */
@Module({})
export class DatabaseModule implements OnModuleInit {
  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  /** `as`: whether statements outside of any scope see nothing (`app`, the standard) or every organisation's rows (`worker`). */
  static forRoot({ config, parts, pool, as = 'app' }: { config: ConfigValues; parts: readonly DatabasePart[]; pool?: number; as?: 'app' | 'worker' }): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        MikroOrmModule.forRootAsync({
          driver: PostgreSqlDriver,
          useFactory: () => ({ ...ormOptions({ url: config.DATABASE_URL, parts, as, ...(pool ? { pool } : {}) }), autoLoadEntities: false, registerRequestContext: false }),
        }),
      ],
      providers: [{ provide: Config, useValue: new Config(config) }],
      exports: [Config],
    };
  }

  /** A superuser, or a role that bypasses policies, would make every wall in the database a picture of a wall. */
  async onModuleInit(): Promise<void> {
    const [role] = await this.em.fork().execute<{ name: string; unbound: boolean }[]>(
      'select rolname as name, rolsuper or rolbypassrls as unbound from pg_roles where rolname = current_user',
    );
    if (!role || role.unbound) throw new Error(`The database role ${role?.name ?? 'unknown'} is not bound by policies; api and worker must act as tandem_app`);
  }
}
