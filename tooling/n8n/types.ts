/** The parts of n8n's REST answers that are read here. */
export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	webhookId?: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[other: string]: unknown;
}

export interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	[other: string]: unknown;
}

export interface Workflow extends WorkflowFile {
	id: string;
	versionId: string;
	active: boolean;
}

export interface Credential {
	id: string;
	name: string;
	type: string;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

export type ColumnType = 'string' | 'number' | 'boolean' | 'date';
export type DataTableRow = Record<string, string | number | boolean | null>;

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	workflowName: string;
	mode: string;
	status: 'new' | 'running' | 'success' | 'error' | 'crashed' | 'canceled' | 'waiting';
	createdAt: string;
	/** `null` until it has begun. */
	startedAt: string | null;
	stoppedAt: string | null;
}

interface OutputItem {
	json: Record<string, unknown>;
	error?: { message: string; description?: string | null };
}

/** One run of one node. */
export interface NodeRun {
	executionStatus: string;
	executionTime: number;
	error?: { message: string; description?: string | null };
	hints?: Array<{ message: string }>;
	/** Items by output index; `null` for an output that got none. */
	data?: { main: Array<OutputItem[] | null> };
}

export interface Execution extends ExecutionSummary {
	lastNodeExecuted?: string;
	error?: { message: string; description?: string | null };
	/** By node name. */
	runData: Record<string, NodeRun[]>;
}
