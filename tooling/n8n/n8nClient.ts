import { randomUUID } from 'node:crypto';
import { waitUntil } from '../process/pause';
import { listExecutions } from './listExecutions';
import { Rest } from './rest';
import type {
	ColumnType,
	Credential,
	CredentialTestResult,
	DataTableRow,
	Execution,
	ExecutionSummary,
	Workflow,
	WorkflowFile,
	WorkflowNode,
} from './types';
import { unflatten } from './unflatten';
import { webhookPaths } from './webhookPaths';

export const OWNER = { email: 'demo@example.com', firstName: 'Demo', lastName: 'Owner', password: 'Demo-password-1' };

interface StoredExecution extends ExecutionSummary {
	data: string;
}
interface RunDataOfExecution {
	resultData?: Pick<Execution, 'runData' | 'lastNodeExecuted' | 'error'>;
}

const isOver = ({ status }: ExecutionSummary): boolean => !['new', 'running'].includes(status);

/** Does over HTTP what a person does in the editor. Every method throws UserError with n8n's own words. */
export class N8nClient {
	private readonly rest: Rest;
	private projectId = '';

	constructor(readonly url: string) {
		this.rest = new Rest(url);
	}

	/** Makes the owner of a new n8n, and logs in. */
	async setUpOwner(): Promise<void> {
		await this.rest.post('/owner/setup', OWNER);
		await this.readProject();
	}

	async logIn(): Promise<void> {
		await this.rest.post('/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });
		await this.readProject();
	}

	private async readProject(): Promise<void> {
		this.projectId = (await this.rest.get<{ id: string }>('/projects/personal')).id;
	}

	async createCredential(type: string, name: string, data: Record<string, unknown>): Promise<Credential> {
		return await this.rest.post<Credential>('/credentials', { type, name, data, projectId: this.projectId });
	}

	/** Presses the credential's Retry button: n8n sends the test request of the credential type. */
	async testCredential(credential: Credential): Promise<CredentialTestResult> {
		const { data } = await this.rest.get<Credential & { data: Record<string, unknown> }>(
			`/credentials/${credential.id}?includeData=true`,
		);
		return await this.rest.post<CredentialTestResult>('/credentials/test', { credentials: { ...credential, data } });
	}

	/** @param credentials by type: each node that names that type gets this one */
	async importWorkflow(file: WorkflowFile, credentials: Credential[] = []): Promise<Workflow> {
		const byType = new Map(credentials.map((credential) => [credential.type, credential]));
		const nodes = file.nodes.map((node) => ({
			...node,
			id: node.id ?? randomUUID(),
			...(node.credentials && {
				credentials: Object.fromEntries(
					Object.entries(node.credentials).map(([type, named]) => {
						const { id, name } = byType.get(type) ?? named;
						return [type, { id, name }];
					}),
				),
			}),
		}));
		return await this.rest.post<Workflow>('/workflows', {
			settings: { executionOrder: 'v1' },
			...file,
			active: false,
			nodes,
			projectId: this.projectId,
		});
	}

	/**
	 * Activates a workflow and waits until its webhooks are registered, which n8n does after it has answered.
	 * @param servers the base URLs that receive webhooks, where these are processes of their own
	 */
	async activate({ id, versionId, nodes }: Workflow, servers: string[] = [this.url]): Promise<void> {
		await this.rest.post(`/workflows/${id}/activate`, { versionId });
		await this.waitForWebhooks(nodes, servers);
	}

	/** Waits until the webhooks of an active workflow are registered, after a start of n8n too. */
	async waitForWebhooks(nodes: WorkflowNode[], servers: string[] = [this.url]): Promise<void> {
		for (const path of webhookPaths(nodes)) {
			for (const server of servers) {
				await waitUntil(
					`The registration of ${path}`,
					async () => (await this.isRegistered(`${server}${path}`)) || undefined,
				);
			}
		}
	}

	/** A CORS preflight names the methods that a webhook path has, and calls none of them. */
	private async isRegistered(url: string): Promise<boolean> {
		const { headers } = await fetch(url, { method: 'OPTIONS', headers: { origin: this.url } });
		return /GET|POST/.test(headers.get('access-control-allow-methods') ?? '');
	}

	async deactivate(id: string): Promise<void> {
		await this.rest.post(`/workflows/${id}/deactivate`, {});
	}

	/** Presses the editor's Execute Workflow button. @returns the execution's id, none while a trigger waits for its event */
	async runManually(workflowId: string, trigger: string): Promise<string | undefined> {
		const answer = await this.rest.post<{ executionId?: string }>(`/workflows/${workflowId}/run`, {
			triggerToStartFrom: { name: trigger },
		});
		return answer.executionId;
	}

	async retry(executionId: string): Promise<void> {
		await this.rest.post(`/executions/${executionId}/retry`, { loadWorkflow: false });
	}

	/** @returns every execution of a workflow (of all workflows without one), or those that ended so, oldest first */
	async executions(
		workflowId?: string,
		status?: ReadonlyArray<ExecutionSummary['status']>,
	): Promise<ExecutionSummary[]> {
		return await listExecutions(this.rest, workflowId, status);
	}

	/** @returns whether any execution is still to begin or to end */
	async hasRunningExecutions(): Promise<boolean> {
		const filter = encodeURIComponent(JSON.stringify({ status: ['new', 'running'] }));
		return (
			(await this.rest.get<{ results: ExecutionSummary[] }>(`/executions?limit=1&filter=${filter}`)).results.length > 0
		);
	}

	/** Its run data is empty until it has begun. */
	async execution(id: string): Promise<Execution> {
		const { data, ...summary } = await this.rest.get<StoredExecution>(`/executions/${id}`);
		return { ...summary, runData: {}, ...(unflatten(data) as RunDataOfExecution | undefined)?.resultData };
	}

	/** @returns the execution once it is over */
	async waitForExecution(id: string, milliseconds?: number): Promise<Execution> {
		return await waitUntil(
			`The end of execution ${id}`,
			async () => {
				const execution = await this.execution(id);
				return isOver(execution) ? execution : undefined;
			},
			milliseconds,
		);
	}

	/** Waits until a workflow has had `count` executions and all of them are over. */
	async waitForExecutions(workflowId: string, count: number, milliseconds?: number): Promise<ExecutionSummary[]> {
		return await waitUntil(
			`${count} finished executions`,
			async () => {
				const executions = await this.executions(workflowId);
				return executions.length >= count && executions.every(isOver) ? executions : undefined;
			},
			milliseconds,
		);
	}

	/** @returns the table's id */
	async createDataTable(name: string, columns: Record<string, ColumnType>): Promise<string> {
		const list = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
		const { id } = await this.rest.post<{ id: string }>(`/projects/${this.projectId}/data-tables`, {
			name,
			columns: list,
		});
		return id;
	}

	async insertRows(tableId: string, data: DataTableRow[]): Promise<void> {
		await this.rest.post(`/projects/${this.projectId}/data-tables/${tableId}/insert`, { data, returnType: 'count' });
	}

	/** @returns every row of a table, in the order they were inserted */
	async rows(tableId: string): Promise<DataTableRow[]> {
		const rows: DataTableRow[] = [];
		for (;;) {
			const page = await this.rest.get<{ count: number; data: DataTableRow[] }>(
				`/projects/${this.projectId}/data-tables/${tableId}/rows?take=250&skip=${rows.length}&sortBy=id:asc`,
			);
			rows.push(...page.data);
			if (page.data.length === 0 || rows.length >= page.count) return rows;
		}
	}
}
