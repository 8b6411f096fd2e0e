import { Global, Module } from '@nestjs/common';
import { OrganisationDirectory } from './directory/organisation-directory';

/** What jobs of other contexts need of identity: the directory. */
@Global()
@Module({ providers: [OrganisationDirectory], exports: [OrganisationDirectory] })
export class IdentityWorkerModule {}
