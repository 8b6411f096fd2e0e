/**
 * Providers of web-mail, as registrable domains; `*` stands for any public suffix (ENR-08). The first two lines are the rule's own list, the rest
 * are providers that partners of all regions are likely to try. The lists that can be had as packages also name companies that provide mail
 * beside other things; their people would be refused with no way out, while what is missing here an operator adds (`WEBMAIL_DOMAINS`).
 */
export const WEB_MAIL_DOMAINS = `
gmail.com googlemail.com yahoo.* ymail.com rocketmail.com icloud.com me.com mac.com
aol.* aim.com outlook.* hotmail.* live.* msn.com
gmx.* web.de t-online.de freenet.de arcor.de posteo.de mailbox.org email.de aon.at bluewin.ch hispeed.ch
proton.me protonmail.* pm.me tutanota.* tutamail.com tuta.io fastmail.* hushmail.* hey.com mail.com zohomail.* yandex.* ya.ru mail.ru rambler.ru
laposte.net wanadoo.fr free.fr libero.it virgilio.it tiscali.it seznam.cz wp.pl onet.pl interia.pl o2.pl telenet.be skynet.be
btinternet.com comcast.net sbcglobal.net bellsouth.net att.net cox.net earthlink.net
uol.com.br bol.com.br terra.com.br rediffmail.com qq.com foxmail.com 163.com 126.com yeah.net sina.com naver.com daum.net hanmail.net
`
  .trim()
  .split(/\s+/);
