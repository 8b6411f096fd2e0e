/** A text file as it was read. */
export interface DecodedText {
  readonly text: string;
  /** Label of the Encoding Standard. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
}

const SAMPLE = 4096;

/** Zero bytes at even and at odd places: western text in UTF-16 has them nearly everywhere at one of the two. */
function zeros(bytes: Uint8Array): { even: number; odd: number; half: number } {
  const sample = bytes.subarray(0, SAMPLE);
  let [even, odd] = [0, 0];
  for (const [at, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  return { even, odd, half: sample.length / 2 };
}

function encodingOf(bytes: Uint8Array): DecodedText['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const { even, odd, half } = zeros(bytes);
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le';
  if (even > half * 0.6 && odd < half * 0.1) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/**
 * The text of a file that does not say how it is encoded: by its byte order mark, else UTF-16 by its zero bytes, else UTF-8 when it is
 * valid, else Windows-1252, as spreadsheets of western Europe write it. Never fails; the mark is taken off.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}
