/** Providers of mail for everybody: an address there says nothing about an organisation (ENR-08). The best known ones. */
export const WEB_MAIL: ReadonlySet<string> = new Set([
  ...['aol.com', 'arcor.de', 'bluewin.ch', 'btinternet.com', 'free.fr', 'freenet.de', 'gmail.com', 'gmx.at', 'gmx.ch', 'gmx.com', 'gmx.de', 'gmx.net'],
  ...['googlemail.com', 'hotmail.com', 'hotmail.co.uk', 'hotmail.de', 'hotmail.fr', 'hushmail.com', 'icloud.com', 'laposte.net', 'libero.it', 'live.com'],
  ...['live.de', 'mac.com', 'mail.com', 'mail.de', 'mail.ru', 'mailbox.org', 'me.com', 'msn.com', 'orange.fr', 'outlook.com', 'outlook.de', 'posteo.de'],
  ...['proton.me', 'protonmail.com', 'qq.com', 'sfr.fr', 't-online.de', 'tutanota.com', 'virgilio.it', 'wanadoo.fr', 'web.de', 'yahoo.co.uk', 'yahoo.com'],
  ...['yahoo.de', 'yahoo.fr', 'yandex.com', 'yandex.ru', 'ymail.com', 'zoho.com'],
]);
