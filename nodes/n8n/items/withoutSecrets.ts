import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { redact } from '../../domain/trunk/response/redact';
import type { TrunkSettings } from '../../domain/trunk/provider';

/**
 * An error without any part of the credential, the last gate before the item: our own sentences have none, but a
 * setting's name for a field, n8n, Node.js or a bug may.
 */
export function withoutSecrets(node: INode, error: unknown, settings: TrunkSettings): Error {
	const isOurs = error instanceof NodeApiError || error instanceof NodeOperationError;
	const message = error instanceof Error ? error.message : String(error);
	const description = isOurs ? (error.description ?? '') : '';
	const safe = { message: redact(message, settings), description: redact(description, settings) };
	if (isOurs && safe.message === message && safe.description === description) return error;
	return new NodeOperationError(node, safe.message, { description: safe.description });
}
