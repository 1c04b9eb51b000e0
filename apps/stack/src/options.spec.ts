import { stackOptions } from './options';

describe('stackOptions', () => {
  it('takes port 3000 and keeps the data unless told otherwise', () => {
    expect(stackOptions('start', [], {})).toEqual({ verb: 'start', reset: false, port: 3000 });
  });

  it('takes the port from PORT', () => {
    expect(stackOptions('sandbox', [], { PORT: '4100' }).port).toBe(4100);
  });

  it('wipes the data with --reset', () => {
    expect(stackOptions('start', ['--reset'], {}).reset).toBe(true);
  });

  it.each(['0', '65536', 'http', '-1', '3000.5'])('refuses `%s` as a port', (PORT) => {
    expect(() => stackOptions('start', [], { PORT })).toThrow(/which is no port/);
  });

  it('refuses an option that it does not know', () => {
    expect(() => stackOptions('start', ['--rest'], {})).toThrow('there is no option `--rest`');
  });
});
