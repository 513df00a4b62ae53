import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { askTrunk } from '../../n8n/http/askTrunk';
import { orThrow } from '../../n8n/items/errors';
import { download } from '../../n8n/http/download';
import type { Recording, Recordings } from '../../domain/trunk/provider';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { callUuidField } from '../properties/common';
import { readCallUuid } from './readCallUuid';
import { requireOperation } from './requireOperation';
import type { Operation } from './operation';

const showOnlyForGetRecording = { show: { resource: ['recording'], operation: ['get'] } };

/** By MIME type, the usual endings of the formats that trunks record in. */
const ENDINGS: Readonly<Record<string, string>> = Object.freeze({
	'audio/wav': 'wav',
	'audio/mpeg': 'mp3',
	'audio/mp3': 'mp3',
	'audio/ogg': 'ogg',
	'audio/x-wav': 'wav',
	'audio/mp4': 'm4a',
	'audio/webm': 'webm',
});

/** A type that is not one of these could be anything that the trunk repeats, so it does not get into the item. */
const readMimeType = (contentType = 'audio/wav'): string =>
	Object.hasOwn(ENDINGS, contentType) ? contentType : 'application/octet-stream';

async function bytesOf(
	context: IExecuteFunctions,
	trunk: Trunk,
	recording: Recording,
	itemIndex: number,
): Promise<Buffer> {
	if (recording.kind === 'content') return Buffer.from(recording.base64, 'base64');
	if (recording.kind === 'url') return await download(context, trunk, recording.url, itemIndex);
	return Buffer.from(
		(await askTrunk(context, trunk, { method: 'GET', path: recording.path }, itemIndex, { binary: true })) as Buffer,
	);
}

async function recordingsOf(
	context: IExecuteFunctions,
	trunk: Trunk,
	callUuid: string,
	itemIndex: number,
): Promise<Recordings> {
	const { request, read, absentStatus } = requireOperation(context, trunk, 'recording', 'recordings', itemIndex);
	const body = await askTrunk(context, trunk, request(callUuid, trunk.settings), itemIndex, { absentStatus });
	if (body === undefined) return { kind: 'recordings', ready: [], isPending: false };
	return orThrow(context, read(body, trunk.settings), itemIndex);
}

export const getRecording: Operation = {
	properties: [
		callUuidField(showOnlyForGetRecording),
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the output binary field to put the file in',
			displayOptions: showOnlyForGetRecording,
		},
	],
	async run(context, trunk, itemIndex) {
		const callUuid = readCallUuid(context, itemIndex);
		const { ready, isPending } = await recordingsOf(context, trunk, callUuid, itemIndex);
		const shared = { callUuid, provider: trunk.provider.id };
		if (ready.length === 0) return [{ json: { ...shared, recordingStatus: isPending ? 'pending' : 'absent' } }];
		const binaryPropertyName = context.getNodeParameter('binaryPropertyName', itemIndex) as string;
		const items: INodeExecutionData[] = [];
		for (const [index, recording] of ready.entries()) {
			const bytes = await bytesOf(context, trunk, recording, itemIndex);
			const mimeType = readMimeType(recording.contentType);
			const fileName = `${callUuid}${index === 0 ? '' : `-${index + 1}`}.${ENDINGS[mimeType] ?? 'bin'}`;
			const data = await context.helpers.prepareBinaryData(bytes, fileName, mimeType);
			const json = { ...shared, recordingStatus: 'ready', mimeType, fileSizeBytes: bytes.length };
			items.push({ json, binary: { [binaryPropertyName]: data } });
		}
		return items;
	},
};
