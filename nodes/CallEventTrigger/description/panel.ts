import type { INodeTypeDescription } from 'n8n-workflow';

const LISTENING =
	"While building, click 'Execute step' and place a call through the trunk: the first of the selected events shows up here. Opening the test URL in a browser tab sends a sample call instead.";

/** What n8n's editor says beside the parameters, in the words of this trigger instead of its own. */
export const panel: Pick<INodeTypeDescription, 'activationMessage' | 'eventTriggerDescription' | 'triggerPanel'> = {
	activationMessage: 'Events that the trunk sends to the production URL now start this workflow.',
	eventTriggerDescription: 'Place a call through the trunk, or open the test URL in a browser tab for a sample call',
	triggerPanel: {
		header: 'Receive call events from your trunk',
		executionsHelp: {
			inactive: `${LISTENING}<br /><br />Once the workflow is published, every event that the trunk sends to the production URL starts it.`,
			active: `${LISTENING}<br /><br />The workflow is published, so every event that the trunk sends to the production URL starts it. These executions show up in the executions list, not here.`,
		},
		activationHint: 'Publish the workflow to receive the events of real calls at the production URL.',
	},
};
