import { readWorkflow } from '../../../../scripts/demo/setUpDemo';
import type { WorkflowFile } from '../../../../tooling/n8n/types';

interface Assignment {
	name: string;
	value: unknown;
}

/** A shipped workflow with values of its Settings node changed, which is all that a person edits in it. */
export function withSettings(file: string, values: Readonly<Record<string, unknown>>): WorkflowFile {
	const workflow = readWorkflow(`${file}.json`);
	const left = new Map(Object.entries(values));
	const nodes = workflow.nodes.map((node) => {
		if (node.name !== 'Settings') return node;
		const { assignments } = (node.parameters as { assignments: { assignments: Assignment[] } }).assignments;
		const changed = assignments.map((one) => {
			const name = one.name.replace('settings.', '');
			if (!left.has(name)) return one;
			const value = left.get(name);
			left.delete(name);
			return { ...one, value: Array.isArray(value) ? JSON.stringify(value) : value };
		});
		return { ...node, parameters: { ...node.parameters, assignments: { assignments: changed } } };
	});
	if (left.size > 0) throw new Error(`${file} has no setting ${[...left.keys()].join(', ')}`);
	return { ...workflow, nodes };
}
