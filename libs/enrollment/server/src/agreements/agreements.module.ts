import { Module } from '@nestjs/common';
import { webhookEvents } from '@tandem/webhooks-server';
import { ActivateProgram } from '../activation/activate-program';
import { EachByItself } from '../by-file/each-by-itself';
import { AgreementLinks } from './agreement-links';
import { AgreementPageController } from './agreement-page.controller';
import { AgreementTemplatesController } from './agreement-templates.controller';
import { agreementWebhooks } from './agreement.webhooks';
import { AgreementsController } from './agreements.controller';
import { ComplianceController } from './compliance.controller';
import { ImportSignature } from './import-signature';
import { ImportSignatures } from './import-signatures';
import { PublishAgreement } from './publish-agreement';
import { ResellerStatus } from './reseller-status';
import { SignAgreement } from './sign-agreement';

/** Agreements in the api: versions, documents, signatures, and what providers may ask about them. */
@Module({
  controllers: [AgreementsController, AgreementTemplatesController, AgreementPageController, ComplianceController],
  providers: [ActivateProgram, AgreementLinks, EachByItself, ImportSignature, ImportSignatures, PublishAgreement, ResellerStatus, SignAgreement, ...webhookEvents(agreementWebhooks)],
})
export class AgreementsModule {}
