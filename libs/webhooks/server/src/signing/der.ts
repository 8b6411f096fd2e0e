const bytesOf = (length: number): number[] => {
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return bytes;
};

/** One value in DER (ITU-T X.690): tag, length, content. */
export function der(tag: number, ...content: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part)));
  const length = body.length < 0x80 ? [body.length] : [0x80 | bytesOf(body.length).length, ...bytesOf(body.length)];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

export const sequence = (...content: readonly Buffer[]): Buffer => der(0x30, ...content);
export const set = (...content: readonly Buffer[]): Buffer => der(0x31, ...content);
export const utf8 = (text: string): Buffer => der(0x0c, text);
export const octets = (content: Buffer): Buffer => der(0x04, content);
export const yes = der(0x01, Buffer.from([0xff]));
export const nothing = der(0x05);

/** A number that is not negative, from its bytes. */
export const integer = (bytes: Buffer): Buffer => der(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);

/** Bits; `unused` of the last byte do not count. */
export const bits = (content: Buffer, unused = 0): Buffer => der(0x03, Buffer.from([unused]), content);

/** An object identifier such as `2.5.4.3`. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const groups = [first * 40 + second, ...rest].map((part) => {
    const digits = [part & 0x7f];
    for (let high = part >>> 7; high > 0; high >>>= 7) digits.unshift((high & 0x7f) | 0x80);
    return Buffer.from(digits);
  });
  return der(0x06, ...groups);
}

/** An instant to the second, as certificates write it: two digits of the year until 2049. */
export function instant(at: Date): Buffer {
  const text = `${at.toISOString().replaceAll(/[-:T]|\.\d+/g, '')}`;
  return at.getUTCFullYear() < 2050 ? der(0x17, text.slice(2)) : der(0x18, text);
}
