import { html, icon } from '@tandem/platform-server';
import type { Html, PageLocale } from '@tandem/platform-server';
import { CAST, SANDBOX_PASSWORD } from '../sandbox/cast.data';
import type { SignInWords } from './sign-in.words';

const FACES = [
  ['op1@ops.example', { en: 'Program operator', de: 'Programmbetreiber' }],
  ['ga@nordwind.example', { en: 'Indirect provider', de: 'Indirekter Anbieter' }],
  ['ga@alpenblick.example', { en: 'Indirect reseller', de: 'Indirekter Wiederverkäufer' }],
  ['ga@lagune.example', { en: 'Reseller, not enrolled yet', de: 'Wiederverkäufer, noch nicht registriert' }],
  ['ga@keller.example', { en: 'Direct bill', de: 'Direktabrechnung' }],
  ['ga@meier.example', { en: 'Direct bill, marked', de: 'Direktabrechnung, vorgemerkt' }],
  ['ga@hafen2.example', { en: 'Customer', de: 'Kunde' }],
] as const;

const organisationAt = (email: string) => CAST.find(({ domain }) => email.endsWith(`@${domain}`))?.name;

/** The sandbox's people beside the sign-in form: one click signs in as any of them. */
export const castBeside =
  ({
    locale,
    path,
    now,
    mailWebPort,
    publicUrl,
  }: {
    locale: PageLocale;
    path: string;
    now: Date;
    mailWebPort: number;
    publicUrl: string;
  }) =>
  (words: SignInWords): Html => {
    const inbox = Object.assign(new URL(publicUrl), { protocol: 'http:', port: String(mailWebPort), pathname: '/' }).toString();
    const use = (email: string): Html =>
      html`<button class="btn xs act" name="as" value="${email}" aria-label="${words.useAs(email)}">${words.use}</button>`;
    const rows = FACES.map(
      ([email, label]) =>
        html`<tr><td class="b">${label[locale]}</td><td>${organisationAt(email)}</td><td class="mono">${email}</td><td>${use(email)}</td></tr>`,
    );
    const all = CAST.filter(({ people }) => people.length > 0).map(
      ({ name, domain, people }) =>
        html`<p class="sm gap1"><span class="b">${name}</span> ${people.map(({ local }) => html`<button class="btn xs act" name="as" value="${local}@${domain}">${local}@</button>`)}</p>`,
    );
    const time = new Intl.DateTimeFormat(locale === 'de' ? 'de' : 'en-GB', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'UTC',
    }).format(now);
    return html`<div class="row"><h2 class="h2" id="cast">${words.sandboxTitle}</h2><span class="pill info">${icon('clock')}${words.sandbox}</span><span class="sm t2 end">${time} UTC</span></div>
<p class="sm t2">${words.sandboxPassword} <span class="mono t1">${SANDBOX_PASSWORD}</span>. ${words.sandboxMails} <a href="${inbox}">${words.sandboxInbox(mailWebPort)}</a>, ${words.sandboxNobody}</p>
<form method="post" action="${path}" class="gap2"><table class="cast"><thead><tr><th scope="col">${words.role}</th><th scope="col">${words.organisation}</th><th scope="col">${words.address}</th><th scope="col"><span class="vh">${words.use}</span></th></tr></thead><tbody>${rows}</tbody></table>
<details class="gap2"><summary class="sm">${words.everybody(CAST.length)}</summary>${all}</details></form>`;
  };
