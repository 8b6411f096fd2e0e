import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { agreementTemplateTimeline, compareAgreement, diffAgreementTemplate, getAgreementTemplate, listAgreementTemplates, publishAgreement } from '@tandem/enrollment-contract';
import { AgreementTemplate, marketOf } from '@tandem/enrollment-domain';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { CurrentActor, Endpoint, Input, timelinePage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { findTemplate, subjectOfTemplate } from './agreement-versions';
import { comparison } from './compare-agreement';
import { templatesPage, templateView } from './list-templates';
import { PublishAgreement } from './publish-agreement';

/** The versions of agreements as the operator keeps them: published once, never changed (SM-4). */
@Controller()
export class AgreementTemplatesController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly publishing: PublishAgreement,
  ) {}

  @Endpoint(listAgreementTemplates)
  list(@Input() input: InputOf<typeof listAgreementTemplates>): Promise<AnswerOf<typeof listAgreementTemplates>> {
    return templatesPage(this.em, input, this.clock.now());
  }

  @Endpoint(publishAgreement)
  async publish(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof publishAgreement>): Promise<AnswerOf<typeof publishAgreement>> {
    const { effectiveFrom, ...given } = body;
    const templateId = await this.publishing.run(actor, { ...given, ...(effectiveFrom === undefined ? {} : { effectiveFrom: new Date(effectiveFrom) }) });
    return this.get(actor, { params: { templateId } });
  }

  @Endpoint(compareAgreement)
  async compare(@Input() { body }: InputOf<typeof compareAgreement>): Promise<AnswerOf<typeof compareAgreement>> {
    const newest = await this.em.findOne(AgreementTemplate, { agreementType: body.agreementType }, { orderBy: { versionRank: 'desc' } });
    return comparison(this.em, { documents: body.documents, market: marketOf(body) }, newest);
  }

  @Endpoint(getAgreementTemplate)
  async get(@CurrentActor() actor: Actor, @Input() { params }: { params: InputOf<typeof getAgreementTemplate>['params'] }): Promise<AnswerOf<typeof getAgreementTemplate>> {
    return templateView(this.em, await findTemplate(this.em, actor, params.templateId), this.clock.now());
  }

  @Endpoint(diffAgreementTemplate)
  async diff(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof diffAgreementTemplate>): Promise<AnswerOf<typeof diffAgreementTemplate>> {
    const template = await findTemplate(this.em, actor, params.templateId);
    const before = await this.em.findOne(AgreementTemplate, { agreementType: template.agreementType, versionRank: template.versionRank - 1 });
    return comparison(this.em, { documents: template.documents, market: template }, before);
  }

  @Endpoint(agreementTemplateTimeline)
  async timeline(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof agreementTemplateTimeline>): Promise<AnswerOf<typeof agreementTemplateTimeline>> {
    const { id } = await findTemplate(this.em, actor, input.params.templateId);
    return timelinePage(this.em, { subject: subjectOfTemplate(id), organisationId: actor.organisationId, path: `/agreementtemplates/${id}/timeline` }, input);
  }
}
