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
  it('fills in the documented defaults', () => {
    const config = loadConfig(enough);
    expect([config.PORT, config.INVITATION_DAYS, config.SANDBOX]).toEqual([3000, 30, false]);
  });

  it('lists all faults at once and shows no secret', () => {
    const faulty = () => loadConfig({ ...enough, PORT: 'many', LINK_KEYS: 'short', DATABASE_URL: '' });
    expect(faulty).toThrow(ConfigError);
    expect(faulty).toThrow(/PORT: got "many".*\n.*DATABASE_URL: got nothing.*\n.*LINK_KEYS: got a value that is not shown/);
  });

  it('has no default for a secret', () => {
    const secrets = describeConfig().filter(({ name }) => /KEYS|SECRET|TOKEN/.test(name));
    expect(secrets.map(({ standard }) => standard)).toEqual(secrets.map(() => ''));
  });
});
