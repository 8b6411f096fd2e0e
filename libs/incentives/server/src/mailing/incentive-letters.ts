import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Incentive } from '@tandem/incentives-domain';
import { Clock } from '@tandem/platform-kernel';
import { Batch, Config } from '@tandem/platform-server';
import type { DeliveryRow } from '@tandem/platform-server';
import { blockOf, readAddressees } from './addressees';
import type { Addressee } from './addressees';
import { incentivePath } from './incentive.mail';
import type { IncentiveMail } from './incentive.mail';

/** An incentive and to whom its mails go, as both stand now. */
interface Letter {
  readonly incentive: Incentive;
  readonly to: Addressee;
}

async function readLetters(em: EntityManager, ids: readonly string[]): Promise<(Letter | undefined)[]> {
  const fork = em.fork();
  const incentives = new Map((await fork.find(Incentive, { id: { $in: [...ids] } })).map((incentive) => [incentive.id, incentive]));
  const addressees = await readAddressees(fork, ids);
  return ids.map((id) => {
    const [incentive, to] = [incentives.get(id), addressees.get(id)];
    return incentive && to ? { incentive, to } : undefined;
  });
}

/** What a mail is written from, looked up at the moment of sending (INC-02, INC-03): mails of the same moment share one look. */
@Injectable()
export class IncentiveLetters {
  private readonly letters = new Batch<string, Letter | undefined>((ids) => readLetters(this.em, ids));

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Undefined when the mail is not to go out any more, or not to this address: the sweep then orders it to the one that counts now. */
  async of(delivery: DeliveryRow): Promise<IncentiveMail | undefined> {
    const letter = await this.letters.add(delivery.subject.id);
    const now = this.clock.now();
    if (!letter?.incentive.awaits(delivery.id, now)) return undefined;
    const { incentive, to } = letter;
    if (blockOf(to) !== undefined || to.email?.toLowerCase() !== delivery.recipient.toLowerCase()) return undefined;
    const url = this.config.get('PUBLIC_URL') + incentivePath(incentive.program);
    return { incentive, to, recipient: delivery.recipient, locale: delivery.locale, url, sender: this.config.get('INCENTIVE_SENDER'), footer: this.config.get('MAIL_FOOTER'), now };
  }
}
