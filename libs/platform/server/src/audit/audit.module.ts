import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller';

/** The routes of the activity log, for the api. */
@Module({ controllers: [AuditController] })
export class AuditModule {}
