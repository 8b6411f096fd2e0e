import { Global, Module } from '@nestjs/common';
import { OrganisationDirectory } from './directory/organisation-directory';
import { AccountLinks } from './links/account-links';
import { AnswerForgotten } from './links/answer-forgotten.job';
import { InvitePerson, SendPasswordNotice, SendResetLink } from './links/mail-account.job';
import { NoticePassword } from './links/notice-password.job';

const people = [AccountLinks, AnswerForgotten, InvitePerson, NoticePassword, SendPasswordNotice, SendResetLink];

/** Identity's jobs, and what jobs of other contexts need of it: the directory. */
@Global()
@Module({ providers: [OrganisationDirectory, ...people], exports: [OrganisationDirectory] })
export class IdentityWorkerModule {}
