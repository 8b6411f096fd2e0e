import { Controller } from '@nestjs/common';
import { confirmContact, getContactVerification } from '@tandem/enrollment-contract';
import type { ContactVerificationView } from '@tandem/enrollment-contract';
import type { InputOf } from '@tandem/platform-contract';
import { Across, Endpoint, Input } from '@tandem/platform-server';
import { ConfirmContact } from './confirm-contact';
import { ContactQuestion } from './contact-question';

/** What primary contacts are asked, for whoever holds the link (SM-2). */
@Controller()
@Across('personal-link')
export class VerificationsController {
  constructor(
    private readonly question: ContactQuestion,
    private readonly confirming: ConfirmContact,
  ) {}

  @Endpoint(getContactVerification)
  get(@Input() { params }: InputOf<typeof getContactVerification>): Promise<ContactVerificationView> {
    return this.question.of(params.token);
  }

  @Endpoint(confirmContact)
  async confirm(@Input() { params }: InputOf<typeof confirmContact>): Promise<ContactVerificationView> {
    await this.confirming.run(params.token);
    return this.question.of(params.token);
  }
}
