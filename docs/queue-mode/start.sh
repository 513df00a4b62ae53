#!/bin/sh
# n8n loads community packages from here; the link puts the image's copy where the volume would hide it.
mkdir -p /home/node/.n8n/nodes
ln -sfn /opt/nodes/node_modules /home/node/.n8n/nodes/node_modules
exec n8n "$@"
