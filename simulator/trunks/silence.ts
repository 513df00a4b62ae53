import type { Answer } from '../http';

const SAMPLE_RATE = 8000;

/** A tenth of a second of nothing: 8 kHz, 16 bit, mono PCM behind the 44 bytes of a RIFF header. */
export function wav(): Buffer {
	const samples = Buffer.alloc(SAMPLE_RATE / 5);
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + samples.length, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(SAMPLE_RATE, 24);
	header.writeUInt32LE(SAMPLE_RATE * 2, 28);
	header.writeUInt16LE(2, 32);
	header.writeUInt16LE(16, 34);
	header.write('data', 36);
	header.writeUInt32LE(samples.length, 40);
	return Buffer.concat([header, samples]);
}

export const silence = (): Answer => ({ status: 200, content: { type: 'audio/wav', bytes: wav() } });
