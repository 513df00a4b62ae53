import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { PlaceCall } from '../../../nodes/PlaceCall/PlaceCall.node';
import type { CallEvent } from '../../../nodes/domain/call/callEvent';
import { installPbx, pbxSuite } from '../../../tooling/pbx/installPbx';
import { startPbx, type Pbx } from '../../../tooling/pbx/startPbx';
import { startPhones, type Phones } from '../../../tooling/pbx/startPhones';
import type { SipMessage } from '../../../tooling/pbx/sipMessages';
import { waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import { temporaryFolder } from '../../../tooling/process/temporaryFolder';
import { fakeContext } from '../../placeCall/fakeContext';
import { startReceiver, type Receiver } from './receiver';

export interface PbxHarness {
	pbx: Pbx;
	receiver: Receiver;
	/** What the trunk's side is: SIPp, whose numbers choose what happens. */
	carrier: Phones;
	agents: Phones;
	root: string;
	folder: string;
	/** Runs Place Call over real HTTP. */
	run(parameters: IDataObject, credential?: ICredentialDataDecryptedObject): Promise<IDataObject>;
	/** Places a call from +12025550143 and returns its call UUID. */
	place(parameters: IDataObject, credential?: ICredentialDataDecryptedObject): Promise<string>;
	/** Waits for an event of a call. */
	event(callUuid: string, name?: CallEvent['event'], milliseconds?: number): Promise<CallEvent>;
	/** The SIP messages of the leg to a number, in their order. */
	leg(phones: Phones, number: string): SipMessage[];
}

/** Asterisk, a carrier and agents' phones for the tests of one file. */
export function usePbx(): PbxHarness {
	const harness = {} as PbxHarness;
	beforeAll(async () => {
		harness.root = await installPbx(pbxSuite(), () => undefined);
		harness.folder = temporaryFolder('pbx');
		const { root, folder } = harness;
		harness.receiver = await startReceiver(() => harness.pbx.credential);
		harness.carrier = await startPhones(root, folder, 'carrier');
		harness.agents = await startPhones(root, folder, 'agents');
		harness.pbx = await startPbx({
			root,
			folder,
			carrierPort: harness.carrier.port,
			agentPort: harness.agents.port,
			eventUrl: harness.receiver.url,
			secret: harness.receiver.secret,
		});
		process.stderr.write(`${harness.pbx.version}\n`);
	});
	afterAll(async () => {
		await harness.receiver?.stop();
		await releaseAll();
	});
	harness.run = async (parameters, credential = {}) => {
		const context = fakeContext({
			credential: { ...harness.pbx.credential, ...credential },
			credentialId: randomUUID(),
			items: [{}],
			parameters,
		});
		return (await new PlaceCall().execute.call(context))[0][0].json;
	};
	harness.place = async (parameters, credential) =>
		String(
			(await harness.run({ from: '+12025550143', clientReference: randomUUID(), ...parameters }, credential)).callUuid,
		);
	harness.event = async (callUuid, name = 'completed', milliseconds) =>
		await waitUntil(
			`The event ${name} of ${callUuid}`,
			() => harness.receiver.of(callUuid).find(({ event }) => event === name),
			milliseconds,
		);
	harness.leg = (phones, number) => {
		const messages = phones.messages();
		const invite = messages.find(({ line }) => line.startsWith(`INVITE sip:${number}@`));
		return messages.filter(({ callId }) => callId === invite?.callId);
	};
	return harness;
}
