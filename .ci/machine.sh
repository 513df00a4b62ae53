# Sourced by .ci/run: brings what the tests need of the machine, installs what is missing (Debian, Ubuntu) and starts
# Redis and PostgreSQL where nobody else runs them. What it starts ends with the shell.

has() { command -v "$1" >/dev/null; }
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# Debian keeps PostgreSQL's programs out of the PATH.
find_postgres() {
	local programs
	programs=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
	has initdb || PATH="$PATH:$programs"
}

install_missing() {
	local missing=()
	# n8n's native addons are compiled where no prebuilt one fits.
	{ has g++ && has make; } || missing+=(build-essential)
	has python3 || missing+=(python3)
	has openssl || missing+=(openssl)
	# What is on the disk when the power fails is read from the log of its system calls.
	has strace || missing+=(strace)
	# Tests kill and freeze servers of their own.
	has redis-server || missing+=(redis-server)
	has initdb || missing+=(postgresql)
	# The proxy of docs/queue-mode.md is tested as it is.
	has haproxy || missing+=(haproxy)
	[ -n "${CHROMIUM:-}" ] || has chromium || has chromium-browser || has google-chrome || missing+=(chromium)
	((${#missing[@]})) && has apt-get || return 0

	echo "— installing ${missing[*]}"
	# The packages' own services stay off: with this file Debian starts none while it installs.
	local policy=/usr/sbin/policy-rc.d
	[ ! -e "$policy" ] || policy=
	[ -z "$policy" ] || printf '#!/bin/sh\nexit 101\n' | as_root install -m 755 /dev/stdin "$policy"
	as_root apt-get update -qq
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
	[ -z "$policy" ] || as_root rm "$policy"
}

start_redis() {
	echo "— starting Redis on port $redis_port"
	redis-server --port "$redis_port" --bind 127.0.0.1 --save '' >"$scratch/redis.log" &
	started+=("kill $!")
}

start_postgres() {
	echo "— starting PostgreSQL on port $postgres_port"
	[ "$(id -u)" != 0 ] || chown postgres "$scratch"
	as_postgres initdb -D "$scratch/postgres" -U postgres -A trust >"$scratch/initdb.log"
	as_postgres pg_ctl -D "$scratch/postgres" -l "$scratch/postgres.log" -w \
		-o "-p $postgres_port -h 127.0.0.1 -k $scratch" start >"$scratch/pg_ctl.log"
	started+=("as_postgres pg_ctl -D $scratch/postgres -m immediate stop")
}

started=()
scratch=$(mktemp -d)
stop_started() {
	for command in "${started[@]}"; do $command >/dev/null 2>&1 || true; done
	rm -rf "$scratch"
}
trap stop_started EXIT

find_postgres
install_missing
find_postgres
export PATH
redis_port=${REDIS_PORT:-6379}
postgres_port=${PGPORT:-5432}
[ -n "${REDIS_HOST:-}" ] || answers "$redis_port" || start_redis
[ -n "${PGHOST:-}" ] || answers "$postgres_port" || start_postgres
