import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import type { GivenOptions } from '../../simulator/options';
import { startSimulator, type Simulator } from '../../simulator/startSimulator';
import { fakeContext, type FakeRun } from './fakeContext';

export const PARAMETERS: IDataObject = {
	from: '+12025550143',
	to: '+4930123456789',
	seatId: 'seat_0481ab',
	contactId: 'contact-7',
	clientReference: 'contact-7-attempt-1',
};

export interface Harness {
	simulator: Simulator;
	credential: ICredentialDataDecryptedObject;
	/** New for each test, since pace and references belong to a credential. */
	credentialId: string;
	/** Runs Place Call over real HTTP; what is not given is a fitting default. */
	run(change?: Partial<FakeRun>): Promise<INodeExecutionData[]>;
	/** The same with these parameters on top of `PARAMETERS`. */
	place(parameters?: IDataObject, change?: Partial<FakeRun>): Promise<INodeExecutionData[]>;
}

/** A simulated trunk for the tests of one file, empty before each of them. */
export function useTrunk(id = 'unlimCall', options: GivenOptions = {}): Harness {
	const harness = {} as Harness;
	beforeAll(async () => {
		harness.simulator = await startSimulator({ timeScale: 1000, ...options });
		harness.credential = harness.simulator.credentials[id] as ICredentialDataDecryptedObject;
	});
	afterAll(async () => await harness.simulator.stop());
	beforeEach(() => {
		harness.simulator.reset();
		harness.credentialId = randomUUID();
	});
	harness.run = async (change = {}) => {
		const { credential, credentialId } = harness;
		const [items] = await new PlaceCall().execute.call(
			fakeContext({ credential, credentialId, items: [{}], parameters: PARAMETERS, ...change }),
		);
		return items;
	};
	harness.place = async (parameters = {}, change = {}) =>
		await harness.run({ parameters: { ...PARAMETERS, ...parameters }, ...change });
	return harness;
}
