import { ConfigError, describeConfig, loadConfig } from './load-config';

const enough = {
  DATABASE_URL: 'postgres://localhost/tandem',
  REDIS_URL: 'redis://localhost',
  SMTP_URL: 'smtp://localhost',
  MAIL_FROM: 'no-reply@tandem.example',
  LINK_KEYS: 'k'.repeat(32),
  SESSION_KEYS: 's'.repeat(32),
};

describe('loadConfig', () => {
  it('takes an address of this installation with or without a slash at its end', () => {
    expect(['https://tandem.example/', 'https://tandem.example/partners//'].map((PUBLIC_URL) => loadConfig({ ...enough, PUBLIC_URL }).PUBLIC_URL)).toEqual(['https://tandem.example', 'https://tandem.example/partners']);
  });

  it('fills in the documented defaults', () => {
    const config = loadConfig(enough);
    expect([config.PORT, config.INVITATION_DAYS, config.SANDBOX]).toEqual([3000, 30, false]);
  });

  it('lists all faults at once and shows no secret', () => {
    const faulty = () => loadConfig({ ...enough, PORT: 'many', LINK_KEYS: 'short', DATABASE_URL: '' });
    expect(faulty).toThrow(ConfigError);
    expect(faulty).toThrow(/PORT: got "many".*\n.*DATABASE_URL: got nothing.*\n.*LINK_KEYS: got a value that is not shown/);
  });

  it('refuses addresses of something else and proxies that are none, all at once', () => {
    const faulty = () => loadConfig({ ...enough, DATABASE_URL: 'mysql://db/tandem', REDIS_URL: 'http://redis', SMTP_URL: 'postgres://mail', TRUST_PROXY: 'yes' });
    expect(faulty).toThrow(/TRUST_PROXY[^\n]*\n[^\n]*DATABASE_URL[^\n]*\n[^\n]*REDIS_URL[^\n]*\n[^\n]*SMTP_URL/);
    expect(() => loadConfig({ ...enough, TRUST_PROXY: '10.0.0.0/33' })).toThrow(ConfigError);
  });

  it.each(['true', 'false', '2', '10.0.0.1', '10.0.0.0/8, fd00::/8', 'loopback'])('trusts proxies named as %s', (value) => {
    const urls = { DATABASE_URL: 'postgresql://db/tandem', REDIS_URL: 'rediss://redis', SMTP_URL: 'smtps://mail' };
    expect(loadConfig({ ...enough, ...urls, TRUST_PROXY: value }).TRUST_PROXY).toBe(value);
  });

  it('TIM-05: refuses an invitation later than 30 days, and reminders outside of them or twice', () => {
    const late = () => loadConfig({ ...enough, INCENTIVE_INVITE_DELAY_DAYS: '31', REMINDER_DAYS: '7,31' });
    expect(late).toThrow(/INCENTIVE_INVITE_DELAY_DAYS: got "31"[^\n]*\n[^\n]*REMINDER_DAYS: got "7,31"/);
    expect(() => loadConfig({ ...enough, INCENTIVE_INVITE_DELAY_DAYS: '-1' })).toThrow(ConfigError);
    expect(() => loadConfig({ ...enough, REMINDER_DAYS: '7,7' })).toThrow(/each day once/);
    expect(() => loadConfig({ ...enough, REMINDER_DAYS: 'never' })).toThrow(ConfigError);
    expect([loadConfig(enough).REMINDER_DAYS, loadConfig({ ...enough, REMINDER_DAYS: '28, 7' }).REMINDER_DAYS, loadConfig({ ...enough, REMINDER_DAYS: 'off' }).REMINDER_DAYS]).toEqual([[7, 14, 21, 28], [7, 28], []]);
    expect(loadConfig({ ...enough, INCENTIVE_INVITE_DELAY_DAYS: '30' }).INCENTIVE_INVITE_DELAY_DAYS).toBe(30);
  });

  it('ENR-08: reads more web-mail domains in the form they are looked up in, and refuses what is none', () => {
    const given = (WEBMAIL_DOMAINS: string) => loadConfig({ ...enough, WEBMAIL_DOMAINS }).WEBMAIL_DOMAINS;
    expect(given(' HausMail.de, bücherpost.at,postbote.*,')).toEqual(['hausmail.de', 'xn--bcherpost-q9a.at', 'postbote.*']);
    expect(loadConfig(enough).WEBMAIL_DOMAINS).toEqual([]);
    for (const wrong of ['hausmail', '*', '*.de', 'a@hausmail.de', 'https://hausmail.de', 'haus mail.de']) expect(() => given(wrong)).toThrow(/WEBMAIL_DOMAINS: got/);
  });

  it('SEC-02: takes an outside issuer only with its client, and without TLS only on this machine', () => {
    const client = { OIDC_CLIENT_ID: 'tandem', OIDC_CLIENT_SECRET: 'its secret' };
    expect(() => loadConfig({ ...enough, OIDC_ISSUER: 'https://id.example' })).toThrow(/OIDC_CLIENT_ID[^\n]*\n[^\n]*OIDC_CLIENT_SECRET/);
    expect(() => loadConfig({ ...enough, ...client, OIDC_ISSUER: 'http://id.example' })).toThrow(/OIDC_ISSUER/);
    expect(() => loadConfig({ ...enough, ...client, OIDC_ISSUER: 'http://localhost.id.example' })).toThrow(/OIDC_ISSUER/);
    expect(loadConfig({ ...enough, ...client, OIDC_ISSUER: 'https://id.example' })).toMatchObject({ OIDC_TENANT_CLAIM: 'tid', REQUIRE_MFA: false });
    expect(loadConfig({ ...enough, ...client, OIDC_ISSUER: 'http://127.0.0.1:4000' }).OIDC_ISSUER).toBe('http://127.0.0.1:4000');
  });

  it('has no default for a secret', () => {
    const secrets = describeConfig().filter(({ name }) => /KEYS|SECRET|TOKEN/.test(name));
    expect(secrets.map(({ standard }) => standard)).toEqual(secrets.map(() => ''));
  });
});
