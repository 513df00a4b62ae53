import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../workflows');

export interface Node {
	id: string;
	name: string;
	type: string;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string }>;
	onError?: string;
	webhookId?: string;
}
type Wire = { node: string; type: string; index: number };
export interface File {
	file: string;
	name: string;
	nodes: Node[];
	connections: Record<string, { main: Wire[][] }>;
	settings: { executionTimeout?: number };
	text: string;
}

export const STICKY = 'n8n-nodes-base.stickyNote';

/** Every shipped workflow; the demo's two are read as well, since the same rules hold for them. */
export const files: File[] = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => {
		const text = readFileSync(join(FOLDER, file), 'utf8');
		return { ...(JSON.parse(text) as Omit<File, 'file' | 'text'>), file, text };
	});

/** The node types that start an execution. */
export const isTrigger = ({ type }: Node): boolean => /Trigger$|\.webhook$/.test(type);

export const wiresOf = ({ connections }: File): Array<Wire & { from: string; output: number }> =>
	Object.entries(connections).flatMap(([from, { main }]) =>
		main.flatMap((wires, output) => (wires ?? []).map((wire) => ({ ...wire, from, output }))),
	);
